"""How well tasks measure: difficulty, discrimination, omissions, and the reliability of their sum.

Classical test theory, as in Lord and Novick, *Statistical Theories of Mental Test Scores* (1968).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Points = npt.NDArray[np.float64]

_FEW = 10  # students below which no coefficient is worth a sentence
_HARD, _EASY = 0.3, 0.9
_WEAK = 0.2  # the usual floor for an item that is to tell students apart (Ebel, 1965)
_OMITTED = 0.25


@dataclass(frozen=True)
class Item:
    """One task over a class: `discrimination` is None where there is nothing to correlate.

    `difficulty` is the mean share of its points, so that a higher one is an easier task; `omitted` the share of those
    who handed in and did not attempt it; `attempted` and `passed` count students.
    """

    lab: str
    task: str
    title: str
    points: float
    difficulty: float
    discrimination: float | None
    omitted: float
    passed: int
    students: int
    remark: str


def discrimination(scores: Points) -> list[float | None]:
    """Return each item's corrected item-total correlation: with the sum of the *other* items.

    Args:
        scores: students by items, in points.

    Returns:
        None for an item where it or the rest has no variance.
    """
    totals = scores.sum(axis=1)
    return [_correlation(scores[:, item], totals - scores[:, item]) for item in range(scores.shape[1])]


def cronbach_alpha(scores: Points) -> float | None:
    """Return Cronbach's α = k / (k − 1) · (1 − Σ var(item) / var(total)), Psychometrika 16 (1951), equation 2.

    Args:
        scores: students by items, in points.

    Returns:
        None with fewer than two items, fewer than two students, or totals that are all the same.
    """
    students, items = scores.shape
    if items < 2 or students < 2:
        return None
    total = scores.sum(axis=1).var(ddof=1)
    if not total > _NOTHING:
        return None
    return float(items / (items - 1) * (1 - scores.var(axis=0, ddof=1).sum() / total))


def remark(students: int, difficulty: float, correlation: float | None, omitted: float) -> str:
    """Return what is striking about an item, in words; empty where nothing is, or where few students say little."""
    if students < _FEW:
        return ""
    if correlation is not None and correlation < 0:
        return "those who did well elsewhere lost points here: read the check and the wording"
    if omitted >= _OMITTED:
        return "many did not attempt it: is it too long, or too far down?"
    if difficulty < _HARD:
        return "hard: most points were lost"
    if difficulty > _EASY:
        return "easy: nearly all have it"
    if correlation is not None and correlation < _WEAK:
        return "says little about who is strong: what does it measure?"
    return ""


_NOTHING = 1e-12


def _correlation(one: Points, other: Points) -> float | None:
    if len(one) < 2 or not one.var() > _NOTHING or not other.var() > _NOTHING:
        return None
    return float(np.clip(np.corrcoef(one, other)[0, 1], -1, 1))


def quartiles(values: Sequence[float]) -> tuple[float, float, float]:
    """Return the lower quartile, the median and the upper quartile, by linear interpolation."""
    low, middle, high = np.quantile(np.asarray(values, dtype=float), [0.25, 0.5, 0.75])
    return float(low), float(middle), float(high)
