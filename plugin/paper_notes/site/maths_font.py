"""The maths font that the site serves: STIX Two Math, cut down to the characters that its formulas use.

Without a font that has a MATH table browsers can't stretch brackets or place scripts. The whole font weighs 0.4 MB as
WOFF2; Latin, Greek, the common operators and what the notes use besides weigh about 60 KB.
"""

from __future__ import annotations

import contextlib
import hashlib
from importlib.metadata import version
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

from paper_notes.cache.sealed import read_sealed, seal
from paper_notes.files import write_atomically

FONT_NAME = "stix-two-math.woff2"
LICENCE_NAME = "stix-two-math-licence.txt"

_COMMON = (
    frozenset(map(chr, range(0x20, 0x7F)))
    | frozenset(map(chr, range(0x391, 0x3CA)))  # Greek
    | frozenset(map(chr, range(0x1D434, 0x1D468)))  # italic letters, to which browsers map <mi>x</mi>
    | frozenset(map(chr, range(0x1D6E2, 0x1D71C)))  # italic Greek
    | frozenset("ℎ∑∏∫√∂∇∞≤≥≠≈∈∉⊂⊆∪∩→←⇒⇔↦·×÷±⋅…⋯‖∥⟨⟩⌈⌉⌊⌋∼≡∝∀∃∧∨⊕⊗⊙′−∗ℝ𝔼ℕℙ\u2061\u2062")
)
_LICENCE = (
    "STIX Two Math, {version}\n{copyright}\n{trademark}\n\n{licence}\n\n"
    "The file beside this one is a subset of that font in WOFF2 form, made while this site was built.\n"
)


def make_maths_font(characters: set[str], cache: Path) -> tuple[bytes, str]:
    """WOFF2 bytes of the subset with ``characters`` and the common ones, and the licence text to serve beside it.

    Kept in ``cache`` under a name that covers the characters and the versions of what makes it.
    """
    wanted = sorted(_COMMON | {c for c in characters if c.isprintable()})
    key = "\n".join(["1", version("ziamath"), version("fonttools"), "".join(wanted)])
    kept = cache / f"{hashlib.sha256(key.encode()).hexdigest()[:20]}.woff2"
    licence = kept.with_suffix(".txt")
    found, licensed = read_sealed(kept), read_sealed(licence)
    if found is not None and licensed is not None:
        return found, licensed.decode()
    font, text = _subset("".join(wanted))
    with contextlib.suppress(OSError):  # made again the next time
        write_atomically(licence, seal(licence.name, text.encode()))
        write_atomically(kept, seal(kept.name, font))
    return font, text


def _subset(text: str) -> tuple[bytes, str]:
    # Imported here: most builds find the font in the cache.
    from fontTools import subset
    from fontTools.ttLib import TTFont

    options = subset.Options()
    options.layout_features = ["ssty", "ccmp", "mark", "mkmk"]
    options.hinting = False
    options.notdef_outline = True
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 7, 13, 14]
    with TTFont(_whole_font(), recalcTimestamp=False) as font:
        names = {record.nameID: str(record) for record in font["name"].names}
        subsetter = subset.Subsetter(options)
        subsetter.populate(text=text)
        subsetter.subset(font)
        font.flavor = "woff2"
        out = BytesIO()
        font.save(out)
    licence = _LICENCE.format(
        version=names.get(5, ""), copyright=names.get(0, ""), trademark=names.get(7, ""), licence=names.get(13, "")
    )
    return out.getvalue(), licence


def _whole_font() -> Path:
    """ziamath carries the font; finding it doesn't import the package, which would load all of it."""
    spec = find_spec("ziamath")
    assert spec is not None and spec.submodule_search_locations is not None
    return Path(spec.submodule_search_locations[0]) / "fonts" / "STIXTwoMath-Regular.ttf"
