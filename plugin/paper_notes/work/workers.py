"""How many processes work side by side."""

from __future__ import annotations

import os

MAX_WORKERS = 4


def worker_count(jobs: int, wanted: int = 0) -> int:
    """Processes for this many jobs: as many as ``wanted``, or (0) one a core, four at most."""
    return max(1, min(wanted or min(os.cpu_count() or 1, MAX_WORKERS), jobs))
