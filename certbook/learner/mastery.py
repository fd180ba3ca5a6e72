"""How well a skill is mastered, from the points of its tasks: pure functions of evidence and time.

With R the points that were right and W those that were not, in the latest attempt at each task and the latest answer to
each question (one point) of n skills,

    mastery = (0.25 n + R) / (n + R + W)

- Before there is any evidence each skill is a guess that weighs one point: of a question with four choices, somebody
  who knows nothing gets one in four.
- R fades: it halves every 90 days since the task was last worked on. W does not fade: it stays until it is mended. So
  waiting never raises a mastery, and another right answer never lowers it.
- Without evidence a mastery is unknown, which is not zero.

The interval is that of the Beta distribution behind it. Points of one task hang together, so two of them count as one
observation there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

GUESS = 0.25  # of a skill that nothing is known of
HALF_LIFE_DAYS = 90.0  # a quarter: who learnt something in one quarter and left it alone in the next has half of it
POINTS_PER_OBSERVATION = 2.0
INTERVAL = 0.90  # of the distribution lies between its bounds

_DAY = 86_400.0


@dataclass(frozen=True)
class Evidence:
    """One graded task or answered question: what it is worth, the share that was reached, when it was worked on."""

    skill: str
    worth: float
    share: float
    when: datetime


@dataclass(frozen=True)
class Mastery:
    """What is known of some skills: `right` (faded) and `wrong` points, and `tried`, the points that were tried."""

    skills: int = 1
    right: float = 0.0
    wrong: float = 0.0
    tried: float = 0.0

    @property
    def value(self) -> float | None:
        """A share between 0 and 1, None where nothing was tried."""
        return self.expected if self.tried else None

    @property
    def expected(self) -> float:
        """The value, or a guess where there is no evidence."""
        return (GUESS * self.skills + self.right) / (self.skills + self.right + self.wrong) if self.skills else GUESS

    @property
    def interval(self) -> tuple[float, float]:
        """The bounds between which the value lies with 90%; all is possible where nothing was tried."""
        if not self.tried:
            return 0.0, 1.0
        from scipy.special import betaincinv

        good = (GUESS * self.skills + self.right) / POINTS_PER_OBSERVATION
        bad = ((1 - GUESS) * self.skills + self.wrong) / POINTS_PER_OBSERVATION
        low, high = betaincinv(good, bad, [(1 - INTERVAL) / 2, (1 + INTERVAL) / 2])
        return min(float(low), self.expected), max(
            float(high), self.expected
        )  # the mean of a steep one may lie outside


def fade(when: datetime, now: datetime) -> float:
    """Return what is left of something after so much time; a clock that was set back fades nothing."""
    age = max((now - when).total_seconds() / _DAY, 0.0)
    return float(0.5 ** (age / HALF_LIFE_DAYS))


def masteries(evidence: Iterable[Evidence], now: datetime) -> dict[str, Mastery]:
    """Return the mastery of each skill that there is evidence of."""
    right: dict[str, float] = defaultdict(float)
    wrong: dict[str, float] = defaultdict(float)
    tried: dict[str, float] = defaultdict(float)
    for one in evidence:
        share = min(max(one.share, 0.0), 1.0)
        right[one.skill] += one.worth * share * fade(one.when, now)
        wrong[one.skill] += one.worth * (1 - share)
        tried[one.skill] += one.worth
    return {skill: Mastery(1, right[skill], wrong[skill], tried[skill]) for skill in tried}


def together(parts: Iterable[Mastery]) -> Mastery:
    """Return what is known of several skills as one."""
    every = tuple(parts)
    return Mastery(
        sum(one.skills for one in every),
        sum(one.right for one in every),
        sum(one.wrong for one in every),
        sum(one.tried for one in every),
    )
