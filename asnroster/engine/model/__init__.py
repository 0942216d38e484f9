"""What is asked as rows and shapes, parts that nothing ties, and their translations for CP-SAT and linear programmes."""
