"""A guided workbook for customer journey mapping in a workshop."""

__version__ = "0.1.0"
