"""A short name for a paper's folder: what the paper calls its system where that is certain, else words of the title."""

from __future__ import annotations

import re
import unicodedata

from paper_notes.language.script import HAN
from paper_notes.paper.model import Paper

SLUG_WORDS = 4
SLUG_LENGTH = 40
"""Characters; a longer name is cut at a word."""
NAME_LENGTH = 24
"""Characters of the longest name that a system has."""
NAME_USES = 3
"""A name that a paper gives its system stands in it this often at least."""
MOST_SMALL = 0.1
"""The share of its uses in which a name may be written without its capital."""
_ABSTRACT = 4_000
"""Characters of abstract and introduction in which a paper names what it is about."""

_SMALL_WORDS = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "for",
        "and",
        "on",
        "in",
        "to",
        "with",
        "by",
        "from",
        "via",
        "at",
        "is",
        "are",
        "be",
        "as",
        "using",
        "towards",
        "toward",
        "based",
        "new",
        "study",
    ]
)
_SMALL_WORDS_ZH = frozenset(
    [
        "的",
        "与",
        "和",
        "及",
        "其",
        "在",
        "中",
        "下",
        "上",
        "对",
        "为",
        "以",
        "之",
        "基于",
        "面向",
        "针对",
        "关于",
        "用于",
        "通过",
        "利用",
        "一种",
        "一类",
        "若干",
        "研究",
        "方法",
        "应用",
        "探讨",
    ]
)
_COINED = r"(?:[A-Za-z]-)?(?=\w*[A-Z]\w*[A-Z0-9]|\w*[a-z]\w*[A-Z])[A-Za-z][A-Za-z0-9]+(?:[-+.][A-Za-z0-9]+)*"
"""A word that nobody writes by chance: two capitals or more, a capital within, or a capital and a digit."""
_NAME = rf"{_COINED}(?:[ –-][A-Z][A-Za-z-]+){{0,2}}"
_ENDS = r"(?=\s*[”\"'’]?\s*(?:[,.;:()（），。；：]|$|\s(?:a|an|the|that|which|is|to|for|and|as|in|with|on|by|whose)\b))"
_NAMED = re.compile(
    r"(?:\b(?:call(?:ed)?|nam(?:ed?|ely)|term(?:ed)?|dubb(?:ed)?|denoted(?: as)?|abbreviated(?: as)?"
    r"|refer(?:red)? to (?:it |this \w+ )?as)"
    rf"|称(?:之)?为|称作|命名为|名为|记为|简称)\s*[“\"'‘]?(?:the |our )?(?:an? )?(?P<name>{_NAME}){_ENDS}"
)
_PROPOSED = re.compile(
    r"\b(?i:we|this (?:paper|work|article|thesis))\s+(?:\w+ly\s+)?"
    r"(?:propose|present|introduce|describe|develop|release|report on)s?\s+"
    rf"(?:the |a |an |our )?(?P<name>{_NAME}){_ENDS}"
    rf"|(?:本文|我们|该文)[^。，,]{{0,6}}(?:提出|设计|实现|开发|构建)了?\s*(?P<zh>{_COINED})(?=\s*[，,(（:：。])"
)
_KIND = re.compile(
    r"\b(?:propose|present|introduce|describe|develop)s?\b[^.]{0,100}?"
    r"\b(?:architecture|model|system|framework|algorithm|network|method|approach|dataset|benchmark|tool|library),\s+"
    rf"(?:called |named |the )*(?P<name>{_NAME}|[A-Z][a-z]{{3,}})(?=\s*[,.;(])"
)
_SHORTENED = re.compile(
    r"\b(?:[Ww]e\s+(?:propose|present|introduce|develop)|proposed\s+\w+,?|本文提出|我们提出)\b"
    r"(?P<long>[^.。()（）]{5,120})[(（](?P<name>[A-Z][A-Za-z-]*[A-Z][A-Za-z]*)[)）]"
)
"""A long form with its abbreviation behind it."""
_HEAD = re.compile(r"(?P<name>[^:：—–]{2,40}?)\s*(?:[:：]|\s[—–]\s)\s*\S")


