"""Warm processes that run a notebook's cells."""
