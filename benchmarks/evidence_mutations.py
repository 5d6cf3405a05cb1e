"""Falsehoods made of true notes, one change each, in thirteen kinds.

Nothing of the checker is used to find the places or to make the change: numbers, units, words and names are found here
by plain patterns, so that what the checker overlooks is falsified too. A change that happens to leave the note true
(two equal numbers exchanged) is not made; some remain that a reader would let pass.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

CITATION = re.compile(r"\[pp?\.\s*(\d+)(?:[–-](\d+))?\]\([^()\s]*#page=(\d+)\)")
NUMBER = re.compile(r"(?<![\w.^{$\\#/(-])\d+(?:,\d{3})*(?:\.\d+)?(?![\w.]*[_^{(/]|\d|\.\d|,\d{3})(?![A-Za-z])")
POINTER = re.compile(
    r"(?:图|表|式|节|算法|第|章|Fig(?:ure)?s?\.?|Tables?|Sec(?:tion)?\.?|Eqs?\.?|Algorithm|Q|v|p\.|pp\.|Step|层)\s*\d[\d.]*$",
    re.I,
)


@dataclass(frozen=True)
class Falsehood:
    """A falsified note: its kind, its text, and what was changed."""

    kind: str
    text: str
    change: str


@dataclass(frozen=True)
class Stretch:
    """A cited sentence or table row of a note: offsets, and the pages cited in it."""

    start: int
    end: int
    pages: tuple[int, ...]


def stretches(text: str) -> list[Stretch]:
    """The sentences that end in a citation, quotations left out."""
    body = text.index("\n# ") if "\n# " in text else 0
    found = []
    for line in re.finditer(r"[^\n]+", text[body:]):
        if line[0].startswith((">", "#", "![", "|", "```", "$$")):
            continue
        start = body + line.start()
        for match in re.finditer(r"(?:[^。！？；\n]*?)(?:\[pp?\.[^\]]*\]\([^)]*\)[\s,，]*)+[。；.;]?", line[0]):
            pages = tuple(int(c[1]) for c in CITATION.finditer(match[0]))
            found.append(Stretch(start + match.start(), start + match.end(), pages))
    return found


def numbers_in(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where plain numbers stand that say something: no figure's number, no page, nothing in a link or formula index."""
    hidden = [m.span() for m in re.finditer(r"\[pp?\.[^\]]*\]\([^)]*\)|`[^`]*`|!\[[^\]]*\]\([^)]*\)", text[start:end])]
    hidden += [m.span() for m in re.finditer(r"“[^”]*”|[_^]\{[^{}]*\}", text[start:end])]
    spots = []
    for match in NUMBER.finditer(text, start, end):
        a, b = match.start() - start, match.end() - start
        if any(x <= a < y for x, y in hidden) or POINTER.search(text[max(start, match.start() - 12) : match.end()]):
            continue
        if re.search(r"(?:^|\n)\s*$", text[max(0, match.start() - 6) : match.start()]) and text[match.end()] in ".)、":
            continue  # an item's number
        spots.append((start + a, start + b))
    return spots


def cells(text: str) -> list[tuple[int, int, int]]:
    """Number cells of tables: start, end, and the line."""
    found = []
    for n, line in enumerate(re.finditer(r"^\|.*\|[ \t]*$", text, re.M)):
        if re.fullmatch(r"[|\s:-]+", line[0]):
            continue
        at = line.start()
        for cell in re.finditer(r"(?<=\|)\s*([^|\n]*?)\s*(?=\|)", line[0]):
            if re.fullmatch(r"[\d.,]+\s?%?", cell[1]):
                found.append((at + cell.start(1), at + cell.start(1) + len(re.match(r"[\d.,]+", cell[1])[0]), n))
    return found


Maker = Callable[[str, tuple[str, ...], random.Random], "tuple[str, str] | None"]


def _put(text: str, start: int, end: int, new: str) -> tuple[str, str]:
    line = text[max(0, start - 40) : start].split("\n")[-1]
    behind = text[end : end + 30].split("\n")[0]
    return text[:start] + new + text[end:], f"{line}«{text[start:end]} → {new}»{behind}"


def number(text: str, pages: tuple[str, ...], rng: random.Random) -> tuple[str, str] | None:
    """Another digit in a number."""
    spots = [s for st in stretches(text) for s in numbers_in(text, st.start, st.end)] + [c[:2] for c in cells(text)]
    if not spots:
        return None
    start, end = rng.choice(spots)
    old = text[start:end]
    places = [i for i, c in enumerate(old) if c.isdigit()]
    at = rng.choice(places)
    new = old[:at] + rng.choice([d for d in "123456789" if d != old[at]]) + old[at + 1 :]
    return _put(text, start, end, new)


