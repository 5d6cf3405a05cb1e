"""The entries of a Zotero RDF file, in which Zotero exports a collection with its files unless told otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from paper_notes.adding.entry import Entry, person, values, without_pdf
from paper_notes.errors import UsageError
from paper_notes.messages import say

MOST_BYTES = 50 * 2**20
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_BIB = "{http://purl.org/net/biblio#}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
_FOAF = "{http://xmlns.com/foaf/0.1/}"
_LINK = "{http://purl.org/rss/1.0/modules/link/}"
_ZOTERO = "{http://www.zotero.org/namespaces/export#}"
_NO_PAPERS = ("attachment", "note", "annotation")


def read_rdf(path: Path) -> list[Entry]:
    """The entries in order. Raises UsageError for a file that is too big or isn't Zotero's."""
    data = path.read_bytes() if path.stat().st_size <= MOST_BYTES else b""
    try:
        if not data or b"<!ENTITY" in data:  # an entity may stand for gigabytes
            raise ElementTree.ParseError("too big, or with entities")
        root = ElementTree.fromstring(data)
    except ElementTree.ParseError as error:
        raise UsageError(say(f"{path} can't be read as RDF ({error})", f"{path} 无法按 RDF 读取（{error}）")) from error
    by_address = {element.get(f"{_RDF}about", ""): element for element in root}
    kinds = {id(element): element.findtext(f"{_ZOTERO}itemType") for element in root}
    papers = [element for element in root if kinds[id(element)] and kinds[id(element)] not in _NO_PAPERS]
    return [_entry(element, by_address, path.parent) for element in papers]


def _entry(element: ElementTree.Element, by_address: dict[str, ElementTree.Element], folder: Path) -> Entry:
    title = element.findtext(f"{_DC}title") or ""
    journal = _journal(element, by_address)
    said = values(
        title=title,
        authors=_authors(element),
        date=element.findtext(f"{_DC}date") or "",
        venue=(journal.findtext(f"{_DC}title") if journal is not None else "") or "",
        doi=_doi(element) or (_doi(journal) if journal is not None else ""),
        url=element.findtext(f"{_DC}identifier/{_TERMS}URI/{_RDF}value") or "",
        tags=[
            subject.text or subject.findtext(f".//{_RDF}value") or "" for subject in element.findall(f"{_DC}subject")
        ],
    )
    key = title or element.get(f"{_RDF}about", "")
    named = list(_files(element, by_address))
    for name in named:
        if (path := folder / name).is_file():
            return Entry(key, path, said)
    return without_pdf(key, said, named[0] if named else "")


def _files(element: ElementTree.Element, by_address: dict[str, ElementTree.Element]) -> Iterator[str]:
    for link in element.findall(f"{_LINK}link"):
        attachment = by_address.get(link.get(f"{_RDF}resource", ""))
        if attachment is None:
            continue
        resource = attachment.find(f"{_RDF}resource")
        resource = attachment.find(f"{_ZOTERO}path") if resource is None else resource
        name = (resource.get(f"{_RDF}resource") or resource.text or "") if resource is not None else ""
        if name.casefold().endswith(".pdf"):
            yield name


def _authors(element: ElementTree.Element) -> Iterator[str]:
    for one in element.findall(f"{_BIB}authors//{_FOAF}Person"):
        given = one.findtext(f"{_FOAF}givenName") or one.findtext(f"{_FOAF}givenname") or ""
        yield person(given, one.findtext(f"{_FOAF}surname") or "")


def _journal(element: ElementTree.Element, by_address: dict[str, ElementTree.Element]) -> ElementTree.Element | None:
    part = element.find(f"{_TERMS}isPartOf")
    if part is None:
        return None
    inside = next(iter(part), None)
    return inside if inside is not None else by_address.get(part.get(f"{_RDF}resource", ""))


def _doi(element: ElementTree.Element) -> str:
    said = (one.text or "" for one in element.findall(f"{_DC}identifier"))
    return next((text.removeprefix("DOI ").strip() for text in said if text.startswith("DOI ")), "")
