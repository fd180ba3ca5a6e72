"""What a learner does with the workbook: a desk to work at, attempts, hints, progress."""
