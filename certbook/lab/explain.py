"""The wording of a failed check: what was called and came back, what was wanted, where to look."""

from __future__ import annotations

import reprlib

_SHORT = reprlib.Repr()
_SHORT.maxstring = _SHORT.maxother = 90
_SHORT.maxlist = _SHORT.maxtuple = _SHORT.maxdict = 6


def explain(*, called: str, got: object, wanted: str, look: str, misconception: str | None = None) -> str:
    """Return the three lines that a learner reads when a check fails.

    Args:
        called: the call as the learner would type it, such as `p_malignant(model, X_fresh)`.
        got: what came back; shortened, so any object may be given.
        wanted: the rule that was broken, in words; never the expected number of a hidden check.
        look: one pointer to where the mistake usually is.
        misconception: its id in the misconception vocabulary, where the check recognises one.
    """
    shown = got if isinstance(got, str) else _shorten(got)
    pointer = f"{look} [{misconception}]" if misconception else look
    return f"{called} gave {shown}\nwanted: {wanted}\nlook: {pointer}"


def _shorten(value: object) -> str:
    try:
        text = _SHORT.repr(value)
    except Exception:  # a learner's object may have a broken __repr__
        text = f"an object of type {type(value).__name__}"
    return " ".join(text.split())
