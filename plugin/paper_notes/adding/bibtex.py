"""The entries of a BibTeX file: their data, and the PDFs that they name in the forms of Zotero, JabRef and Mendeley."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares.names import parse_single_name_into_parts, split_multiple_persons_names
from pylatexenc.latex2text import LatexNodes2Text

from paper_notes.adding.entry import Entry, person, values, without_pdf
from paper_notes.errors import UsageError
from paper_notes.messages import say

MOST_BYTES = 50 * 2**20
_VENUES = ("journal", "journaltitle", "booktitle", "school", "institution", "publisher")
_PART = re.compile(r"(?:\\.|[^\\;])+")


def read_bibtex(path: Path) -> list[Entry]:
    """The entries in order. Raises UsageError for a file that is too big or no BibTeX at all."""
    if path.stat().st_size > MOST_BYTES:
        size = MOST_BYTES // 2**20
        raise UsageError(say(f"{path} is larger than {size} MB", f"{path} 大于 {size} MB"), say("split it", "请拆分"))
    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)  # what can't be parsed is told below
    found = parse_string(path.read_text(encoding="utf-8-sig", errors="replace"))
    if not found.entries and not found.failed_blocks:
        raise UsageError(
            say(f"{path} holds no BibTeX entries", f"{path} 里没有 BibTeX 条目"), say("check the file", "请检查文件")
        )
    entries = [_entry(e.key, {f.key.lower(): str(f.value) for f in e.fields}, path.parent) for e in found.entries]
    problem = say("the entry can't be read, or its key stands twice", "条目无法解析，或者键重复")
    lines = [(block.start_line or 0) + 1 for block in found.failed_blocks]
    return entries + [Entry(say(f"line {line}", f"第 {line} 行"), None, problem=problem) for line in lines]


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
    said = _said(fields)
    named = pdf_paths(fields.get("file", ""))
    for name in named:
        # Mendeley leaves out the first slash of an absolute path
        for path in (folder / name, folder / name.replace("\\", "/"), Path("/") / name):
            try:
                if path.is_file():
                    return Entry(key, path, said)
            except (OSError, ValueError):
                continue
    return without_pdf(key, said, named[0] if named else "")


def _said(fields: dict[str, str]) -> dict[str, Any]:
    kind = fields.get("archiveprefix", fields.get("eprinttype", "")).lower()
    venue = next((fields[name] for name in _VENUES if fields.get(name)), "")
    return values(
        title=_plain(fields.get("title", "")),
        authors=_names(fields.get("author", "")),
        date=fields.get("year", "") or fields.get("date", ""),
        venue=_plain(venue),
        doi=fields.get("doi", ""),
        arxiv=fields.get("eprint", "") if kind in ("arxiv", "") else "",
        url=fields.get("url", ""),
        tags=re.split(r"[,;，；]", _plain(fields.get("keywords", ""))),
    )


def _names(field: str) -> Iterator[str]:
    for name in split_multiple_persons_names(field):
        try:
            parts = parse_single_name_into_parts(name, strict=False)
        except ValueError:
            yield _plain(name)
            continue
        family = " ".join([*parts.von, *parts.last, *parts.jr])
        if family != "others" or parts.first:
            yield person(_plain(" ".join(parts.first)), _plain(family))


def _plain(text: str) -> str:
    """TeX's accents and marks as characters, without the braces that keep capitals."""
    return str(_tex().latex_to_text(text)) if any(c in text for c in "\\{}$~%") else text


@cache
def _tex() -> LatexNodes2Text:
    return LatexNodes2Text(math_mode="verbatim", keep_comments=True)
