"""What a page shows, told in words, tables and pictures, for whoever reads a finished notebook without us."""
