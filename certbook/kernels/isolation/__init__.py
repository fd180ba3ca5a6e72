"""What keeps a graded submission to itself, without root and without Docker."""
