"""What those see who run the workbook for others: whether it is well, and its figures."""
