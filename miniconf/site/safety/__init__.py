"""What must not leave the house, and what a page may load."""
