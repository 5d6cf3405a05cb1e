"""Charts of a corpus as SVG, drawn from numbers alone: a histogram, a scatter of points."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

WIDTH, HEIGHT, MARGIN = 720, 400, 56
"""Pixels."""
_STYLE = "font-family='sans-serif' font-size='12' fill='#333'"


def histogram_svg(bars: Sequence[tuple[float, int]], title: str, axis: str) -> str:
    """A histogram of (lower bound, number) bars of one width."""
    most = max((number for _, number in bars), default=1) or 1
    step = (WIDTH - 2 * MARGIN) / max(len(bars), 1)
    parts = []
    for place, (_, number) in enumerate(bars):
        height = (HEIGHT - 2 * MARGIN) * number / most
        left, top = MARGIN + place * step, HEIGHT - MARGIN - height
        parts.append(f"<rect x='{left:.1f}' y='{top:.1f}' width='{max(step - 1, 0.5):.1f}' height='{height:.1f}'/>")
    ticks = []
    for place in sorted({0, len(bars) // 4, len(bars) // 2, 3 * len(bars) // 4, len(bars) - 1} if bars else ()):
        ticks.append(_label_at(MARGIN + place * step, HEIGHT - MARGIN + 18, f"{bars[place][0]:g}", "middle"))
    return _chart("".join([f"<g fill='#3f51b5'>{''.join(parts)}</g>", *ticks]), title, axis, f"{most:,}")


def scatter_svg(points: Sequence[tuple[float, float]], title: str, axis: str, upright: str = "") -> str:
    """Points in a square of their own range; lines show nothing but the frame."""
    across, up = [x for x, _ in points] or [0.0], [y for _, y in points] or [0.0]
    parts = []
    for x, y in points:
        left = MARGIN + (WIDTH - 2 * MARGIN) * _share(x, min(across), max(across))
        top = HEIGHT - MARGIN - (HEIGHT - 2 * MARGIN) * _share(y, min(up), max(up))
        parts.append(f"<circle cx='{left:.1f}' cy='{top:.1f}' r='2'/>")
    ends = [
        _label_at(MARGIN, HEIGHT - MARGIN + 18, f"{min(across):.2f}", "middle"),
        _label_at(WIDTH - MARGIN, HEIGHT - MARGIN + 18, f"{max(across):.2f}", "middle"),
        _label_at(MARGIN - 6, HEIGHT - MARGIN, f"{min(up):.2f}", "end"),
    ]
    body = f"<g fill='#3f51b5' fill-opacity='.5'>{''.join(parts)}</g>" + "".join(ends)
    return _chart(body, title, axis, f"{max(up):.2f}", upright)


def _chart(body: str, title: str, axis: str, top: str, upright: str = "") -> str:
    frame = f"M{MARGIN} {MARGIN}V{HEIGHT - MARGIN}H{WIDTH - MARGIN}"
    return (
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {WIDTH} {HEIGHT}' width='{WIDTH}' height='{HEIGHT}' "
        f"role='img' aria-label='{escape(title, {chr(39): '&#39;'})}'><rect width='100%' height='100%' fill='#fff'/>"
        f"{_label_at(WIDTH / 2, 28, title, 'middle', 15)}{_label_at(WIDTH / 2, HEIGHT - 12, axis, 'middle')}"
        f"{_label_at(MARGIN - 6, MARGIN + 4, top, 'end')}{_label_at(MARGIN, MARGIN - 10, upright, 'start')}"
        f"<path d='{frame}' fill='none' stroke='#999'/>{body}</svg>\n"
    )


def _label_at(x: float, y: float, text: str, anchor: str, size: int = 12) -> str:
    style = _STYLE.replace("'12'", f"'{size}'")
    return f"<text x='{x:.1f}' y='{y:.1f}' text-anchor='{anchor}' {style}>{escape(text)}</text>"


def _share(value: float, least: float, greatest: float) -> float:
    return (value - least) / (greatest - least) if greatest > least else 0.5
