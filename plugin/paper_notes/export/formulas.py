"""Formulas as drawings: SVG made of paths alone, for editors that strip ids, and PNG for those that strip SVG.

LaTeX is read by the converter that the site uses, so that what the site shows and what is drawn can't part ways;
ziamath sets its MathML in STIX Two Math. Characters which that font lacks (Chinese in ``\\text``) come from the
fallback font that PyMuPDF carries.
"""

from __future__ import annotations

import html
import re
import warnings
from dataclasses import dataclass
from functools import cache, lru_cache
from io import BytesIO
from typing import Any
from xml.etree import ElementTree as ET

from math_core import LatexError
from PIL import Image

from paper_notes.export.model import Article, ExportError
from paper_notes.site.maths import latex_to_mathml

EM = 16.0
"""Units of a drawing to one em of the text around it."""

PNG_SCALE = 3.0
"""Pixels of a PNG to one unit: sharp on the screens of telephones."""

_TAG = re.compile(r"\\tag\*?\s*\{([^{}]*)\}")
_LABEL = re.compile(r"\\label\s*\{[^{}]*\}|\\(?:nonumber|notag)\b")
_SELECTORS = re.compile("[\ufe00-\ufe0f\u2061-\u2064\u200b]")
_INVISIBLE = frozenset("\u2061\u2062\u2063\u2064\u200b \u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a")
_TOKENS = frozenset(("mi", "mn", "mo", "mtext", "ms"))
_ALIGNED = re.compile(r"text-align:\s*(left|right|center)")
_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)[A-Za-z][A-Za-z0-9]*;")
_LAST_LATIN = 0x2E7F
_LARGEST = 400.0
"""Ems beyond which a drawing can't be right."""


class FormulaError(ValueError):
    """Why a formula can't be drawn."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A formula's SVG (``fill="currentColor"``, no ids), and its size and depth below the baseline, in em."""

    svg: str
    width: float
    height: float
    depth: float

    def element(self, latex: str, style: str) -> str:
        """The ``<svg>`` with a style and the LaTeX as its label."""
        from markupsafe import escape

        return self.svg.replace("<svg ", f'<svg role="img" aria-label="{escape(latex)}" style="{style}" ', 1)

    def png(self) -> tuple[bytes, int, int]:
        """The formula in black on white: PNG, width and height in pixels."""
        return _png(self)


def number_of(latex: str) -> str:
    """The formula's own number, as ``\\tag`` gives it; "" for none."""
    match = _TAG.search(latex)
    return match[1].strip() if match else ""


@lru_cache(maxsize=8192)
def mathml(latex: str, display: bool) -> str:
    """A ``<math>`` element; raises :class:`FormulaError`."""
    try:
        return latex_to_mathml(_LABEL.sub("", _TAG.sub("", latex)).strip(), display=display)
    except LatexError as error:
        raise FormulaError(str(error)) from error


@lru_cache(maxsize=8192)
def draw(latex: str, display: bool) -> Drawing:
    """A formula as paths; raises :class:`FormulaError` when any of it would be missing."""
    root = _plain(ET.fromstring(_ENTITY.sub(lambda each: html.unescape(each[0]), mathml(latex, display))))
    number = number_of(latex)
    if display and number:
        _append_number(root, number)
    ziamath, font = _typesetter()
    missing = sorted({c for c in "".join(root.itertext()) if c not in _INVISIBLE and not font.has(c)})
    if missing:
        raise FormulaError(f"no font here has {' '.join(missing)}")
    try:
        drawn = ziamath.Math(root, size=EM, font=font.name, margin=0.5)
        svg = drawn.svgxml()
        depth = -drawn.getyofst()
    except (IndexError, KeyError, TypeError, ValueError, AttributeError, ZeroDivisionError, RecursionError) as error:
        raise FormulaError(f"it can't be typeset ({type(error).__name__})") from error
    width, height = float(svg.get("width", 0)), float(svg.get("height", 0))
    if not (0 < width < _LARGEST * EM and 0 < height < _LARGEST * EM):
        raise FormulaError("its size can't be told")
    box = [float(value) for value in (svg.get("viewBox") or "0 0 0 0").split()]
    body = "".join(_shape(shape) for shape in svg)
    text = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{_short(box[0])} {_short(box[1])} {_short(width)} '
        f'{_short(height)}" fill="currentColor">{body}</svg>'
    )
    return Drawing(text, width / EM, height / EM, max(0.0, depth + 0.5) / EM)


def prepare(article: Article) -> None:
    """Load what drawing the article's formulas takes."""
    from paper_notes.export.maths_typeface import prepare_fallback

    prepare_fallback("".join(char for each in article.formulas for char in each.latex if ord(char) > _LAST_LATIN))


def check_formulas(article: Article) -> None:
    """Raise :class:`ExportError`, with the place, for the first formula that can't be shown."""
    for formula in article.formulas:
        try:
            mathml(formula.latex, formula.display)
        except FormulaError as error:
            raise ExportError(*_blame(article, formula.latex, formula.line, error)) from error