def other_number(text: str, pages: tuple[str, ...], rng: random.Random) -> tuple[str, str] | None:
    """A number of the same page, written alike, in the place of another."""
    sources = [(s, st) for st in stretches(text) for s in numbers_in(text, st.start, st.end)]
    rng.shuffle(sources)
    for (start, end), stretch in sources:
        old = text[start:end]
        page = " ".join(pages[p - 1] for p in stretch.pages if p <= len(pages))
        shape = re.sub(r"\d+", "d", old.replace(",", ""))
        others = []
        for match in re.finditer(r"(?<![\w.\[(-])\d+(?:,\d{3})*(?:\.\d+)?(?![\w.]*\]|\.\d|\w)", page):
            same_shape = re.sub(r"\d+", "d", match[0].replace(",", "")) == shape
            before = page[max(0, match.start() - 12) : match.start()]
            if not same_shape or re.search(r"(?:Table|Figure|Fig\.|Section|图|表|式|et al\.,|\d{4},?)\s?$", before):
                continue
            if 1 / 20 < float(match[0].replace(",", "")) / max(float(old.replace(",", "")), 0.001) < 20:
                others.append(match[0])
        sentence = text[stretch.start : stretch.end]
        others = sorted(
            {o for o in others if o not in sentence and float(o.replace(",", "")) != float(old.replace(",", ""))}
        )
        if others:
            return _put(text, start, end, rng.choice(others))
    return None


def swap(text: str, pages: tuple[str, ...], rng: random.Random) -> tuple[str, str] | None:
    """Two numbers of a sentence, of a table's column, or two names around them, exchanged."""
    pairs: list[tuple[tuple[int, int], tuple[int, int]]] = []
    for stretch in stretches(text):
        if re.search(r"推算|derived|[=≈]", text[stretch.start : stretch.end]):
            continue
        spots = numbers_in(text, stretch.start, stretch.end)
        for a, b in pairwise(spots):
            x, y = text[slice(*a)], text[slice(*b)]
            between = text[a[1] : b[0]]
            if (
                ("." in x) == ("." in y)
                and x != y
                and len(between) > 3
                and not re.fullmatch(r"\s*(?:到|至|to|-|–)\s*", between)
            ):
                pairs.append((a, b))
    table = cells(text)
    for a in table:
        for b in table:
            x, y = text[a[0] : a[1]], text[b[0] : b[1]]
            if a[2] + 1 == b[2] and ("." in x) == ("." in y) and x != y and "." in x:
                pairs.append((a[:2], b[:2]))
    if not pairs:
        return None
    (a, b), (c, d) = rng.choice(pairs)
    new = text[:a] + text[c:d] + text[b:c] + text[a:b] + text[d:]
    return new, f"{text[max(0, a - 25) : a]}«{text[a:b]} ↔ {text[c:d]}»{text[b : b + 20]}".replace("\n", " ")


EXPONENT = re.compile(
    r"(?<=\d\^\{)-?\d+(?=\})|(?<=\d\^)\d(?!\d)|(?<=\d)[⁻⁰¹²³⁴-⁹]+|(?<=\de)-?\d+|(?<=[A-Za-z]\^)\d(?!\d)|(?<=[A-Za-z]\^\{)-?\d(?=\})"
)
_UP, _DOWN = "⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789"


def exponent(text: str, pages: tuple[str, ...], rng: random.Random) -> tuple[str, str] | None:
    """Another exponent."""
    spots = [m.span() for st in stretches(text) for m in EXPONENT.finditer(text, st.start, st.end)]
    for line in re.finditer(r"^\|.*\|$", text, re.M):
        spots += [m.span() for m in EXPONENT.finditer(text, *line.span())]
    if not spots:
        return None
    start, end = rng.choice(spots)
    old = text[start:end]
    value = int(old.translate(str.maketrans(_UP, _DOWN)))
    other = value + rng.choice([d for d in (-3, -2, -1, 1, 2, 3) if value + d not in (0, 1)])
    new = str(other)
    if old[0] in _UP:
        new = new.translate(str.maketrans(_DOWN, _UP))
    return _put(text, start, end, new)


