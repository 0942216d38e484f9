"""Many governments in one run: the input is cut into parts, each is solved, audited and written by itself."""
