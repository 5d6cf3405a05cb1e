"""Mends what can be mended safely: applies the edits of findings, and nothing else.

Code, formulas, addresses, links' targets, numbers and front matter stay byte for byte: an edit that would change one
of them is left out. Fixing a fixed text changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from paper_notes.checking.model import Edit, Finding
from paper_notes.note.document import Document

PASSES = 5
"""Mending one fault may uncover another (a space behind punctuation); five rounds settle every text seen."""

_NUMBER = re.compile(r"\d+(?:[.,:/]\d+)*")
_DIGEST = re.compile(r"^(?P<key>  digest: )[0-9a-f]{64}$", re.M)


def fix_text(text: str, lint: Callable[[str], tuple[Finding, ...]]) -> tuple[str, int]:
    """The mended text and how many edits were made; ``lint`` gives the findings of a text.

    A note that the program wrote and nobody touched stays the program's: its digest is renewed.
    """
    count, fixed = 0, text
    for _ in range(PASSES):
        found = lint(fixed)
        edits = [finding.edit for finding in found if finding.edit is not None]
        edits += [edit for finding in found for edit in finding.more_edits]
        mended, made = apply(fixed, edits)
        if not made:
            break
        count, fixed = count + made, mended
    return (_signed(text, fixed), count) if count else (text, 0)


def apply(text: str, edits: list[Edit]) -> tuple[str, int]:
    """The text with those edits made that don't overlap and touch nothing that must stay, and their number."""
    chosen: list[Edit] = []
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        if (not chosen or edit.start >= chosen[-1].end) and text[edit.start : edit.end] != edit.text:
            if chosen and edit.start == chosen[-1].start:
                continue  # two insertions at one place: the second waits for the next round
            chosen.append(edit)
    if not chosen:
        return text, 0
    untouched = _protected(text)
    whole = _made(text, chosen)
    if _protected(whole) == untouched:
        return whole, len(chosen)
    safe: list[Edit] = []
    for edit in chosen:
        if _protected(_made(text, [*safe, edit])) == untouched:
            safe.append(edit)
    return _made(text, safe), len(safe)


def _made(text: str, edits: list[Edit]) -> str:
    parts, at = [], 0
    for edit in edits:
        parts += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join([*parts, text[at:]])


def _protected(text: str) -> list[str]:
    """What must not change, in order."""
    document = Document(text)
    kept = [text[slice(*document.front_span)] if document.front_span else ""]
    for block in document.blocks:
        if block.kind in ("code", "formula", "html"):
            kept.append(block.content)
        for span in block.spans:
            if span.kind in ("code", "formula", "image", "html", "address", "citation"):
                kept.append(f"{span.content}\0{span.target}")
            elif span.kind == "link":
                kept.append(span.target)
    return [*kept, *_NUMBER.findall(text)]


def _signed(before: str, after: str) -> str:
    if not _DIGEST.search(before.replace("\r\n", "\n")):
        return after
    from paper_notes.note.store import Owner, digest, owner_of_text

    if owner_of_text(before) is not Owner.MACHINE:
        return after
    return _DIGEST.sub(lambda match: match["key"] + digest(after), after, count=1)
