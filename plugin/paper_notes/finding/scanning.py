"""A scan from beginning to end: ask the sources, weigh what is new, remember it, show it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import msgspec

from paper_notes.errors import PaperNotesError, UsageError
from paper_notes.finding.announcements import Announcement
from paper_notes.finding.arrivals import gather
from paper_notes.finding.feed_reader import FeedReader
from paper_notes.finding.interest import Interests, Read, interests, weight_of
from paper_notes.finding.judging import Bars, Judge, graded, worth_showing
from paper_notes.finding.scan_settings import ScanSettings
from paper_notes.finding.scan_state import Found, ScanState
from paper_notes.finding.topics import Topics
from paper_notes.library.folders import Library
from paper_notes.library.paper_settings import PaperSettings
from paper_notes.note.store import load_note

LONGEST_TEXT = 6_000
"""Characters of a note that stand for its paper."""


@dataclass(frozen=True, slots=True)
class ScanReport:
    """What a run did: papers looked at and shown, and what went wrong, in words."""

    day: str
    looked_at: int
    shown: int
    problems: tuple[str, ...]


def scan(
    settings: ScanSettings,
    state: ScanState,
    library: Iterable[Read],
    topics: Topics,
    reader: FeedReader,
    today: dt.date,
    judge: Judge | None = None,
) -> ScanReport:
    """Bring what is new into ``state`` under today's day, best first; the caller saves it.

    With a ``judge`` its grades decide; a paper that it could not be asked about keeps its nearness.
    """
    arrivals = gather(settings.sources, state, reader, today)
    day = today.isoformat()
    earlier = {each.paper.key: each for each in state.days.get(day, ())}
    new = [paper for key, paper in arrivals.papers.items() if key not in earlier]
    others = [each.paper for found in state.days.values() for each in found] + new
    wanted = interests(list(library), topics, settings.followed, others)
    found = [weigh(paper, wanted, settings.cutoff) for paper in new]
    if judge is not None and found:
        found = _judged(found, judge, topics, settings)
        arrivals.problems += judge.problems
    held = list(earlier.values()) + found
    held.sort(key=lambda each: (-each.why.score, each.paper.key))
    shown = 0
    ranked = []
    for each in held:
        fits = worth_showing(each.why, settings.cutoff) and shown < settings.most
        shown += fits
        ranked.append(msgspec.structs.replace(each, shown=fits))
    state.days[day] = ranked
    return ScanReport(day, len(new), shown, tuple(arrivals.problems))


def _judged(found: list[Found], judge: Judge, topics: Topics, settings: ScanSettings) -> list[Found]:
    """The papers with their grades. Where the judge could not be asked about all, those without a grade stay as they
    were: a limit of cost hides no paper."""
    grades = judge.grades([each.paper for each in found], topics)
    known = {topic.number for topic in topics.topics}
    bars = Bars(settings.relevance, settings.novelty)
    return [
        each
        if judge.problems and each.paper.key not in grades
        else graded(each, grades.get(each.paper.key), bars, known)
        for each in found
    ]


def weigh(paper: Announcement, wanted: Interests, cutoff: float) -> Found:
    """A paper with why it may be worth reading."""
    why = wanted.why(paper)
    return Found(paper, why, why.score >= cutoff)


def read_library(root: Path) -> list[Read]:
    """The papers of a library, by their notes; notes that can't be read say nothing. No library is an empty one."""
    if not root.is_dir():
        return []
    found = []
    for folder in Library(root).folders():
        try:
            note = load_note(folder.note)
        except (PaperNotesError, OSError):
            continue
        try:
            said = folder.settings()
        except (PaperNotesError, OSError):  # the build tells what is wrong with it
            said = PaperSettings()
        text = f"{note.front.description} {note.body}"[:LONGEST_TEXT]
        found.append(Read(folder.slug, note.front.title, text, weight_of(said.rating, said.reading)))
    return found


class Judged(msgspec.Struct, frozen=True):
    """A paper that a reader marked as relevant or not."""

    title: str
    relevant: bool
    abstract: str = ""
    authors: tuple[str, ...] = ()


def read_judged(path: Path) -> list[Judged]:
    """JSON lines of :class:`Judged`; raises :class:`UsageError` with the line at fault."""
    found = []
    try:
        lines = path.read_bytes().split(b"\n")
    except OSError as error:
        raise UsageError(f"{path} can't be read ({error.strerror})") from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                found.append(msgspec.json.decode(line, type=Judged))
            except (msgspec.DecodeError, UnicodeDecodeError) as error:
                raise UsageError(
                    f"{path}:{number}: {error}", 'A line is {"title": …, "abstract": …, "relevant": true}'
                ) from error
    if not any(each.relevant for each in found) or all(each.relevant for each in found):
        raise UsageError(f"{path} needs papers that are relevant and papers that aren't")
    return found


@dataclass(frozen=True, slots=True)
class Evaluation:
    """How well scores tell relevant papers: at the cutoff, and over all cutoffs (area under the ROC curve)."""

    papers: int
    relevant: int
    precision: float
    recall: float
    auc: float


def evaluate(judged: list[Judged], wanted: Interests, cutoff: float) -> Evaluation:
    """Hold the scores of papers against their reader's marks."""
    scores = [
        wanted.why(Announcement(str(place), each.title, each.abstract, each.authors)).score
        for place, each in enumerate(judged)
    ]
    good = [score for score, each in zip(scores, judged, strict=True) if each.relevant]
    bad = [score for score, each in zip(scores, judged, strict=True) if not each.relevant]
    taken = [each.relevant for score, each in zip(scores, judged, strict=True) if score >= cutoff]
    wins = sum((one > other) + 0.5 * (one == other) for one in good for other in bad)
    return Evaluation(
        len(judged),
        len(good),
        sum(taken) / len(taken) if taken else 0.0,
        sum(taken) / len(good),
        wins / (len(good) * len(bad)),
    )
