"""Measurements that compare ways side by side in one run: a figure of one machine alone says little."""
