"""The study as an office document (.docx): styles and tables of Word's own, chapters as an Indonesian office writes them."""
