"""What is seen and done in a real browser; skipped where there is none."""
