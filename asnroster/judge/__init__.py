"""The independent judge: audits and measures any roster, solved or typed by hand. Knows no solver."""
