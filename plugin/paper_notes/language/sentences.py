"""Where sentences end: full stops told from those of abbreviations, initials and numbers; Chinese stops."""

from __future__ import annotations

import re

from paper_notes.language.script import HAN, is_han

_ABBREVIATIONS = frozenset(
    [
        "e.g",
        "i.e",
        "cf",
        "vs",
        "viz",
        "resp",
        "al",
        "fig",
        "figs",
        "eq",
        "eqs",
        "eqn",
        "eqns",
        "sec",
        "secs",
        "sect",
        "tab",
        "tabs",
        "ref",
        "refs",
        "no",
        "nos",
        "vol",
        "pp",
        "p",
        "ch",
        "chap",
        "alg",
        "app",
        "thm",
        "prop",
        "def",
        "lem",
        "cor",
        "ex",
        "dr",
        "mr",
        "mrs",
        "ms",
        "prof",
        "st",
        "jr",
        "sr",
        "inc",
        "ltd",
        "co",
        "corp",
        "univ",
        "dept",
        "approx",
        "ca",
        "etc",
        "a.k.a",
        "w.r.t",
        "i.i.d",
        "s.t",
        "a.s",
        "w.l.o.g",
        "u.s",
        "u.k",
        "ph.d",
        "m.sc",
        "b.sc",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "ed",
        "eds",
        "rev",
        "min",
        "max",
        "avg",
        "temp",
        "est",
    ]
)
_NEVER_LAST = _ABBREVIATIONS - {
    "etc",
    "co",
    "inc",
    "ltd",
    "no",
    "app",
    "al",
    "ex",
    "max",
    "min",
    "u.s",
    "u.k",
    "def",
    "st",
}
_CLOSERS = "\"'”’)]）】」』»⁰¹²³⁴⁵⁶⁷⁸⁹⁻"
_STOP = re.compile(
    rf"[.?!](?:[{re.escape(_CLOSERS)}]|(?<=[.])[,–](?=[⁰¹²³⁴⁵⁶⁷⁸⁹]))*(?=\s)|(?<=[{HAN}])[.](?=\s*[{HAN}])"
    rf"|(?:[。！？]|(?<!\d)．|．(?!\d))(?:[{re.escape(_CLOSERS)}]"
    rf"|\s)*|…{{2,}}"
)
_STOP_OR_SEMICOLON = re.compile(rf"{_STOP.pattern}|[;；](?=\s|$)")
_STATEMENT = re.compile(
    r"(Theorem|Lemma|Corollary|Proposition|Definition|Remark|Example|Claim|Assumption|Conjecture|Proof|Step|Case)"
    r"(\s+[A-Z]?\d*(\.\d+)*)?(\s*\([^)]*\))?"
)
_PART = re.compile(r"\([a-z](?:\s?[,–-]\s?[a-z])*\)[:.]?\s+")
"""The letter of a figure's part, or of an item, opens its sentence: "(b) Accuracy by depth"."""
_SPACE = re.compile(r"\s*")
AHEAD = 400
"""Characters behind a stop that decide whether a sentence ends there."""
_TOKEN = re.compile(r"(\S+)$")
_OPENERS = "\"'“‘([（【「『«"


def sentence_spans(text: str, *, semicolons: bool = False) -> list[tuple[int, int]]:
    """Where each sentence of a text begins and ends, white space left out.

    With ``semicolons`` one followed by a space ends a sentence too: what a reader takes in at one go.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for match in (_STOP_OR_SEMICOLON if semicolons else _STOP).finditer(text):
        end = match.end()
        if end <= start or not _ends_here(text, start, match):
            continue
        spans.append((start, start + len(text[start:end].rstrip())))
        start = _SPACE.match(text, end).end()  # type: ignore[union-attr]
    if text[start:].strip():
        spans.append((start, len(text.rstrip())))
    return spans


def sentences_of(text: str) -> list[str]:
    """The sentences of a text."""
    return [text[start:end] for start, end in sentence_spans(text)]


def _ends_here(text: str, start: int, match: re.Match[str]) -> bool:
    mark = match[0][0]
    if mark in ";；":
        return all(_balanced(text, start, match.end(), *pair) for pair in ("()", "（）", "“”"))
    if mark == "．" and text[start : match.start()].strip().isdigit():
        return False  # the number of an item; else the stop of journals that set no "。"
    if mark in "。！？…．" or (mark == "." and is_han(text[match.start() - 1 : match.start()])):
        return _balanced(text, start, match.end(), "（", "）") and _balanced(text, start, match.end(), "“", "”")
    rest = text[match.end() : match.end() + AHEAD].lstrip()
    if not rest:
        return True
    if text[match.start() - 1 : match.start()].isspace() or _STATEMENT.fullmatch(text, start, match.start()):
        return False  # dots between symbols; "Lemma 2." opens its sentence
    part = _PART.match(rest)
    first = rest[part.end() :][:1] if part else rest.lstrip(_OPENERS + " ")[:1]
    if not first or first.islower() or first in ",;:)]":
        return False
    if not _balanced(text, start, match.end(), "(", ")") and ")" in rest[:200]:
        return False
    if mark != ".":
        return True
    token_match = _TOKEN.search(text[start : match.start()])
    token = token_match[1].lstrip(_OPENERS + "[{") if token_match else ""
    low = token.lower()
    if low in _NEVER_LAST:
        return False
    if low == "al":
        # "et al." ends a sentence only before a word that can't go on after authors: a year or a bracket goes on
        return first.isalpha() and rest[0] not in _OPENERS and not re.match(r"\d{4}", rest)
    if low in ("etc", "co", "inc", "ltd", "u.s", "u.k", "max", "min", "app", "ex", "st", "def"):
        return first.isupper()
    if low == "no":
        return not first.isdigit()
    if len(token) == 1 and token.isupper() and token.isascii() and token not in "I":
        # an initial ("D. Kingma"), unless a letter names a thing ("to layer B. The")
        return bool(re.match(r"(The|This|These|We|In|It|For|However|Here|As|A|If|Then|To|On|At)\b", rest))
    if re.fullmatch(r"(?:[A-Z]\.)+[A-Z]", token):
        return bool(re.match(r"(The|This|These|We|In|It|For|However)\b", rest))
    if token.isdigit() and text[match.start() - len(token) - 1 : match.start() - len(token)] in "：；，":
        return False  # an enumeration inside a Chinese sentence
    # "3. Results": a number that opens the sentence belongs to what follows
    return not (token.isdigit() and text[start : match.start()].strip() == token)


def _balanced(text: str, start: int, end: int, opening: str, closing: str) -> bool:
    part = text[start:end]
    return part.count(opening) <= part.count(closing)
