"""From today to an exam day, or through a year: hours by weight × gap, weeks, quarters, calendar."""
