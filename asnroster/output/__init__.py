"""What the program writes: workbooks, tidy files, summaries. Knows no solver."""
