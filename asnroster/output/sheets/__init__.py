"""One file a sheet of the roster workbook; each has one function ``write``."""
