"""`certbook watch`: grade a lab's notebook on every save, and show what to do next."""
