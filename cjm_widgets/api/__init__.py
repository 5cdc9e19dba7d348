"""The workbook for people who write Python: what the pages do, by one line each. It adds no rules of its own."""
