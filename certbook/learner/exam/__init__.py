"""Practice exams: drawn by blueprint weight, sat against the clock, scored by domain, kept as evidence."""
