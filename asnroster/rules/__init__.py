"""The rule catalogue: one rule = one file, found by the registry. A rule never sees the solver."""