def slugify(text: str) -> str:
    """Lower-case words joined by "-"; accents are dropped, CJK characters stay."""
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return "-".join(re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text).lower()))


def slug_of(title: str, paper: Paper | None = None) -> str:
    """The folder's name for a paper of this title; "" when nothing can be made of it."""
    system = name_of_system(paper) if paper else ""
    head = _head(title)
    name = system if system and len(system) < len(head) else head or system
    words = [slugify(_latin(name))] if name else _few_words(title)
    slug = ""
    for word in words:
        longer = f"{slug}-{word}" if slug else word
        if slug and len(longer) > SLUG_LENGTH:
            break
        slug = longer
    return slug[:SLUG_LENGTH].strip("-.")


def name_of_system(paper: Paper) -> str:
    """What the paper calls its own model or system; "" when that isn't certain.

    Its abstract or introduction says so in one of a few ways, exactly one name comes of them first, and the paper goes
    on to use it.
    """
    opening = " ".join([paper.metadata.abstract, *paper.page_texts[:2]])[:_ABSTRACT]
    whole = " ".join(paper.page_texts)
    found: list[tuple[int, str]] = []
    for pattern in (_PROPOSED, _NAMED, _KIND):
        for match in pattern.finditer(opening):
            group = next(key for key, value in match.groupdict().items() if value)
            name = match[group]
            if len(name) <= NAME_LENGTH and _is_used(name, whole):
                found.append((match.start(group), name))
    for match in _SHORTENED.finditer(opening):
        if _initials_spell(match["long"], match["name"]) and _is_used(match["name"], whole):
            found.append((match.start("name"), match["name"]))
    return min(found)[1] if found else ""


def _initials_spell(long: str, name: str) -> bool:
    """Whether the last words begin with the letters of an abbreviation."""
    letters = [c.casefold() for c in name if c.isupper()]
    words = [word for word in re.split(r"[\s-]+", long) if word and word.casefold() not in _SMALL_WORDS]
    return [word[0].casefold() for word in words[-len(letters) :]] == letters


def _is_used(name: str, text: str) -> bool:
    word = re.escape(name)
    uses = len(re.findall(rf"(?<![A-Za-z0-9]){word}(?![A-Za-z0-9])", text))
    plain = name.capitalize() == name  # "Transformer" is a name only where it is hardly ever written small
    small = len(re.findall(rf"(?<!\w){re.escape(name.lower())}(?:s|es)?(?!\w)", text)) if plain else 0
    return uses >= NAME_USES and small <= MOST_SMALL * uses


def _head(title: str) -> str:
    """What stands before a colon, when it is a name rather than the subject."""
    match = _HEAD.match(title)
    if match is None:
        return ""
    name = match["name"].strip()
    coined = re.fullmatch(_COINED, name) is not None
    one_word = re.fullmatch(r"[A-Z][\w-]{2,}", name) is not None
    return name if coined or one_word or (len(name.split()) <= 3 and not re.search(rf"[{HAN}]", name)) else ""


def _few_words(title: str) -> list[str]:
    if not re.search(rf"[{HAN}]", title):
        words = [word for word in slugify(title).split("-") if word]
    else:
        words = _pinyin_words(title)
    weighty = [word for word in words if word not in _SMALL_WORDS]
    return (weighty or words)[:SLUG_WORDS]


def _latin(text: str) -> str:
    return "-".join(_pinyin_words(text)) if re.search(rf"[{HAN}]", text) else text


def _pinyin_words(text: str) -> list[str]:
    """The words of a Chinese text, each in pinyin without tones; words in other scripts as they are."""
    # both load dictionaries, which a paper in English need not wait for
    import jieba
    from pypinyin import lazy_pinyin

    jieba.setLogLevel("WARNING")
    words = []
    for word in jieba.cut(unicodedata.normalize("NFKC", text)):
        if word not in _SMALL_WORDS_ZH:
            words += slugify(" ".join("".join(lazy_pinyin(word, v_to_u=False)).split())).split("-")
    return [word for word in words if word]
