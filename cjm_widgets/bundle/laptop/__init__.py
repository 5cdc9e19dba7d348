"""What goes into a bundle; install.py runs there by Python's own library alone."""
