"""What was found -> a workbook: oordelen.xlsx."""
