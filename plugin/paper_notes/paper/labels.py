"""The label that a caption begins with, in every shape in which papers print it: one grammar for all rooms.

"Figure 3", "FIG. 2", "FI G U R E 1", "tABLE 1.", "Figure-1", "Fig. S2", "Extended Data Figure 4", "Abbildung 5",
"图3-1", "图 3.1", "表２", "续表 2", "算法1".
"""

from __future__ import annotations

import re
from typing import NamedTuple

from paper_notes.language.script import HAN
from paper_notes.paper.model import FigureKind

_DASHES = "‐‑‒–—―−－﹣"
SIMPLE = str.maketrans(
    {
        **{chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},  # full-width forms
        **dict.fromkeys(_DASHES, "-"),
        **dict.fromkeys("\u00a0\u2002\u2003\u2005\u2009\u200a\u202f\u3000\t\n", " "),
        "。": ".",
        "∶": ":",
        "丨": "|",
    }
)
"""Each character by one other, so that places in the simple form are places in the text."""


def _spaced(*words: str) -> str:
    """A pattern for the words, also when spaces part their letters."""
    return "|".join(" ?".join(word) for word in sorted(words, key=len, reverse=True))


_WORDS: dict[FigureKind, tuple[str, ...]] = {
    "figure": ("figure", "fig", "figura", "abbildung", "abb", "scheme", "schema", "chart", "plate"),
    "table": ("table", "tab", "tabelle", "tabla", "tableau", "tabela"),
    "algorithm": ("algorithm", "alg", "algorithmus", "algorithme", "algoritmo"),
}
_KINDS: dict[str, FigureKind] = {word: kind for kind, words in _WORDS.items() for word in words}
_KINDS_ZH: dict[str, FigureKind] = {"图": "figure", "圖": "figure", "表": "table", "算": "algorithm"}
_PREFIX = (
    r"(?:supplement(?:ary|al)?|supp(?:l(?:em)?)?\.|suppl?|supporting|extended\s*data|appendix|online|web)[ ]+"
    r"(?:information[ ]+)?|e(?=[FT])"
)
_NUMBER = (
    r"(?:[A-Z]{1,2}[.\-]?\d+(?:[.\-]\d+)*|\d+(?:[.\-]\d+)*|[IVXL]+(?![A-Za-z])|[A-Z](?![A-Za-z])"
    r"|[il](?=\s*(?:[.:]|$)))(?:[a-z](?=[.:)\s]|$))?"
)
_LATIN = re.compile(
    rf"\s*(?P<label>(?P<prefix>(?i:{_PREFIX}))?(?P<word>(?i:{_spaced(*_KINDS)}))(?P<stop> ?\.)?(?:\s*(?i:no\.))?"
    rf"\s*-?\s*(?P<number>{_NUMBER}))"
    rf"(?P<end>\s*[.:|)]|\s*-(?=[\sA-Z])|\s+|$|(?=[{HAN}]))(?P<rest>.*)$",
    re.S,
)
_HAN = re.compile(
    r"\s*(?P<label>(?P<prefix>附录|附|续|補充|补充)?\s?(?P<word>图|圖|表|算\s?法)\s*-?\s*"
    r"(?P<number>[A-Z]{0,2}\d+(?:\s?[.\-]\s?\d+)*[a-z]?|[A-Z]\d*(?![A-Za-z])|[一二三四五六七八九十]+))"
    r"(?P<end>\s*[.:|]|\s+|$|)(?P<rest>.*)$",
    re.S,
)
_AMOUNT = re.compile(r"[、，,个個张張幅所中是和与及至或给显]")
"""What follows the number of a figure that a sentence speaks of, and of things that are counted: "图3中", "表2个"."""
_CONTINUED = re.compile(
    r"\s*[(\[（【-]?\s*(?:continued|continuation|cont(?:['’]?d|inue)?\b\.?|fortsetzung|续表?|續)\s*"
    r"(?:from (?:the )?previous page)?\s*[)\]）】]?\s*[.:]?",
    re.I,
)
_HAN_DIGITS = {char: value for value, char in enumerate("一二三四五六七八九", 1)}
_FIRST = frozenset("figtablescheoundwprFIGTABLESCHEOUNDWPR图圖表算附续補补")
_BARE_WORD = re.compile(rf"\s*(?i:{_PREFIX})?(?:(?i:{_spaced(*_KINDS)})|图|圖|表|算\s?法)\s?\.?\s*")


