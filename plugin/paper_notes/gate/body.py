"""HTML that was made of a text from outside: what of it may stand on the page, and what was dropped."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import nh3
from selectolax.lexbor import LexborHTMLParser

from paper_notes.gate.addresses import Addresses
from paper_notes.gate.characters import printable_html
from paper_notes.gate.elements import (
    ALIGNED,
    ATTRIBUTES,
    CLASSES,
    ELEMENTS,
    EMPTIED,
    HEADING_ID,
    HEADINGS,
    MATHML,
    NOTE_IDS,
    NUMBER,
    NUMBERED,
)
from paper_notes.language.shorten import excerpt

_TOLD = 6
"""Kinds of dropped things that one message names."""
_SHOWN = 60
"""Characters of an attribute that a message shows."""


@dataclass(frozen=True, slots=True)
class Passed:
    """HTML that may stand on a page, and the names of what was dropped, such as ``<script>`` or ``onclick of <p>``."""

    html: str
    dropped: tuple[str, ...]

    @property
    def told(self) -> str:
        """What was dropped, in words."""
        more = len(self.dropped) - _TOLD
        return ", ".join(self.dropped[:_TOLD]) + (f" and {more} more" if more > 0 else "")


def pass_body(html: str, addresses: Addresses) -> Passed:
    """The HTML with nothing but the elements, attributes, classes and addresses that a page may hold.

    It is judged as a browser reads it (by an HTML5 parser), not as source.
    """
    dropped: dict[str, None] = {}

    def attribute(element: str, name: str, value: str) -> str | None:
        kept = _attribute(element, name, value, addresses)
        if kept is None or (name == "class" and len(kept.split()) < len(value.split())):
            dropped[f"{name} of <{element}> ({excerpt(value, _SHOWN)})"] = None
        return kept

    passed = nh3.clean(
        printable_html(html),
        tags=set(ELEMENTS),
        clean_content_tags=set(EMPTIED),
        attributes=ATTRIBUTES,
        attribute_filter=attribute,
        strip_comments=True,
        link_rel=None,
        url_schemes={"http", "https"},
    )
    passed = printable_html(passed)
    for name in _missing(html, passed):
        if not any(known.startswith(f"{name} (") for known in dropped):
            dropped[name] = None
    return Passed(passed, tuple(dropped))


def _attribute(element: str, name: str, value: str, addresses: Addresses) -> str | None:
    """The value that an attribute may have, None for none."""
    if name == "class":
        known = CLASSES.get(element)
        return " ".join(word for word in value.split() if known and known.fullmatch(word)) or None
    if name == "id":
        form = HEADING_ID if element in HEADINGS else NOTE_IDS.get(element)
        return value if form and form.fullmatch(value) else None
    if name == "href":
        return value if addresses.link(value) else None
    if name == "src":
        return value if addresses.picture(value) else None
    if name == "style":
        return value if ALIGNED.fullmatch(value.strip()) else None
    if name in NUMBERED and element not in MATHML:
        return value if NUMBER.fullmatch(value) else None
    return value


def _missing(before: str, after: str) -> list[str]:
    """Elements and attributes that the first HTML has more of than the second."""
    gone = _counted(before) - _counted(after)
    return [name for name, _ in gone.most_common() if name not in ("<html>", "<head>", "<body>", "<tbody>")]


def _counted(html: str) -> Counter[str]:
    found: Counter[str] = Counter()
    for node in LexborHTMLParser(f"<body>{html}").css("body *"):
        tag = node.tag or ""
        found[f"<{tag}>"] += 1
        for name in node.attributes:
            found[f"{name} of <{tag}>"] += 1
    return found
