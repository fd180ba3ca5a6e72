"""Proof that the content is right: what `certbook verify` runs."""
