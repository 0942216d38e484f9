"""The way in: spreadsheets become typed rows, typed rows become a problem. Nothing else opens a workbook."""
