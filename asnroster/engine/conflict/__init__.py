"""Where no roster keeps every rule: why, and what would have to give; questions about one day or a group."""
