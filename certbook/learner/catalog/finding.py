"""Names as people type them: an unknown one is told the nearest."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

from certbook.content.certifications import Certification
from certbook.content.library import Library
from certbook.errors import CertbookError


def nearest(name: str, known: Sequence[str]) -> str | None:
    """Return the known name that is closest to a name, None where none is close."""
    return next(iter(get_close_matches(name.lower(), known, n=1, cutoff=0.5)), None)


def find_certification(library: Library, name: str) -> Certification:
    """Return a certification by its id; raises CertbookError with the nearest one."""
    found = library.certifications.get(name.lower())
    if found is not None:
        return found
    codes = {(one.exam_code or "").lower(): one for one in library.certifications.values()}
    if name and name.lower() in codes:
        return codes[name.lower()]
    close = nearest(name, list(library.certifications))
    hint = f"did you mean '{close}'?" if close else "certbook certs --all lists them"
    raise CertbookError(f"no certification is called '{name}'; {hint}")


def succession(library: Library, exam: Certification) -> str | None:
    """Return what follows an exam that cannot be sat any more, None for one that can."""
    if not exam.is_retired:
        return None
    successor = exam.facts.successor.value
    if successor is None:
        return "no successor is named in the sources read"
    follows = library.certifications.get(str(successor))
    return f"its successor is {successor}" + (f" ({follows.name})" if follows is not None else "")
