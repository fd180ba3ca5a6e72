"""Real data that works offline: one loader, every file checked by its SHA-256."""

from certbook.data.loader import data_file, load_data, load_text

__all__ = ["data_file", "load_data", "load_text"]