def drawing(article: Article, latex: str, display: bool, line: int) -> Drawing:
    """:func:`draw`, its error worded for the person who wrote the note."""
    try:
        return draw(latex, display)
    except FormulaError as error:
        raise ExportError(*_blame(article, latex, line, error)) from error


def _blame(article: Article, latex: str, line: int, error: FormulaError) -> tuple[str, str]:
    short = " ".join(latex.split())
    short = short if len(short) <= 60 else short[:59] + "…"
    return f"{article.entry.path}:{line}: the formula {short!r} can't be shown: {error}", "write it another way"


def _plain(math: ET.Element) -> ET.Element:
    """MathML as ziamath understands it: no annotations, no empty tokens, alignment as an attribute."""
    for parent in list(math.iter()):
        for place, child in reversed(list(enumerate(parent))):
            if child.tag in ("annotation", "annotation-xml"):
                parent.remove(child)
            elif child.tag == "semantics":
                inner = [each for each in child if not each.tag.startswith("annotation")]
                parent[place : place + 1] = inner
        if match := _ALIGNED.search(parent.get("style", "")):
            parent.set("columnalign", match[1])
    for element in list(math.iter()):
        if element.tag in _TOKENS:
            if len(element):  # \textbf inside \text: ziamath draws the text of the token alone
                element.text = "".join(element.itertext())
                for child in list(element):
                    element.remove(child)
            element.text = _SELECTORS.sub("", element.text or "")
            if not element.text.strip() and element.tag != "mtext":
                element.tag, element.text = "mspace", None
            elif not element.text:
                element.tag = "mspace"
        elif element.tag in ("mrow", "mtd") and not len(element):
            ET.SubElement(element, "mspace", {"width": "0em"})
    return math


def _append_number(math: ET.Element, number: str) -> None:
    inner = list(math)
    for child in inner:
        math.remove(child)
    row = ET.SubElement(math, "mrow")
    row.extend(inner)
    ET.SubElement(row, "mspace", {"width": "2em"})
    ET.SubElement(row, "mtext").text = f"({number})"


def _shape(shape: ET.Element) -> str:
    """A path or rectangle with the attributes that draw it; black is left to the text's colour."""
    kept = {key: value for key, value in shape.attrib.items() if key in ("d", "x", "y", "width", "height", "points")}
    if shape.tag == "path":
        kept["d"] = _path(kept.get("d", ""))
    fill = shape.get("fill", "")
    if fill not in ("", "black", "currentColor"):
        kept["fill"] = fill
    stroke = shape.get("stroke", "")
    if stroke and stroke != "none":
        kept["stroke"] = "currentColor" if stroke == "black" else stroke
        kept["stroke-width"] = shape.get("stroke-width", "1")
    inner = "".join(_shape(child) for child in shape)
    written = "".join(f' {key}="{value}"' for key, value in kept.items())
    return f"<{shape.tag}{written}>{inner}</{shape.tag}>"


def _path(data: str) -> str:
    """Path data with two decimals, without the spaces that mean nothing."""
    data = re.sub(r"-?\d+\.\d+", lambda number: _short(float(number[0])), data)
    data = re.sub(r"([ML]) (\S+ \S+) L \2 ", r"\1 \2 ", data)
    return re.sub(r" ?([A-Za-z]) ?", r"\1", data).strip().replace(" -", "-")


def _short(value: float) -> str:
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


@lru_cache(maxsize=8192)
def _png(drawn: Drawing) -> tuple[bytes, int, int]:
    from paper_notes.paper.pdf.mupdf import pymupdf

    svg = drawn.svg.replace("currentColor", "#000000")
    size = f'width="{drawn.width * EM:.2f}" height="{drawn.height * EM:.2f}" '
    with pymupdf.open(stream=svg.replace("<svg ", f"<svg {size}", 1).encode(), filetype="svg") as document:
        page = document[0]
        zoom = PNG_SCALE * drawn.width * EM / max(page.rect.width, 0.1)
        pixmap = page.get_pixmap(matrix=pymupdf.Matrix(zoom, zoom), alpha=False)
    picture = Image.frombytes("RGB", (pixmap.width, pixmap.height), pixmap.samples).convert("L")
    out = BytesIO()
    picture.quantize(16).save(out, "PNG", optimize=True)
    return out.getvalue(), pixmap.width, pixmap.height


@cache
def _typesetter() -> tuple[Any, Any]:
    """ziamath and the font it is to use; loaded when a formula is first drawn."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # its own, which nobody who builds a site can mend
        import ziamath
        import ziamath.zmath
        from ziamath.config import config

    from paper_notes.export.maths_typeface import make_typeface

    config.svg2 = False
    font = make_typeface()
    ziamath.zmath.loadedfonts[font.name] = font
    return ziamath, font
