"""From a submission to a score: rebuild, execute, score, on nbgrader's own gradebook."""
