"""Whether an answer is right, what the right one is, and the reasons: pure functions of a question and an answer.

An answer is a list: the place of a choice, the places of several, the places of steps in the order given, for each left
side the place of its option (None where it was left open), or one number. Places are those of the authored question.
All or nothing: a part of a right answer is a wrong answer.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from certbook.content.questions import ManyQuestion, MatchQuestion, NumberQuestion, OneQuestion, OrderQuestion, Question
from certbook.errors import CertbookError

Answer = list[float | None]


@dataclass(frozen=True)
class Explanation:
    """Why one choice, step, pair or number is right or wrong; `chosen` whether the answer had it so."""

    place: int | None
    text: str
    why: str
    misconception: str | None
    chosen: bool
    right: bool


def key_of(question: Question) -> Answer:
    """Return the right answer."""
    if isinstance(question, NumberQuestion):
        return [question.answer]
    if isinstance(question, OrderQuestion):
        return [float(place) for place in range(len(question.steps))]
    if isinstance(question, MatchQuestion):
        return [float(question.options.index(pair.right)) for pair in question.pairs]
    return [float(place) for place, choice in enumerate(question.choices) if choice.right]


def checked(question: Question, answer: Sequence[object]) -> Answer:
    """Return an answer that fits the question; raises CertbookError where it does not, with what would."""
    values: Answer = []
    for one in answer:
        if one is not None and (isinstance(one, bool) or not isinstance(one, int | float) or not math.isfinite(one)):
            raise CertbookError(f"question {question.id}: {one!r} is no place and no number")
        values.append(None if one is None else float(one))
    problem = _misfit(question, values)
    if problem:
        raise CertbookError(f"question {question.id}: {problem}")
    return values


def fitting(question: Question, answer: Answer | None) -> Answer | None:
    """Return an answer out of a file, None where it does not fit: a line was damaged, or the question was changed."""
    if answer is None or _misfit(question, answer):
        return None
    return answer


def is_right(question: Question, answer: Answer | None) -> bool:
    """Whether an answer is right; None, not answered, is not."""
    if answer is None:
        return False
    if isinstance(question, NumberQuestion):
        return (
            len(answer) == 1 and answer[0] is not None and abs(answer[0] - question.answer) <= question.tolerance + 1e-9
        )
    if isinstance(question, ManyQuestion):
        return len(set(answer)) == len(answer) and set(answer) == set(key_of(question))
    return answer == key_of(question)


def is_complete(question: Question, answer: Answer | None) -> bool:
    """Whether an answer says all that it can say: a match without open sides, as many choices as are right."""
    if answer is None or not answer or None in answer:
        return False
    return len(answer) == len(key_of(question)) or not isinstance(question, ManyQuestion)


def misconception_of(question: Question, answer: Answer | None) -> str | None:
    """Return the misconception that a wrong answer stands for, None where it stands for none that is known."""
    if answer is None or is_right(question, answer):
        return None
    if isinstance(question, NumberQuestion):
        value = answer[0] if answer else None
        return next((trap.misconception for trap in question.traps if _is_trap(question, trap.value, value)), None)
    if isinstance(question, OrderQuestion | MatchQuestion):
        return question.misconception
    wrong = [question.choices[int(place)].misconception for place in answer if place is not None]
    return next((one for one in wrong if one), None)


def explanations(question: Question, answer: Answer | None) -> tuple[Explanation, ...]:
    """Return the reasons for every choice, step, pair or number, in the authored order."""
    given = answer or []
    if isinstance(question, NumberQuestion):
        value = given[0] if given else None
        right = Explanation(
            None, f"{question.answer:g} {question.unit}", question.why, None, is_right(question, answer), True
        )
        traps = (
            Explanation(
                None,
                f"{trap.value:g} {question.unit}",
                trap.why,
                trap.misconception,
                _is_trap(question, trap.value, value),
                False,
            )
            for trap in question.traps
        )
        return (right, *traps)
    if isinstance(question, OrderQuestion):
        return tuple(
            Explanation(place, step.text, step.why, None, place < len(given) and given[place] == place, True)
            for place, step in enumerate(question.steps)
        )
    if isinstance(question, MatchQuestion):
        return tuple(
            Explanation(
                place, f"{pair.left}: {pair.right}", pair.why, None, place < len(given) and given[place] == wanted, True
            )
            for place, (pair, wanted) in enumerate(zip(question.pairs, key_of(question), strict=True))
        )
    return tuple(
        Explanation(place, choice.text, choice.why, choice.misconception, place in given, choice.right)
        for place, choice in enumerate(question.choices)
    )


def _misfit(question: Question, values: Answer) -> str:
    if isinstance(question, NumberQuestion):
        return "" if len(values) == 1 and values[0] is not None else "asks for one number"
    if isinstance(question, MatchQuestion):
        if len(values) != len(question.pairs):
            return f"asks for {len(question.pairs)} options, one a line, null where it is left open"
        return _unknown_place([one for one in values if one is not None], len(question.options))
    if None in values:
        return "an answer of places has no gaps"
    places = [one for one in values if one is not None]
    count = len(question.steps) if isinstance(question, OrderQuestion) else len(question.choices)
    if isinstance(question, OneQuestion) and len(places) != 1:
        return "asks for one choice"
    if isinstance(question, OrderQuestion) and sorted(places) != list(range(count)):
        return f"asks for all {count} steps, each once"
    if isinstance(question, ManyQuestion) and (not places or len(set(places)) != len(places)):
        return "asks for choices, each once"
    return _unknown_place(places, count)


def _unknown_place(places: Sequence[float], count: int) -> str:
    stranger = next((one for one in places if one != int(one) or not 0 <= one < count), None)
    return "" if stranger is None else f"has no place {stranger:g}; places are 0 to {count - 1}"


def _is_trap(question: NumberQuestion, trap: float, value: float | None) -> bool:
    """Whether a number is the trap's, within the tolerance of the answer or a rounding of the trap."""
    if value is None or abs(value - question.answer) <= question.tolerance:
        return False
    return abs(value - trap) <= max(question.tolerance, abs(trap) * 0.005) + 1e-9
