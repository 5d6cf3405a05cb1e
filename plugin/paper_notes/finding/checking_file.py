"""A file of records checked, and what is whole in it kept in another: blocks to workers, their answers in order."""

from __future__ import annotations

import functools
import os
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import msgspec

from paper_notes.finding.check import BITS, HASH_BYTES, TOLD, CheckReport, FieldReport, Part, examine
from paper_notes.finding.in_order import Workers, in_order
from paper_notes.finding.records import FIELDS, raw_type, text_of
from paper_notes.finding.source import Block, Source

Advance = Callable[[int], None]
"""Called with the number of bytes that are done."""


def check(
    source: Source,
    required: tuple[str, ...] = ("id", "title", "abstract", "authors"),
    out: Path | None = None,
    *,
    workers: Workers = 1,
    advance: Advance = lambda done: None,
) -> CheckReport:
    """Check a file of records; with ``out``, keep there each record that has all that is ``required``, once.

    Memory: a few blocks a worker, and about 100 bytes a record for the identifiers seen. ``out`` is replaced when all
    is done and not before. Raises OSError.
    """
    report = CheckReport(file=source.path.name, required=list(required))
    tally = _Tally(report, source.line_columns)
    with _written(out) as kept:
        for block, part in _examined(source, required, workers):
            tally.add(block, part, kept)
            advance(len(block.data))
    tally.finish()
    return report


def _examined(source: Source, required: tuple[str, ...], workers: Workers) -> Iterator[tuple[Block, Part]]:
    """Each block with what a worker found in it, in the file's order; no more blocks at once than workers need."""
    look = functools.partial(_examine, dict(source.line_columns), required)
    return in_order(look, source.blocks(), workers)


def _examine(columns: dict[str, str], required: tuple[str, ...], block: Block) -> Part:
    return examine(block.data, columns, required)


class _Tally:
    """The report while it grows, and the identifiers seen so far."""

    def __init__(self, report: CheckReport, columns: Mapping[str, str]) -> None:
        self.report = report
        self.decoder = msgspec.json.Decoder(raw_type(columns, undecoded=tuple(FIELDS[1:])))
        self.seen: set[bytes] = set()
        self.states: Counter[tuple[int, int]] = Counter()
        self.years: Counter[str] = Counter()
        self.categories: Counter[str] = Counter()
        self.versions: Counter[int] = Counter()

    def add(self, block: Block, part: Part, kept: IO[bytes] | None) -> None:
        report = self.report
        report.records += sum(part.states.values())
        report.blank_lines += part.blank
        report.malformed += len(part.malformed)
        report.malformed_lines += _told(block, part.malformed, report.malformed_lines)
        report.incomplete += len(part.incomplete)
        report.incomplete_lines += _told(block, part.incomplete, report.incomplete_lines)
        self.states += part.states
        self.years += part.years
        self.categories += part.categories
        self.versions += part.versions
        doubled = self._keep(block, part, kept)
        report.duplicates += len(doubled)
        report.duplicate_lines += _told(block, doubled, report.duplicate_lines)

    def _keep(self, block: Block, part: Part, kept: IO[bytes] | None) -> list[int]:
        """Write the lines that may be kept; returns the numbers of those seen before."""
        doubled: list[int] = []
        at = from_here = place = 0
        data = memoryview(block.data)
        for number, size in enumerate(part.lines):
            keep = size > 0
            if keep:
                name = part.hashes[place : place + HASH_BYTES]
                place += HASH_BYTES
                if name in self.seen:
                    keep = False
                    doubled.append(number)
                    if len(self.report.duplicate_ids) < TOLD:
                        self.report.duplicate_ids.append(text_of(self.decoder.decode(data[at : at + size]).id))
                else:
                    self.seen.add(name)
                    self.report.kept += 1
            if not keep:
                if kept is not None and at > from_here:
                    kept.write(data[from_here:at])
                from_here = at + abs(size)
            at += abs(size)
        if kept is not None and at > from_here:
            kept.write(data[from_here:at])
        return doubled

    def finish(self) -> None:
        report = self.report
        for (missing, empty), times in self.states.items():
            for name, bit in BITS.items():
                told = report.fields.setdefault(name, FieldReport())
                told.missing += times if missing & bit else 0
                told.empty += times if empty & bit else 0
        report.undated = self.years.pop("", 0)
        report.years = dict(sorted(self.years.items()))
        single: Counter[str] = Counter()
        for words, times in self.categories.items():
            for word in words.split():
                single[word] += times
        report.categories = dict(single.most_common())
        report.versions = {str(number): times for number, times in sorted(self.versions.items())}


def _told(block: Block, lines: list[int], known: list[int]) -> list[int]:
    return [block.first_line + line for line in lines[: max(0, TOLD - len(known))]]


@contextmanager
def _written(out: Path | None) -> Iterator[IO[bytes] | None]:
    """A file that takes the place of ``out`` when all went well."""
    if out is None:
        yield None
        return
    out.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=out.parent, prefix=f".{out.name}.", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb", buffering=1 << 20) as file:
            yield file
        Path(name).replace(out)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def readable(report: CheckReport) -> str:
    """The report for people."""
    lines = [
        f"{report.file}: {report.records:,} records, {report.kept:,} of them whole and named once",
        *(
            f"  {number:,} {what} (line {', '.join(map(str, told))}{', …' if number > len(told) else ''})"
            for number, what, told in (
                (report.malformed, "malformed lines", report.malformed_lines),
                (report.incomplete, f"without one of {', '.join(report.required)}", report.incomplete_lines),
                (report.duplicates, "named a second time", report.duplicate_lines),
            )
            if number
        ),
    ]
    for name, told in report.fields.items():
        if told.missing or told.empty:
            lines.append(f"  {name}: {told.missing:,} missing, {told.empty:,} empty")
    if report.years:
        lines.append(f"  years {min(report.years)} to {max(report.years)}, {report.undated:,} undated")
    if report.categories:
        most = ", ".join(f"{name} {times:,}" for name, times in list(report.categories.items())[:8])
        lines.append(f"  {len(report.categories)} categories: {most}")
    return "\n".join(lines)


def as_json(report: CheckReport) -> bytes:
    """The report for programs."""
    return msgspec.json.format(msgspec.json.encode(report), indent=2)
