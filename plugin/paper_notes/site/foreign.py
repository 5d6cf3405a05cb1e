"""Quotations in another language than their page, marked with it: screen readers then read them, browsers hyphenate
and translate them, as what they are."""

from __future__ import annotations

import re
from html import escape

from selectolax.lexbor import LexborHTMLParser, LexborNode

from paper_notes.language.identify import Language, language_of
from paper_notes.site.interface import INTERFACE

FEWEST_LETTERS = 8
"""A shorter piece is a name or a term, which every language takes in."""
_QUOTATION = re.compile(r"“[^“”]+”")


def mark_foreign(tree: LexborHTMLParser, language: str) -> None:
    """Give ``lang`` to quotations, paragraphs in block quotes and subheadings that aren't in the page's language."""
    for node in tree.css("blockquote p, h3, h4"):
        if "lang" not in node.attributes and (spoken := _foreign(_own_text(node), language)):
            node.attrs["lang"] = INTERFACE[spoken].tag
    for node in tree.css("p, li"):
        if "lang" not in node.attributes:
            for child in list(node.iter(include_text=True)):
                if child.tag == "-text":
                    _mark_quotations(child, language)


def _mark_quotations(text: LexborNode, language: str) -> None:
    """Wrap the foreign quotations of a text node in elements of their own."""
    whole = text.text_content or ""
    found = [(match, spoken) for match in _QUOTATION.finditer(whole) if (spoken := _foreign(match[0], language))]
    if not found:
        return
    done = 0
    for match, spoken in found:
        text.insert_before(whole[done : match.start() + 1])
        tag = INTERFACE[spoken].tag
        quoted = LexborHTMLParser(f'<span lang="{tag}">{escape(match[0][1:-1])}</span>', is_fragment=True).root
        if quoted is not None:
            text.insert_before(quoted)
        done = match.end() - 1
    text.insert_before(whole[done:])
    text.decompose()


def _own_text(node: LexborNode) -> str:
    """A node's text without that of its links, which are citations."""
    return "".join(child.text() for child in node.iter(include_text=True) if child.tag != "a")


def _foreign(text: str, language: str) -> Language | None:
    """The text's language when it is another than the page's and there is enough of it to tell."""
    spoken = language_of(text)
    letters = sum(map(str.isalpha, text))
    return spoken if spoken != language and letters >= FEWEST_LETTERS else None
