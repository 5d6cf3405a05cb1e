"""The entries of a CSL-JSON file, and of the JSON that Better BibTeX makes of a Zotero collection.

CSL-JSON (https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html) has no place for files: a PDF is taken that
lies beside the file under the entry's id, or that an attachment names.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from paper_notes.adding.entry import Entry, person, values, without_pdf
from paper_notes.errors import UsageError
from paper_notes.messages import say

MOST_BYTES = 50 * 2**20


def read_csl(path: Path) -> list[Entry]:
    """The entries in order. Raises UsageError for a file that is too big, or no list of papers."""
    if path.stat().st_size > MOST_BYTES:
        size = MOST_BYTES // 2**20
        raise UsageError(say(f"{path} is larger than {size} MB", f"{path} 大于 {size} MB"), say("split it", "请拆分"))
    try:
        found = msgspec.json.decode(path.read_bytes())
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise UsageError(say(f"{path} is no JSON ({error})", f"{path} 不是 JSON（{error}）")) from error
    items = found.get("items") if isinstance(found, dict) else found
    items = [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []
    if not items:
        raise UsageError(
            say(f"{path} holds no list of papers", f"{path} 里没有论文列表"),
            say("export it as CSL JSON", "请以 CSL JSON 格式导出"),
        )
    return [_entry(item, path.parent) for item in items if item.get("itemType") not in ("attachment", "note")]


def _entry(item: dict[str, Any], folder: Path) -> Entry:
    key = _text(item, "citation-key", "citationKey", "id", "key", "title")
    said = values(
        title=_text(item, "title"),
        authors=_people(item.get("author") or item.get("creators")),
        date=_date(item.get("issued")) or _text(item, "date"),
        venue=_text(item, "container-title", "publicationTitle", "proceedingsTitle", "university", "publisher"),
        doi=_text(item, "DOI"),
        arxiv=_text(item, "archiveID", "number").removeprefix("arXiv:"),
        url=_text(item, "URL", "url"),
        tags=_tags(item),
    )
    named = [*_attached(item), f"{_file_name(key)}.pdf"]
    for name in named:
        try:
            if (path := folder / name).is_file():
                return Entry(key, path, said)
        except (OSError, ValueError):
            continue
    return without_pdf(key, said, named[0] if len(named) > 1 else "")


def _attached(item: dict[str, Any]) -> Iterator[str]:
    for attachment in item.get("attachments") or ():
        if isinstance(attachment, dict):
            name = _text(attachment, "path", "localPath")
            if name.casefold().endswith(".pdf"):
                yield name


def _people(given: Any) -> Iterator[str]:
    for one in given if isinstance(given, list) else ():
        if isinstance(one, dict) and one.get("creatorType", "author") == "author":
            family = " ".join(
                part for part in (_text(one, "non-dropping-particle"), _text(one, "family", "lastName")) if part
            )
            yield _text(one, "literal", "name") or person(_text(one, "given", "firstName"), family)


def _date(issued: Any) -> str:
    if not isinstance(issued, dict):
        return ""
    parts = issued.get("date-parts")
    first = parts[0] if isinstance(parts, list) and parts and isinstance(parts[0], list) else []
    return str(first[0]) if first else _text(issued, "raw", "literal")


def _tags(item: dict[str, Any]) -> Iterator[str]:
    yield from _text(item, "keyword").replace(";", ",").split(",")
    for tag in item.get("tags") or ():
        yield _text(tag, "tag") if isinstance(tag, dict) else str(tag)


def _file_name(key: str) -> str:
    return Path(key.replace("\\", "/")).name


def _text(item: dict[str, Any], *names: str) -> str:
    return next((str(item[name]) for name in names if isinstance(item.get(name), str | int) and item[name]), "")
