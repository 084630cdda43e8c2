"""The Hugging Face Hub: looking papers up, reporting, and giving the proceedings back."""
