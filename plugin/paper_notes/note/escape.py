"""Text of a paper as literal Markdown: it stays text in GitHub's renderer and in Python-Markdown alike."""

from __future__ import annotations

import re
import unicodedata

# Python-Markdown knows no backslash escape for these, so they become character references.
_ENTITIES = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    "$": "&#36;",
    "~": "&#126;",
    "^": "&#94;",
    "=": "&#61;",
    "|": "&#124;",
    "{": "&#123;",
    "}": "&#125;",
}
_BACKSLASHED = set("\\`*_[]")
# what renderers turn into links (addresses, mail, bare domains, issue numbers, mentions) and keys ("++ctrl++")
_LINKED = re.compile(r"@|:(?=//|[^\s:@]+@)|#(?=\d)|(?<=[A-Za-z0-9])\.(?=[A-Za-z]{2})|\+(?=\+)|(?<=\+)\+")
_SHORTCODE = re.compile(r":(?=[A-Za-z0-9_+-]+:)")
_LINE_START = re.compile(r"^(\s*)([#+\-!?/]|\d+(?=[.)](?:\s|$)))", re.M)


def escape(text: str) -> str:
    """One paragraph of foreign text as Markdown that renders as exactly that text.

    White space is folded, control and bidirectional-override characters are dropped.
    """
    text = "".join(c for c in text if unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co"} or c in "\n\t ")
    text = " ".join(text.split())
    linked = {match.start() for match in _LINKED.finditer(text)}
    out = "".join(
        f"\\{c}"
        if c in _BACKSLASHED or (c == "#" and i in linked)
        else f"&#{ord(c)};"
        if i in linked
        else _ENTITIES.get(c, c)
        for i, c in enumerate(text)
    )
    out = _SHORTCODE.sub("&#58;", out)
    # "==", "=" alone at a word is common in papers; only runs matter to any renderer
    out = re.sub(r"(?<!&#61;)&#61;(?!&#61;)", "=", out)
    return _LINE_START.sub(_start, out)


def _start(match: re.Match[str]) -> str:
    space, mark = match.groups()
    if mark.isdigit():
        return f"{space}{mark[:-1]}&#{ord(mark[-1])};"
    return f"{space}&#{ord(mark)};"


def escape_alt(text: str) -> str:
    """Foreign text for an image's alternative text: escaped, and on one line."""
    return escape(text).replace("\\[", "&#91;").replace("\\]", "&#93;")
