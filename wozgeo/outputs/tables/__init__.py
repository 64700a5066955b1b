"""What was found -> tables for a GIS or a spreadsheet, and what their columns mean."""