UNITS = [
    ["毫秒", "秒", "分钟", "小时", "天", "周"],
    ["ms", "s", "min", "h"],
    ["seconds", "minutes", "hours", "days", "weeks"],
    ["second", "minute", "hour", "day", "week"],
    ["MB", "GB", "KB", "TB"],
    ["Hz", "kHz", "MHz"],
    ["万", "亿", "百万"],
    ["million", "billion", "thousand"],
    ["mm", "cm", "m", "km"],
    ["mg", "g", "kg"],
    ["K", "M", "B"],
    ["%", "‰"],
]


def unit(text: str, pages: tuple[str, ...], rng: random.Random) -> tuple[str, str] | None:
    """Another unit or scale behind a number."""
    spots = []
    for st in stretches(text):
        for group in UNITS:
            names = "|".join(sorted(map(re.escape, group), key=len, reverse=True))
            for match in re.finditer(rf"(?<=\d)(?:\s?个?)?({names})(?![A-Za-z])", text[st.start : st.end]):
                spots.append((st.start + match.start(1), st.start + match.end(1), group))
    if not spots:
        return None
    start, end, group = rng.choice(spots)
    return _put(text, start, end, rng.choice([u for u in group if u != text[start:end]]))


def _pairs(text: str) -> list[tuple[str, str]]:
    return [(a.replace("_", " "), b.replace("_", " ")) for a, b in (pair.split("=") for pair in text.split())]


OPPOSITES = _pairs(
    """
    更好=更差 优于=劣于 超过=不及 高于=低于 高=低 提高=降低 增加=减少 上升=下降 增长=下降 更多=更少 更快=更慢
    更大=更小 更贵=更便宜 最早=最晚 首次=最后一次 之前=之后 先=后 第一个=最后一个 线性=平方 需要=不需要 短=长
    升高=下降 变差=变好 大于=小于 上=下 有=没有 能=不能 不再=仍然 减少了=增加了 higher=lower larger=smaller
    more=fewer faster=slower better=worse increases=decreases increased=decreased improves=worsens
    before=after first=last with=without above=below reduced=increased beats=loses_to less=more
    smallest=largest best=worst speeds_up=slows_down early=late much_slower=much_faster hurts=helps lacks=has
    asynchronous=synchronous linearly=quadratically cyclic=acyclic
    """
)


def direction(text: str, pages: tuple[str, ...], rng: random.Random) -> tuple[str, str] | None:
    """A word of direction turned round."""
    return _words(text, rng, [pair for a, b in OPPOSITES for pair in ((a, b), (b, a))])


SCOPES = _pairs(
    """
    所有=少数 全部=部分 多数=少数 大多=少数 只=不只 仅=不仅 每个=个别 任意=个别 都=有的 部分=全部 各=个别
    一般=总是 唯一=之一 通常=总是 若干=全部 all=some most=all some=all every=one each=one only=also many=all
    majority=minority always=sometimes both=one_of solely=partly any=one
    """
)


def scope(text: str, pages: tuple[str, ...], rng: random.Random) -> tuple[str, str] | None:
    """A word of scope replaced."""
    return _words(text, rng, SCOPES)


def _words(text: str, rng: random.Random, pairs: list[tuple[str, str]]) -> tuple[str, str] | None:
    spots = []
    for st in stretches(text):
        said = re.sub(
            r"“[^”]*”|\$[^$]*\$|\[pp?\.[^\]]*\]\([^)]*\)", lambda m: "\0" * len(m[0]), text[st.start : st.end]
        )
        for a, b in pairs:
            edge = r"(?<![A-Za-z-])" if a.isascii() else ("(?<![以之向])" if len(a) == 1 else "")
            tail = r"(?![A-Za-z-])" if a.isascii() else ("(?![述面游文])" if len(a) == 1 else "")
            for match in re.finditer(edge + re.escape(a) + tail, said):
                if len(a) == 1 and not a.isascii() and a in "上下有能先都各只仅高低短" and rng.random() < 0.7:
                    continue  # one character is often part of another word
                spots.append((st.start + match.start(), st.start + match.end(), b))
    return _put(text, *rng.choice(spots)) if spots else None


NAME = re.compile(r"(?<![A-Za-z0-9_\\$&/.-])[A-Z][A-Za-z0-9]*[A-Z0-9][A-Za-z0-9]*(?:-[A-Za-z0-9]+)?(?![A-Za-z0-9_}/-])")


