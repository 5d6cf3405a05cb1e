"""How long a server asks to be left alone."""

from __future__ import annotations


def asked_wait(header: str | None, otherwise: float) -> float:
    """Seconds of a ``Retry-After`` header; ``otherwise`` where there is none, or it isn't a number."""
    try:
        return max(0.0, float(header or ""))
    except ValueError:
        return otherwise
