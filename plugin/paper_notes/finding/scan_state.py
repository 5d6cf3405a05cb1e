"""What a scan remembers from one run to the next: what was seen, what it brought, and what feeds said of themselves.

One file, replaced whole: a run that is killed has either taken its papers in or not, so that none is lost and none
comes twice. What is shown (pages, JSON, Slack) is made of it.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import msgspec

from paper_notes.errors import UsageError
from paper_notes.files import write_atomically
from paper_notes.finding.announcements import Announcement

REMEMBERED_DAYS = 400
"""How long a paper counts as seen after it was announced last: far longer than any feed looks back."""


class Why(msgspec.Struct, frozen=True):
    """Why a paper is shown. ``score`` orders papers (see :mod:`ranking_new`); ``authors`` are those followed,
    ``topics`` numbers of the topics that it is nearest to, ``near`` the library's papers that it is near to."""

    score: float = 0.0
    nearness: float = 0.0
    authors: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    relevance: int = 0
    novelty: int = 0
    comment: str = ""


class Found(msgspec.Struct, frozen=True):
    """A paper that a scan brought, and why it is (or isn't) worth reading."""

    paper: Announcement
    why: Why = Why()
    shown: bool = True


class FeedState(msgspec.Struct):
    """What a feed said: its validators for a conditional request, and when it was last read whole (ISO 8601, UTC)."""

    etag: str = ""
    modified: str = ""
    read: str = ""


class ScanState(msgspec.Struct):
    """``seen`` has the day of each paper's last announcement by its key and version ("2411.01234v2"; without a version
    where only new papers are wanted); ``days`` what each run's day brought; ``posted`` the days told to Slack."""

    form: int = 1
    feeds: dict[str, FeedState] = {}
    seen: dict[str, str] = {}
    days: dict[str, list[Found]] = {}
    posted: list[str] = []


def load_state(path: Path) -> ScanState:
    """The state of earlier runs, or an empty one; raises :class:`UsageError` when the file can't be read: with a new
    state, every paper would come again."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=ScanState)
    except FileNotFoundError:
        return ScanState()
    except (OSError, msgspec.DecodeError) as error:
        raise UsageError(
            f"{path} can't be read ({' '.join(str(error).split())[:160]})",
            "Restore it, or delete it to begin anew: then papers of the last days come again.",
        ) from error


def save_state(path: Path, state: ScanState, today: dt.date) -> None:
    """Replace the file; forgets what is older than :data:`REMEMBERED_DAYS`. Raises OSError."""
    oldest = (today - dt.timedelta(days=REMEMBERED_DAYS)).isoformat()
    state.seen = {key: day for key, day in sorted(state.seen.items()) if day >= oldest}
    state.days = dict(sorted(state.days.items(), reverse=True))
    write_atomically(path, msgspec.json.format(msgspec.json.encode(state), indent=1) + b"\n")
