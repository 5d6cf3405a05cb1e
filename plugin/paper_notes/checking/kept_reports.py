"""Reports of files that haven't changed since they were checked, kept from run to run.

A report is found again by the file's bytes and path, the settings, the paper beside it, the program's own source and
the versions of what it parses with; the files that findings depend on (images beside the note) must still be there, or
still be missing. An entry is sealed: one that another hand wrote counts as none.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from importlib.metadata import version
from pathlib import Path

import msgspec

from paper_notes.cache.keys import code_version, key_of
from paper_notes.cache.sealed import read_sealed, seal
from paper_notes.checking.config import Config
from paper_notes.checking.model import Finding, Report, is_file

ROOMS = ("checking", "note", "language", "paper")
"""Whose code findings depend on."""
PARSERS = ("markdown-it-py", "math-core", "rapidfuzz")


class _Entry(msgspec.Struct, array_like=True):
    key: str
    score: float
    looked_for: tuple[tuple[str, bool], ...]
    findings: tuple[Finding, ...]


class KeptReports:
    """The reports that one set of settings gave, in a directory of the cache."""

    def __init__(self, directory: Path, config: Config) -> None:
        self._directory = directory / "lint"
        versions = [version(package) for package in PARSERS]
        self._key = key_of(code_version(*ROOMS), config, *versions)

    def find(self, path: Path, data: bytes, paper: str = "") -> Report | None:
        """The report of a file with these bytes, held against the paper of that key ("" without one), or None."""
        found = read_sealed(self._file(path))
        try:
            entry = None if found is None else msgspec.json.decode(found, type=_Entry)
        except msgspec.DecodeError:
            return None
        if entry is None or entry.key != self._key_of(path, data, paper):
            return None
        if any(is_file(path.parent, target) != there for target, there in entry.looked_for):
            return None
        return Report(str(path), entry.findings, entry.score, entry.looked_for)

    def keep(self, path: Path, data: bytes, report: Report, paper: str = "") -> None:
        """Keep a report; where that isn't possible, the file is checked again the next time."""
        file = self._file(path)
        entry = _Entry(self._key_of(path, data, paper), report.score, report.looked_for, report.findings)
        with contextlib.suppress(OSError, UnicodeEncodeError):
            from paper_notes.files import write_atomically

            write_atomically(file, seal(file.name, msgspec.json.encode(entry)), durably=False)

    def _key_of(self, path: Path, data: bytes, paper: str) -> str:
        total = hashlib.blake2b(data, digest_size=24)
        total.update(f"\0{self._key}\0{paper}\0{(path.parent / 'paper.pdf').is_file()}\0".encode())
        total.update(os.fsencode(path))
        return total.hexdigest()

    def _file(self, path: Path) -> Path:
        name = hashlib.blake2b(os.fsencode(path.absolute()), digest_size=16).hexdigest()
        return self._directory / name[:2] / f"{name}.json"
