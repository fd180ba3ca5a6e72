"""The catalogue as a learner reads it: what is taught for an exam, how exams compare, which lane fits."""
