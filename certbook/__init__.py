"""Certbook: a self-study workbook for people moving into AI jobs."""

__version__ = "0.1.0"