def subject(text: str, pages: tuple[str, ...], rng: random.Random) -> tuple[str, str] | None:
    """A name of the same page, or of the paper, in the place of another."""
    spots = []
    for st in stretches(text):
        said = re.sub(
            r"“[^”]*”|\$[^$]*\$|\[pp?\.[^\]]*\]\([^)]*\)", lambda m: "\0" * len(m[0]), text[st.start : st.end]
        )
        page = " ".join(pages[p - 1] for p in st.pages if p <= len(pages))
        names = {m for m in NAME.findall(page) if not re.fullmatch(r"[A-Z]\d*", m)}
        for match in NAME.finditer(said):
            others = sorted(
                n for n in names if n != match[0] and n not in said and match[0] not in n and n not in match[0]
            )
            if others and match[0] in page:
                spots.append((st.start + match.start(), st.start + match.end(), rng.choice(others)))
    return _put(text, *rng.choice(spots)) if spots else None


def formula(text: str, pages: tuple[str, ...], rng: random.Random) -> tuple[str, str] | None:
    """One sign, index, exponent or symbol of a displayed formula."""
    blocks = list(re.finditer(r"^\$\$\n(.+?)\n\$\$", text, re.M | re.S))
    rng.shuffle(blocks)
    for block in blocks:
        latex, at = block[1], block.start(1)
        changes = []
        for match in re.finditer(r"(?<![_^{(,=])\s?([+-])\s?(?![}\d]*\})", latex):
            changes.append((match.start(1), match.end(1), "-" if match[1] == "+" else "+"))
        for match in re.finditer(r"(?<=\^)(?:\{([^{}]+)\}|(\w))", latex):
            old = match[1] or match[2]
            if re.fullmatch(r"-?[\d.]+", old):
                changes.append(
                    (
                        *match.span(),
                        f"{{{old[1:] if old[0] == '-' else '-' + old}}}"
                        if rng.random() < 0.4
                        else f"{{{old}1}}"
                        if "." in old
                        else f"{{{int(old) + 1}}}",
                    )
                )
        for match in re.finditer(r"\\sqrt(?=\{)", latex):
            changes.append((*match.span(), ""))
        for match in re.finditer(r"(?<=_)(\w)(?!\w)|(?<=_\{)(\w)(?=\})", latex):
            other = rng.choice([c for c in "ijkntm" if c != match[0]]) if match[0].isalpha() else str(int(match[0]) + 1)
            changes.append((*match.span(), other))
        for match in re.finditer(r"\\(alpha|beta|gamma|theta|lambda|sigma|mu)(?![A-Za-z])", latex):
            changes.append(
                (
                    match.start(1),
                    match.end(1),
                    rng.choice([g for g in ("alpha", "beta", "gamma", "lambda", "mu") if g != match[1]]),
                )
            )
        for match in re.finditer(r"\\frac\{([^{}]+)\}\{((?:[^{}]|\{[^{}]*\})+)\}", latex):
            changes.append((*match.span(), f"\\frac{{{match[2]}}}{{{match[1]}}}"))
        for match in re.finditer(r"\\(max|min|sin|cos|log|tanh)(?![A-Za-z])", latex):
            changes.append(
                (
                    match.start(1),
                    match.end(1),
                    {"max": "min", "min": "max", "sin": "cos", "cos": "sin", "log": "exp", "tanh": "sin"}[match[1]],
                )
            )
        if changes:
            start, end, new = rng.choice(changes)
            return _put(text, at + start, at + end, new)
    return None


def _pages(
    text: str, pages: tuple[str, ...], rng: random.Random, wanted: Callable[[str], bool]
) -> tuple[str, str] | None:
    spots = []
    for st in stretches(text):
        said = text[st.start : st.end]
        if len(set(st.pages)) == 1 and wanted(CITATION.sub("", said)):
            spots += [(st.start + m.start(), st.start + m.end(), m) for m in CITATION.finditer(said)]
    if not spots or len(pages) < 2:
        return None
    start, end, match = rng.choice(spots)
    other = rng.choice([p for p in range(1, len(pages) + 1) if p != int(match[1])])
    new = re.sub(r"#page=\d+", f"#page={other}", re.sub(r"\[pp?\.[^\]]*\]", f"[p. {other}]", match[0]))
    line = text[max(0, start - 60) : start].split("\n")[-1]
    return text[:start] + new + text[end:], f"{line} p. {match[1]} → p. {other}"


def page(text: str, pages: tuple[str, ...], rng: random.Random) -> tuple[str, str] | None:
    """Another page behind a sentence with a number or a quotation."""
    return _pages(
        text, pages, rng, lambda said: bool(re.search(r"“[^”]{12,}”", said) or numbers_in(said, 0, len(said)))
    )


