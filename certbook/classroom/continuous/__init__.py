"""A learner's or a class's repository in continuous integration: graded on each push, and what comes of it."""
