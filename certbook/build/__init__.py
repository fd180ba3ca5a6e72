"""Percent text into notebooks: an ordered list of small named steps, the same bytes on every run."""
