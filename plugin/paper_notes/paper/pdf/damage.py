"""What a PDF lost that MuPDF had to repair.

MuPDF opens a truncated or garbled file by collecting the objects that it still finds. What the pages refer to and
isn't among them is lost: text, fonts, whole pages. Without a look at that, a part passes for the whole.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from paper_notes.language.whole_numbers import whole_number
from paper_notes.paper.pdf.mupdf import pymupdf
from paper_notes.paper.pdf.opening import MOST_PAGES, MUPDF_ERRORS

TAIL_BYTES = 2048
"""The end-of-file mark stands within so many bytes of the end."""
MOST_OBJECTS = 200_000
_REFERENCE = re.compile(r"\b(\d+) \d+ R\b")
_ASIDE = re.compile(
    r"/(?:Parent|P|Annots|Metadata|PieceInfo|B|Group|Thumb|StructParents|Outlines|Names|Dests|AcroForm|StructTreeRoot"
    r"|OpenAction|Threads|OCProperties|OutputIntents|AA|PTEX\.\w+|LastModified|Dest|A|Prev|Next)"
    r"\s*(?:\[[^\]]*\]|\d+ \d+ R)"
)
"""What a page can do without: links, bookmarks, tags, the way back up the tree."""


@dataclass(frozen=True, slots=True)
class Damage:
    """``cut_off`` when the file lacks its end; ``lost`` objects of the ``needed`` that its pages need;
    ``missing`` pages of the ``pages`` that the file says it has."""

    cut_off: bool
    lost: int
    needed: int
    missing: int
    pages: int

    @property
    def is_loss(self) -> bool:
        """Whether something that a reader would see is gone."""
        return bool(self.lost or self.missing)

    def __str__(self) -> str:
        what = "the file is cut off" if self.cut_off else "the file is damaged"
        if self.missing:
            return f"{what}: {self.missing} of its {self.pages} pages are missing"
        if not self.lost:
            return f"{what} and was repaired while it was opened; nothing that its pages need was lost"
        return f"{what}: {self.lost} of {self.needed} parts that its pages need (text, fonts, pictures) are missing"


def damage_of(document: pymupdf.Document, path: Path) -> Damage | None:
    """The damage of an open document; None when it didn't have to be repaired."""
    if not document.is_repaired:
        return None
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - TAIL_BYTES))
        cut_off = b"%%EOF" not in file.read()
    pages = document.page_count
    declared = max(pages, _declared_pages(document))
    needed, lost = _needed(document)
    missing = declared - document.page_count  # MuPDF counts anew when it comes upon a broken list of pages
    return Damage(cut_off, lost, needed, missing, declared)


def _declared_pages(document: pymupdf.Document) -> int:
    try:
        kind, value = document.xref_get_key(document.pdf_catalog(), "Pages/Count")
    except MUPDF_ERRORS:
        return 0
    count = whole_number(value) if kind == "int" else None
    return count if count is not None and count <= MOST_PAGES else 0


def _needed(document: pymupdf.Document) -> tuple[int, int]:
    """How many objects the catalog and the pages reach, and how many of those are missing or lost their data."""
    last = document.xref_length()
    queue = [document.pdf_catalog(), *_pages(document)]
    seen = set(queue)
    lost = 0
    while queue and len(seen) < MOST_OBJECTS:
        number = queue.pop()
        text = _object_text(document, number) if 0 < number < last else ""
        if text in ("", "null"):
            lost += 1
            continue
        if "/Length" in text and not _has_data(document, number):
            lost += 1
        for match in _REFERENCE.finditer(_ASIDE.sub("", text)):
            if (found := int(match.group(1))) not in seen:
                seen.add(found)
                queue.append(found)
    return len(seen), lost


def _pages(document: pymupdf.Document) -> list[int]:
    found = []
    for number in range(document.page_count):
        try:
            found.append(document.page_xref(number))
        except MUPDF_ERRORS:
            continue  # told by whoever reads the page
    return found


def _object_text(document: pymupdf.Document, number: int) -> str:
    try:
        return str(document.xref_object(number, compressed=True)).strip()
    except MUPDF_ERRORS:
        return ""


def _has_data(document: pymupdf.Document, number: int) -> bool:
    try:
        return bool(document.xref_is_stream(number))
    except MUPDF_ERRORS:
        return False
