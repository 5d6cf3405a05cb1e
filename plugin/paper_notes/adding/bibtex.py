"""PDFs that the entries of a BibTeX file name, in the forms of Zotero, JabRef and Mendeley."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from pathlib import Path

from bibtexparser.entrypoint import parse_string

from paper_notes.adding.identifiers import ARXIV_ID, parse_doi
from paper_notes.errors import UsageError

MOST_BYTES = 50 * 2**20
_PART = re.compile(r"(?:\\.|[^\\;])+")


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry: its key, its PDF (None when it names none that is there), what it says of DOI and arXiv id, and, when
    there is no PDF, why."""

    key: str
    pdf: Path | None
    doi: str | None = None
    arxiv: str | None = None
    problem: str = ""


def read_bibtex(path: Path) -> list[Entry]:
    """The entries in order. Raises UsageError for a file that is too big or no BibTeX at all."""
    if path.stat().st_size > MOST_BYTES:
        raise UsageError(f"{path} is larger than {MOST_BYTES // 2**20} MB", "split it")
    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)  # what can't be parsed is told below
    found = parse_string(path.read_text(encoding="utf-8-sig", errors="replace"))
    if not found.entries and not found.failed_blocks:
        raise UsageError(f"{path} holds no BibTeX entries", "check the file")
    entries = [_entry(e.key, {f.key.lower(): str(f.value) for f in e.fields}, path.parent) for e in found.entries]
    broken = [f"line {(block.start_line or 0) + 1}" for block in found.failed_blocks]
    return entries + [
        Entry(where, None, problem="the entry can't be read, or its key stands twice") for where in broken
    ]


def pdf_paths(field: str) -> list[str]:
    """The paths of PDFs in a ``file`` field: ``path``, ``path;path``, ``description:path:type;…``."""
    paths = []
    for part in _PART.findall(field.replace("$\\backslash$", "\\").replace("{\\_}", "_").replace("\\_", "_")):
        fields = _fields(part.strip())
        *path, kind = fields if len(fields) > 2 else [*fields, ""]
        if len(fields) > 2:
            path = path[1:]  # the description
        joined = ":".join(path)
        if kind.lower() in ("pdf", "application/pdf") or joined.lower().endswith(".pdf"):
            paths.append(joined)
    return paths


def _fields(part: str) -> list[str]:
    """The fields between colons that no backslash escapes; a drive's letter ("C:") begins a path."""
    fields, current, escaped = [], "", False
    for c in part:
        if escaped:
            current += c if c in ":;\\{}" else "\\" + c
            escaped = False
        elif c == "\\":
            escaped = True
        elif c == ":":
            fields.append(current)
            current = ""
        else:
            current += c
    fields.append(current + ("\\" if escaped else ""))
    for i, one in enumerate(fields[:-1]):
        if re.fullmatch(r"[A-Za-z]", one) and fields[i + 1][:1] in ("\\", "/"):
            fields[i : i + 2] = [f"{one}:{fields[i + 1]}"]
            break
    return fields


def _entry(key: str, fields: dict[str, str], folder: Path) -> Entry:
    doi = parse_doi(fields.get("doi", ""))
    eprint = ARXIV_ID.fullmatch(fields.get("eprint", "").strip())
    kind = fields.get("archiveprefix", fields.get("eprinttype", "")).lower()
    arxiv = eprint.group(1) if eprint and kind in ("arxiv", "") else None
    named = pdf_paths(fields.get("file", ""))
    for name in named:
        # Mendeley leaves out the first slash of an absolute path
        for path in (folder / name, folder / name.replace("\\", "/"), Path("/") / name):
            try:
                if path.is_file():
                    return Entry(key, path, doi, arxiv)
            except (OSError, ValueError):
                continue
    if named:
        return Entry(key, None, doi, arxiv, f"{named[0]} is not there")
    other = f"; try `paper-notes add {arxiv or doi}`" if arxiv or doi else ""
    return Entry(key, None, doi, arxiv, f"the entry names no PDF{other}")
