"""A badge: a label and a share, as an SVG that carries its own title."""

from __future__ import annotations

from html import escape

_HEIGHT, _LETTER, _PADDING = 20, 6.6, 8  # pixels; a letter of Verdana at 11 is about as wide
_COLOURS = ((0.999, "#1a7f37"), (0.5, "#2f6f9f"), (0.0, "#57606a"))  # each has 4.5:1 with white


def badge_of(share: float, label: str = "certbook") -> str:
    """Return the badge of a share between 0 and 1; it is rounded down, so that only all is 100 %."""
    value = f"{int(share * 100 + 1e-9)} %"
    left, right = (len(text) * _LETTER + 2 * _PADDING for text in (label, value))
    colour = next(colour for least, colour in _COLOURS if share >= least)
    width = left + right
    title = escape(f"{label}: {value}")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{_HEIGHT}" role="img" '
        f'aria-label="{title}"><title>{title}</title>'
        f'<clipPath id="r"><rect width="{width:.0f}" height="{_HEIGHT}" rx="3"/></clipPath><g clip-path="url(#r)">'
        f'<rect width="{left:.1f}" height="{_HEIGHT}" fill="#333a42"/>'
        f'<rect x="{left:.1f}" width="{right:.1f}" height="{_HEIGHT}" fill="{colour}"/></g>'
        '<g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11" text-anchor="middle">'
        f'<text x="{left / 2:.1f}" y="14">{escape(label)}</text>'
        f'<text x="{left + right / 2:.1f}" y="14">{escape(value)}</text></g></svg>\n'
    )
