"""Practice exams and reviews at a terminal: typed lines in, pages of text out."""
