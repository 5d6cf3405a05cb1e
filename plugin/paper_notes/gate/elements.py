"""What a page's body may consist of: elements, attributes and classes by name. What isn't named here is dropped.

The names are those that Python-Markdown and its usual extensions make of a note. None of them runs, loads, sends, lays
itself over the page or starts one of the theme's scripts or ours (which look for ``data-…``, ``md-…``, ``pn-…``,
``mermaid``, ``annotate`` and the like).
"""

from __future__ import annotations

import re

MATHML = frozenset(
    [
        "math",
        "mi",
        "mn",
        "mo",
        "ms",
        "mtext",
        "mspace",
        "mrow",
        "mfrac",
        "msqrt",
        "mroot",
        "mstyle",
        "merror",
        "mpadded",
        "mphantom",
        "msub",
        "msup",
        "msubsup",
        "munder",
        "mover",
        "munderover",
        "mmultiscripts",
        "mprescripts",
        "mtable",
        "mtr",
        "mtd",
        "semantics",
        "annotation",
    ]
)
"""MathML Core without what links, acts or holds HTML (``href``, ``maction``, ``annotation-xml``)."""

MATHML_ATTRIBUTES = frozenset(
    [
        "accent",
        "accentunder",
        "align",
        "columnalign",
        "columnlines",
        "columnspacing",
        "columnspan",
        "columnwidth",
        "depth",
        "dir",
        "display",
        "displaystyle",
        "encoding",
        "fence",
        "form",
        "frame",
        "framespacing",
        "height",
        "largeop",
        "linethickness",
        "lspace",
        "mathbackground",
        "mathcolor",
        "mathsize",
        "mathvariant",
        "maxsize",
        "minsize",
        "movablelimits",
        "notation",
        "rowalign",
        "rowlines",
        "rowspacing",
        "rowspan",
        "rspace",
        "scriptlevel",
        "separator",
        "stretchy",
        "style",
        "symmetric",
        "voffset",
        "width",
        "xmlns",
        "class",
    ]
)

ELEMENTS = (
    frozenset(
        [
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "p",
            "br",
            "hr",
            "blockquote",
            "pre",
            "code",
            "ul",
            "ol",
            "li",
            "dl",
            "dt",
            "dd",
            "table",
            "caption",
            "thead",
            "tbody",
            "tfoot",
            "tr",
            "th",
            "td",
            "a",
            "img",
            "em",
            "strong",
            "b",
            "i",
            "u",
            "s",
            "del",
            "ins",
            "sub",
            "sup",
            "small",
            "mark",
            "kbd",
            "abbr",
            "cite",
            "q",
            "dfn",
            "var",
            "samp",
            "span",
            "div",
            "figure",
            "figcaption",
            "details",
            "summary",
        ]
    )
    | MATHML
)

EMPTIED = frozenset(
    [
        "script",
        "style",
        "template",
        "iframe",
        "object",
        "embed",
        "noscript",
        "noembed",
        "noframes",
        "textarea",
        "select",
        "svg",
        "title",
        "xmp",
        "applet",
        "frameset",
        "audio",
        "video",
        "canvas",
    ]
)
"""Elements that go with all that they hold; of others that aren't allowed the text stays."""

ATTRIBUTES = {
    "*": {"class", "id", "lang", "title"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "th": {"align", "style", "colspan", "rowspan", "scope"},
    "td": {"align", "style", "colspan", "rowspan"},
    "ol": {"start"},
    "li": {"value"},
    "details": {"open"},
    **{name: set(MATHML_ATTRIBUTES - {"style", "class"}) for name in MATHML},
}

_LANGUAGE = r"language-[\w+#.-]{1,40}"
_TOKEN = r"[a-z][a-z0-9]{0,2}"  # Pygments' short names
_KINDS = (
    "note|abstract|summary|tldr|info|todo|tip|hint|important|success|check|done|question|help|faq|warning|caution|"
    "attention|failure|fail|missing|danger|error|bug|example|quote|cite|inline|end"
)
_CLASSES = {
    "div": rf"highlight|highlighttable|linenodiv|arithmatex|admonition|footnote|toc|pn-pair|{_LANGUAGE}|{_KINDS}",
    "span": rf"arithmatex|filename|linenos|normal|special|keys|{_TOKEN}|key-[a-z0-9-]{{1,30}}",
    "code": rf"{_LANGUAGE}|highlight",
    "pre": "highlight|arithmatex",
    "table": "highlighttable",
    "td": "linenos|code",
    "th": "filename",
    "p": "admonition-title",
    "details": _KINDS,
    "a": "footnote-ref|footnote-backref|headerlink",
    "sup": "footnote-ref",
    "ul": "task-list",
    "li": "task-list-item",
}
CLASSES = {name: re.compile(pattern) for name, pattern in _CLASSES.items()}

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
HEADING_ID = re.compile(r"(?!pn-|formula-|_)[\w.:-]{1,300}")
"""An anchor; the theme's scripts look theirs up as ``__…``, ours are ``pn-…``."""
NOTE_IDS = {
    "li": re.compile(r"fn\d*:[\w.-]{1,100}"),
    "sup": re.compile(r"fnref\d*:[\w.-]{1,100}"),
    "span": re.compile(r"__span-\d{1,6}-\d{1,6}"),
    "a": re.compile(r"__codelineno-\d{1,6}-\d{1,6}"),
}
"""Footnotes and numbered lines of code."""

ALIGNED = re.compile(r"text-align:\s*(?:left|right|center|justify);?")
"""The one style that Python-Markdown's tables write."""
NUMBER = re.compile(r"\d{1,5}")
NUMBERED = frozenset({"width", "height", "colspan", "rowspan", "start", "value"})
