"""Signed statements about what was passed: Open Badges 3.0 in a Comprehensive Learner Record 2.0, by Ed25519."""
