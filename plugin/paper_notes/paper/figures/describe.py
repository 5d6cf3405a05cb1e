"""The last word on figures: type, name of the image, importance for a note."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from paper_notes.language.script import han_count
from paper_notes.paper.figures.types import type_of
from paper_notes.paper.labels import match_label
from paper_notes.paper.model import Box, Figure, FigureKind, FigureType, Section

if TYPE_CHECKING:
    from paper_notes.library.paper_settings import Crop

STEMS: dict[FigureKind, str] = {"figure": "fig", "table": "table", "algorithm": "algo"}
TYPES: tuple[FigureType, ...] = ("arch", "method", "result", "ablation", "compare")
LONGEST = 28
"""Characters of a name's last part."""
_WEIGHT: dict[FigureType, float] = {"arch": 0.62, "method": 0.42, "compare": 0.5, "result": 0.4, "ablation": 0.38}
_STOP_WORDS = """
    a an and are as at be both by can each every for from has have how if in into is it its of on or our over per
    that the their them then there these this those to top under using via was we were which while with within
    without figure fig table algorithm shows show showing shown left right bottom middle upper lower see text
    section used illustration illustrations example examples overview different several many some all two three
    four new proposed respectively i ii iii not no than between
"""
_SAID: dict[FigureType, tuple[str, ...]] = {
    "arch": ("architecture",),
    "method": ("method",),
    "result": ("result",),
    "ablation": ("ablat",),
    "compare": ("compar",),
}
"""Words that the type in the name says already."""
_STOP = frozenset(re.findall(r"\w+", _STOP_WORDS))
_STEM = re.compile(r"(fig|table|algo)(?:ure|rithm)?[_-]?([a-z]?\d+(?:[-.]\d+)*)?(?:_|$)", re.I)


def describe_figures(figures: Sequence[Figure], sections: Sequence[Section]) -> tuple[Figure, ...]:
    """Set type, name and importance; names are unique within the paper. A name given by hand stays."""
    taken = {figure.name for figure in figures if figure.origin == "manual"}
    described = []
    for figure in figures:
        kind = figure.type if figure.origin == "manual" and _type_in(figure.name) else type_of(figure, sections)
        name = figure.name if figure.origin == "manual" else _unused(_name(figure, kind, sections), taken)
        taken.add(name)
        importance = _importance(replace(figure, type=kind), figures, sections)
        described.append(replace(figure, type=kind, name=name, importance=importance))
    return tuple(described)


def apply_crops(figures: Sequence[Figure], crops: Sequence[Crop]) -> tuple[Figure, ...]:
    """Figures as ``paper.yml`` wants them: crops replace the found figure of their label or name, or are added."""
    kept = list(figures)
    for crop in crops:
        index = _found(kept, crop)
        if crop.drop:
            if index is not None:
                del kept[index]
            continue
        if index is None:
            made = _from_crop(crop)
            if made is not None:
                kept.append(made)
            continue
        old = kept[index]
        box = Box(*crop.rect) if crop.rect is not None else old.box
        kept[index] = replace(
            old,
            page=crop.page if crop.page is not None and crop.rect is not None else old.page,
            box=box,
            name=safe_stem(crop.name) if crop.name else old.name,
            type=_type_in(crop.name or "") or old.type,
            caption=crop.caption if crop.caption is not None else old.caption,
            origin="manual" if crop.rect is not None or crop.name else old.origin,
            rows=() if crop.rect is not None else old.rows,
            cells=() if crop.rect is not None else old.cells,
            parts=() if crop.rect is not None else old.parts,
        )
    return tuple(kept)


def safe_stem(name: str) -> str:
    """A name as a file's stem: no folders, no dots, no odd characters; "figure" when nothing is left."""
    text = unicodedata.normalize("NFKC", name)
    text = re.sub(r"\.(?:png|svg|jpe?g)$", "", text, flags=re.I)
    text = re.sub(r"[^\w-]+", "_", text).strip("_-")
    return text[:80] or "figure"


def _found(figures: Sequence[Figure], crop: Crop) -> int | None:
    if crop.label:
        wanted = _key(crop.label)
        return next((i for i, figure in enumerate(figures) if _key(figure.label) == wanted), None)
    match = _STEM.match(crop.name or "")
    if match is None or match[2] is None:
        return None
    kind = next(kind for kind, stem in STEMS.items() if stem == match[1].lower())
    number = match[2].lower().replace(".", "-")
    return next(
        (i for i, figure in enumerate(figures) if figure.kind == kind and _number(figure) == number),
        None,
    )


