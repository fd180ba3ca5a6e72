"""Typed models of everything that authors type, and their loader."""
