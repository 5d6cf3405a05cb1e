"""What a scan sends: a feed of the days (Atom, RFC 4287) and a day as a letter (HTML with its styles beside the text).

Titles, names and abstracts are foreign text: escaped by the libraries that write the two, without control characters.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from xml.etree import ElementTree

from markupsafe import Markup

from paper_notes.finding.news_words import AUTHORS_TOLD, WORDS, command_to_add, reasons
from paper_notes.finding.scan_state import Found
from paper_notes.gate.characters import printable

_ATOM = "http://www.w3.org/2005/Atom"
_NAMESPACE = uuid.UUID("5f1c0c52-6a0e-4f0f-9a63-2f1d7d8a5c11")
"""Of the names of feeds and of papers that have no address."""
FEED_PAPERS = 100
_TEXT = "font: 15px/1.55 system-ui, sans-serif; color: #222; max-width: 42em; margin: 0 auto; padding: 16px"
_QUIET = "color: #666; font-size: 13px; margin: 2px 0"


def news_feed(days: Mapping[str, Sequence[Found]], language: str) -> bytes:
    """The papers shown of all days, newest day first and the best of it first, as Atom."""
    ElementTree.register_namespace("", _ATOM)
    newest = max(days, default="1970-01-01")
    feed = ElementTree.Element(f"{{{_ATOM}}}feed", {"xml:lang": "zh-CN" if language == "zh" else "en"})
    _text(feed, "title", WORDS[language]["title"])
    _text(feed, "id", uuid.uuid5(_NAMESPACE, "feed").urn)
    _text(feed, "updated", f"{newest}T00:00:00Z")
    _text(ElementTree.SubElement(feed, f"{{{_ATOM}}}author"), "name", "paper-notes scan")
    shown = [(day, each) for day in sorted(days, reverse=True) for each in days[day] if each.shown]
    for day, found in shown[:FEED_PAPERS]:
        entry = ElementTree.SubElement(feed, f"{{{_ATOM}}}entry")
        paper = found.paper
        _text(entry, "title", paper.title)
        _text(entry, "id", uuid.uuid5(_NAMESPACE, paper.key).urn)
        if paper.url:
            ElementTree.SubElement(entry, f"{{{_ATOM}}}link", {"href": paper.url})
        _text(entry, "updated", f"{day}T00:00:00Z")
        for name in paper.authors:
            _text(ElementTree.SubElement(entry, f"{{{_ATOM}}}author"), "name", name)
        _text(entry, "summary", "\n\n".join(filter(None, (reasons(found, language), paper.abstract))))
    written: bytes = ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def day_letter(day: str, found: Sequence[Found], language: str) -> str:
    """The papers shown of a day as a page of HTML that mail programs show as it is: no script, no style sheet, no
    picture."""
    words = WORDS[language]
    shown = [each for each in found if each.shown]
    title = words["day"].format(day=day)
    parts = [_card(each, language) for each in shown] or [Markup("<p>{}</p>").format(words["none"])]
    if hidden := len(found) - len(shown):
        rest = words["rest"].format(number=hidden)
        parts.append(Markup('<p style="{}">{}</p>').format(_QUIET, rest))
    page = Markup(
        '<!doctype html>\n<html lang="{}"><head><meta charset="utf-8"><title>{}</title></head>\n'
        '<body style="margin: 0; background: #fff"><div style="{}">\n<h1 style="font-size: 21px">{}</h1>\n{}\n'
        "</div></body></html>\n"
    )
    return str(page.format("zh-CN" if language == "zh" else "en", title, _TEXT, title, Markup("\n").join(parts)))


def _card(found: Found, language: str) -> Markup:
    paper, words = found.paper, WORDS[language]
    title = printable(paper.title)
    named = Markup('<a href="{}" style="color: #1a5fb4">{}</a>').format(paper.url, title) if paper.url else title
    names = words["comma"].join(paper.authors[:AUTHORS_TOLD])
    more = f" +{len(paper.authors) - AUTHORS_TOLD}" if len(paper.authors) > AUTHORS_TOLD else ""
    about = " · ".join(filter(None, (names + more, " ".join(paper.categories[:4]), paper.published)))
    lines = [
        Markup('<h2 style="font-size: 17px; margin: 22px 0 2px">{}</h2>').format(named),
        Markup('<p style="{}">{}</p>').format(_QUIET, printable(about)),
    ]
    if reason := reasons(found, language):
        lines.append(Markup('<p style="margin: 2px 0"><em>{}</em></p>').format(printable(reason)))
    if paper.abstract:
        lines.append(Markup('<p style="margin: 6px 0">{}</p>').format(printable(paper.abstract)))
    if command := command_to_add(paper):
        lines.append(Markup('<p style="{}"><code>{}</code></p>').format(_QUIET, command))
    return Markup("\n").join(lines)


def _text(parent: ElementTree.Element, name: str, text: str) -> None:
    ElementTree.SubElement(parent, f"{{{_ATOM}}}{name}").text = printable(text)
