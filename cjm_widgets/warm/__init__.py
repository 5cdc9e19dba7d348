"""Kernels that start at once: each is forked from one process in which everything is imported and warmed already."""