def citation(text: str, pages: tuple[str, ...], rng: random.Random) -> tuple[str, str] | None:
    """Another page behind a sentence of words alone."""
    return _pages(text, pages, rng, lambda said: not re.search(r"\d|“", said) and len(said) > 12)


def quotation(text: str, pages: tuple[str, ...], rng: random.Random) -> tuple[str, str] | None:
    """Another word in words quoted from the paper."""
    spots = []
    quotes = [m.span(1) for m in re.finditer(r"“([^”\n]{12,})”", text)]
    quotes += [m.span() for m in re.finditer(r"^>(?! \*\*).{20,}$", text, re.M)]
    vocabulary = sorted({w for p in pages for w in re.findall(r"[A-Za-z]{4,}", p)})
    for a, b in quotes:
        said = re.sub(r"\[pp?\.[^\]]*\]\([^)]*\)|&#?\w+;", lambda m: " " * len(m[0]), text[a:b])
        spots += [(a + m.start(), a + m.end()) for m in re.finditer(r"[A-Za-z]{4,}", said)]
        spots += [(a + m.start(), a + m.end()) for m in re.finditer(r"[\u4e00-\u9fff]{2}", said)][:6]
    if not spots:
        return None
    start, end = rng.choice(spots)
    old = text[start:end]
    if old.isascii():
        if len(vocabulary) < 2:
            return None
        new = rng.choice([w for w in vocabulary if w.casefold() != old.casefold()])
    else:
        words = sorted({m for p in pages for m in re.findall(r"[\u4e00-\u9fff]{2}", p)} - {old})
        if not words:
            return None
        new = rng.choice(words)
    return _put(text, start, end, new)


INVENTED = {
    "zh": (
        "在另一组实验里，误差降到 {n}%",
        "作者还报告速度提升了 {n} 倍",
        "去掉这个模块后，指标下降 {n} 个百分点",
        "额外的 {k} 组重复给出相同结论",
    ),
    "en": (
        "In a further run the error falls to {n}%",
        "The authors also report a speed-up of {n} times",
        "Without this module the score drops by {n} points",
        "{k} further repetitions gave the same result",
    ),
}


def invented(text: str, pages: tuple[str, ...], rng: random.Random) -> tuple[str, str] | None:
    """A sentence that the paper doesn't have, with a number and a page."""
    places = stretches(text)
    if not places:
        return None
    place = rng.choice(places)
    cited = rng.randrange(1, len(pages) + 1)
    language = "zh" if len(re.findall(r"[\u4e00-\u9fff]", text)) * 4 > len(re.findall(r"[A-Za-z]", text)) else "en"
    printed = re.findall(r"(?<![\d.])\d{1,2}\.\d(?![\d.])", pages[cited - 1])
    value = rng.choice(printed) if printed and rng.random() < 0.5 else f"{rng.randrange(1, 60)}.{rng.randrange(1, 10)}"
    link = CITATION.search(text[place.start : place.end])
    assert link is not None
    made = re.sub(r"#page=\d+", f"#page={cited}", re.sub(r"\[pp?\.[^\]]*\]", f"[p. {cited}]", link[0]))
    said = rng.choice(INVENTED[language]).format(n=value, k=rng.randrange(11, 99))
    stop = "。" if language == "zh" else ". "
    sentence = f"{said} {made}{stop}"
    return text[: place.end] + (" " if language == "en" else "") + sentence + text[place.end :], f"«{said} p. {cited}»"


MAKERS: dict[str, Maker] = {
    "swap": swap,
    "other number": other_number,
    "number": number,
    "exponent": exponent,
    "unit": unit,
    "direction": direction,
    "subject": subject,
    "scope": scope,
    "formula": formula,
    "page": page,
    "quotation": quotation,
    "citation": citation,
    "invented": invented,
}
"""The kinds by name."""


def falsehoods(text: str, pages: tuple[str, ...], rng: random.Random, each: int) -> Iterator[Falsehood]:
    """Up to ``each`` falsehoods of every kind, all different. ``pages`` are the paper's pages as text."""
    for kind, make in MAKERS.items():
        made: set[str] = set()
        for _ in range(each * 4):
            found = make(text, pages, rng)
            if found is None:
                break
            if found[0] not in made and found[0] != text:
                made.add(found[0])
                yield Falsehood(kind, *found)
            if len(made) >= each:
                break
