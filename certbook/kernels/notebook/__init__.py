"""Run a stranger's notebook in an isolated fork, and each of its checks in a snapshot of that fork.

`conductor` is the trusted side, outside of the isolation; `cells` the side that lives with the submission; `channel`
what they say to each other. `run` is what graders call.
"""
