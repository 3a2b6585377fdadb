"""What moves on a page, one file for each page that does."""
