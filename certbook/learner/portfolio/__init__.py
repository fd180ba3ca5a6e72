"""A passed lab as a folder worth publishing: the learner's words, computed numbers, figures, notebook, code.

`make.py` leads: `passed` says whether there is something to show, `rerun` runs the learner's notebook once more
without sealed checks, the pages are written by pure functions, and `folder` puts all of it in place at once.
"""
