"""Bar charts as inline SVG, in the colours of the page; each says in words what it shows."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

_WIDTH, _HEIGHT, _FOOT, _HEAD = 640, 170, 34, 18
_LABEL_WIDTH = 48  # what a label takes, with air


def bars(labels: Sequence[str], counts: Sequence[int], said: str, unit: str, width: int = _WIDTH) -> str:
    """Return a bar chart: one bar for each label, its count above it.

    Args:
        labels: below the bars; of many only some are written.
        counts: as many.
        said: what the chart shows, for those who do not see it.
        unit: what is counted, in the plural, for the title of each bar.
        width: in the units in which a letter is some six wide; the chart is scaled to where it stands.
    """
    most, step = max([*counts, 1]), width / max(len(counts), 1)
    every = -(-len(labels) * _LABEL_WIDTH // width) or 1
    parts = [
        f'<svg viewBox="0 0 {width} {_HEIGHT}" role="img" aria-label="{escape(said)}" class="chart">',
        f'<line x1="0" x2="{width}" y1="{_HEIGHT - _FOOT}" y2="{_HEIGHT - _FOOT}" class="axis"/>',
    ]
    for place, (label, count) in enumerate(zip(labels, counts, strict=True)):
        height = (_HEIGHT - _FOOT - _HEAD) * count / most
        x, y = place * step, _HEIGHT - _FOOT - height
        middle = x + step / 2
        parts.append(
            f'<rect x="{x + step * 0.1:.1f}" y="{y:.1f}" width="{step * 0.8:.1f}" height="{height:.1f}" class="bar">'
            f"<title>{escape(label)}: {count} {escape(unit)}</title></rect>"
        )
        if count:
            parts.append(f'<text x="{middle:.1f}" y="{y - 5:.1f}" class="count">{count}</text>')
        if place % every == 0:
            shown = max(middle, _LABEL_WIDTH / 2 - 4)  # the first one is not cut off where bars are narrow
            parts.append(f'<text x="{shown:.1f}" y="{_HEIGHT - 12}" class="label">{escape(label)}</text>')
    return "".join([*parts, "</svg>"])


def meter(share: float) -> str:
    """Return a share as a small bar beside its number; the number is what is read out."""
    width = max(0.0, min(share, 1.0)) * 60
    return (
        f'<span class="meter"><svg viewBox="0 0 60 8" aria-hidden="true"><rect width="60" height="8" class="rest"/>'
        f'<rect width="{width:.1f}" height="8" class="bar"/></svg>{share:.0%}</span>'
    )
