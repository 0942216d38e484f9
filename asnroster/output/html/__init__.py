"""The report of one roster as one HTML file: offline, printable, searchable."""
