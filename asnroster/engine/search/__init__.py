"""The way to the cheapest roster and its bound."""
