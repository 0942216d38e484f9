"""Rosters read back: written here, edited, or typed by hand in any shape."""
