"""Pairs of answers that are more alike than their task explains: a reason to read both, never a verdict."""

from certbook.classroom.similarity.pairs import Passage, SimilarPair, find_similar

__all__ = ["Passage", "SimilarPair", "find_similar"]
