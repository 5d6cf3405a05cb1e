"""Exports notes: reads each once, makes all its targets in memory, and writes only when every one of them is whole."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from paper_notes.checking.config import Config
from paper_notes.export.checklist import CHECKLIST, checklist
from paper_notes.export.model import Article, ExportError
from paper_notes.export.options import Bundle, Options
from paper_notes.export.record import Export, RecordFile, state_of
from paper_notes.export.source import Reader
from paper_notes.export.standing import require_publishable
from paper_notes.export.targets import SHARED, WEB, exporter
from paper_notes.files import write_atomically
from paper_notes.library.folders import PaperFolder


@dataclass(frozen=True, slots=True)
class Written:
    """What was written of one note for one target."""

    slug: str
    target: str
    main: Path
    by_hand: int


@dataclass(slots=True)
class Run:
    """One call. ``problems`` are for the user, in words; ``extracts`` and ``force`` are the flags of that name."""

    reader: Reader
    out: Path
    options: Options
    config: Config
    extracts: bool = False
    force: bool = False
    problems: list[str] = field(default_factory=list)

    def article(self, folder: PaperFolder) -> Article:
        """A note that may be published; raises :class:`ExportError`."""
        article = self.reader.read(folder)
        require_publishable(article, self.config, self.options.cache, extracts=self.extracts)
        return article

    def export(self, folder: PaperFolder, targets: Iterable[str]) -> Iterator[Written]:
        """Export one note. Problems are collected; with any, nothing of this note is written."""
        try:
            article = self.article(folder)
            bundles = {target: exporter(target)(article, self.options) for target in targets}
            for target, bundle in bundles.items():
                if target in WEB:
                    bundle.files[CHECKLIST] = checklist(article, bundle, target).encode()
            records = RecordFile(folder)
            for target, bundle in bundles.items():
                self._refuse_edited(self._place(article, target), bundle, records.target(target))
        except ExportError as error:
            self.problems.append(str(error))
            return
        for target, bundle in bundles.items():
            place = self._place(article, target)
            try:
                for name, data in bundle.files.items():
                    path = place / name
                    path.parent.mkdir(parents=True, exist_ok=True)
                    if not path.is_file() or path.read_bytes() != data:
                        write_atomically(path, data)
                self._remove_stale(place, bundle, records.target(target))
                self._enter(records, folder, target, place, bundle)
            except OSError as error:
                self.problems.append(f"{place}: can't be written ({error.strerror or error})")
                return
            yield Written(article.slug, target, place / bundle.main, len(bundle.by_hand))

    def _place(self, article: Article, target: str) -> Path:
        return self.out / target if target in SHARED else self.out / target / article.slug

    def _refuse_edited(self, place: Path, bundle: Bundle, known: Export) -> None:
        """A file that a person has changed since it was exported is theirs."""
        if self.force:
            return
        for name, data in bundle.files.items():
            path = place / name
            if path.is_file():
                there = path.read_bytes()
                if there != data and known.files.get(name) != _digest(there):
                    raise ExportError(f"{path} was changed since it was exported", "--force replaces it")

    def _remove_stale(self, place: Path, bundle: Bundle, known: Export) -> None:
        for name, digest in known.files.items():
            path = place / name
            ours = name not in bundle.files and path.is_file() and path.resolve().is_relative_to(place.resolve())
            if ours and _digest(path.read_bytes()) == digest:
                path.unlink()

    def _enter(self, records: RecordFile, folder: PaperFolder, target: str, place: Path, bundle: Bundle) -> None:
        known = records.target(target)
        known.where, known.when = str(place), now()
        known.state = state_of(folder)
        known.files = {name: _digest(data) for name, data in bundle.files.items()}
        records.save(target, known)


def now() -> str:
    """The time as records keep it: UTC, whole seconds."""
    return datetime.now(UTC).replace(microsecond=0).isoformat()


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]