class Label(NamedTuple):
    """A label at a text's beginning.

    ``text`` is the label as printed with its letters closed up; ``number`` is in ASCII ("3-1", "S2", "II", "A.1");
    ``series`` is "s" for supplementary, "e" for extended data, "a" for an appendix, else "" ; ``end`` is the mark
    behind it, " " for white space alone; ``rest`` what follows. ``continued`` tells that it repeats the label of
    what began on a page before.
    """

    kind: FigureKind
    word: str
    number: str
    series: str
    text: str
    end: str
    rest: str
    chinese: bool
    continued: bool


def match_label(text: str) -> Label | None:
    """The label that the text begins with; None when it begins with none."""
    head = text.lstrip()[:1].translate(SIMPLE)
    if head not in _FIRST:
        return None
    simple = text.translate(SIMPLE)
    found = _LATIN.match(simple)
    if found is not None:
        return _latin(text, found)
    found = _HAN.match(simple)
    return _chinese(text, simple, found) if found is not None else None


def is_bare_word(text: str) -> bool:
    """Whether the text is the word of a label alone, its number still to come: "Table", "图"."""
    return _BARE_WORD.fullmatch(text.translate(SIMPLE)) is not None


def is_bare_label(text: str) -> bool:
    """Whether the text is nothing but a label."""
    label = match_label(text)
    return label is not None and not label.rest.strip()


def _latin(text: str, found: re.Match[str]) -> Label | None:
    word = found["word"].replace(" ", "")
    number = found["number"]
    if number in ("i", "l"):  # an old print's 1, as text recognition reads it
        number = "1"
    elif number.isalpha() and number.islower():
        return None
    prefix = (found["prefix"] or "").strip().lower()
    series = prefix[0] if prefix else ""
    kind = _KINDS[word.lower()]
    start, stop = found.span("number")
    printed = text[found.start("word") : found.end("word")]
    closed = printed.replace(" ", "") + ("." if found["stop"] else "")
    lead = f"{found['prefix'].strip()} " if len(prefix) > 1 else found["prefix"] or ""
    told = number if number == "1" else " ".join(text[start:stop].split())
    gap = "" if text[found.end("word") : start] in ("", ".") else " "
    label = f"{lead}{closed}{gap}{told}"
    return _label(kind, word, number, series, label, text, found, chinese=False)


def _chinese(text: str, simple: str, found: re.Match[str]) -> Label | None:
    number = "".join(found["number"].split())
    rest = found["rest"]
    if not found["end"].strip() and _AMOUNT.match(rest) and found["end"] == "":
        return None
    if number[0] in _HAN_DIGITS or number[0] == "十":
        if not found["end"] and rest:
            return None  # 图一般
        number = str(_han_number(number))
    prefix = found["prefix"] or ""
    series = "" if prefix in ("", "续") else "a"
    word = "".join(found["word"].split())
    gap = " " if simple[found.end("word") : found.start("number")].isspace() else ""
    label = f"{prefix.removeprefix('续')}{word}{gap}{''.join(found['number'].split())}"
    made = _label(_KINDS_ZH[word[0]], word, number, series, label, text, found, chinese=True)
    return made._replace(continued=True) if prefix == "续" else made


def _label(
    kind: FigureKind,
    word: str,
    number: str,
    series: str,
    label: str,
    text: str,
    found: re.Match[str],
    *,
    chinese: bool,
) -> Label:
    end = text[found.start("end") : found.end("end")].strip() or (" " if found["end"] else "")
    rest = text[found.start("rest") :]
    continued = _CONTINUED.match(rest)
    if continued is not None:
        rest = rest[continued.end() :]
    return Label(kind, word, number, series, label, end, rest, chinese, continued is not None)


def _han_number(text: str) -> int:
    """一 to 九十九."""
    tens, mark, ones = text.rpartition("十")
    value = _HAN_DIGITS.get(ones, 0)
    if mark:
        value += 10 * (_HAN_DIGITS.get(tens, 1) if tens else 1)
    return value
