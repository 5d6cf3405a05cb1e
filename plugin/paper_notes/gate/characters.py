"""Characters that no output holds: controls, bidirectional marks and orders, surrogates, invisible tags.

Controls make a feed ill-formed; the bidirectional ones make a text read otherwise than it is (Boucher and Anderson,
Trojan Source, USENIX Security 2023).
"""

from __future__ import annotations

import html
import re

_BREAKS = "\u2028\u2029\x0b\x0c\x1c\x1d\x1e\x85"
"""Breaks of lines and pages that only some programs take for such."""
_GONE = (
    "\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f"
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f\ufff9-\ufffb"
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e007f"
)
_BREAK = re.compile(f"[{_BREAKS}]")
_DROPPED = re.compile(f"[{_GONE}]")
_ANY = re.compile(f"[{_GONE}{_BREAKS}]")
_REFERENCE = re.compile(r"&(?:#[0-9]{1,9}|#[xX][0-9a-fA-F]{1,8}|[lr]rm);?")


def printable(text: str) -> str:
    """The text without those characters; a strange break becomes a space."""
    return _DROPPED.sub("", _BREAK.sub(" ", text)) if _ANY.search(text) else text


def printable_html(text: str) -> str:
    """The same for HTML and XML, where such a character may stand as a reference (``&#x202e;``, ``&rlm;``)."""

    def reference(match: re.Match[str]) -> str:
        character = html.unescape(match.group().rstrip(";") + ";")
        return "" if not character or _ANY.search(character) else match.group()

    return _REFERENCE.sub(reference, printable(text))