def _from_crop(crop: Crop) -> Figure | None:
    if crop.rect is None or crop.page is None:
        return None
    name = safe_stem(crop.name or crop.label or f"figure_p{crop.page}")
    match = match_label(crop.label or "")
    stem = _STEM.match(name)
    kinds = {stem: kind for kind, stem in STEMS.items()}
    kind = match.kind if match else kinds[stem[1].lower()] if stem else "figure"
    box = Box(*crop.rect)
    return Figure(
        page=crop.page,
        kind=kind,
        number=match.number if match else (stem[2] or "") if stem else "",
        label=crop.label or "",
        caption=crop.caption or "",
        box=box,
        caption_box=Box(box.x0, box.y1, box.x1, box.y1),
        caption_page=crop.page,
        type=_type_in(name) or "result",
        name=name,
        origin="manual",
    )


def _key(label: str) -> str:
    match = match_label(label)
    if match is None:
        return re.sub(r"\W+", "", label).lower()
    return f"{match.series}:{match.kind}:{re.sub(r'[^0-9a-z]+', '-', match.number.lower())}"


def _type_in(name: str) -> FigureType | None:
    parts = name.lower().split("_")
    return next((kind for kind in TYPES if kind in parts[1:2]), None)


def _number(figure: Figure) -> str:
    number = re.sub(r"[^0-9a-z一二三四五六七八九十]+", "-", figure.number.lower()).strip("-")
    first = figure.label[:1].lower()
    series = "s" if first == "s" and not figure.label.lower().startswith("scheme") else "e" if first == "e" else ""
    return f"{series}{number}" if not number.startswith(series) or not series else number


def _name(figure: Figure, kind: FigureType, sections: Sequence[Section]) -> str:
    what = _what(figure.caption, kind)
    if not what and figure.section is not None and figure.section < len(sections):
        what = _what(sections[figure.section].title, kind)
    stem = f"{STEMS[figure.kind]}{_number(figure)}"
    return f"{stem}_{kind}_{what or f'p{figure.page}'}"


def _what(caption: str, kind: FigureType) -> str:
    """A few telling words from the caption's beginning."""
    text = unicodedata.normalize("NFKC", caption)
    if han_count(text[:40]) >= 3:
        clause = re.split(r"[，。；：（(、,;:]", text.strip(), maxsplit=1)[0]
        return "".join(c for c in clause if c.isalnum())[:12].lower()
    text = re.sub(r"[‐-―−]+", "-", text)
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    first = re.split(r"(?<=[a-z\d)])[.;:]\s", re.sub(r"\([^)]{1,12}\)", " ", plain), maxsplit=1)[0]
    words: list[str] = []
    for word in re.findall(r"[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*", first.replace("'", "")):
        word = word.lower().replace("-", "_")
        if word in _STOP or len(word) < 2 or word in words or word.startswith(_SAID[kind]):
            continue
        if words and len("_".join([*words, word])) > LONGEST:
            break
        words.append(word[:LONGEST])
        if len(words) == 3:
            break
    return "_".join(words)


def _unused(name: str, taken: set[str]) -> str:
    candidate, count = name, 1
    while candidate in taken:
        count += 1
        candidate = f"{name}_{count}"
    return candidate


def _importance(figure: Figure, figures: Sequence[Figure], sections: Sequence[Section]) -> float:
    """0 to 1: what a note needs first is the architecture, then the main comparison, as often as the text cites it."""
    score = _WEIGHT[figure.type]
    score += 0.16 * min(len(figure.mentions), 5) / 5
    same = [other for other in figures if other.kind == figure.kind]
    if same and same[0].label == figure.label:
        score += 0.08
    index = figure.section if figure.section is not None else next((m.section for m in figure.mentions), None)
    role = sections[index].role if index is not None and index < len(sections) else None
    if role == "appendix" or (role is None and not figure.mentions):
        score -= 0.25
    elif role in ("introduction", "method", "experiments"):
        score += 0.06
    if figure.kind == "algorithm":
        score += 0.05
    return round(min(max(score, 0.0), 1.0), 3)
