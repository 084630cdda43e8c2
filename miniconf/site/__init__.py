"""Conference -> site: the application, its views, and freezing them into files."""
