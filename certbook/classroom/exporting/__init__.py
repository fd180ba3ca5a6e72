"""Grades out of nbgrader's gradebook, in the forms that learning platforms take in."""
