"""What each platform doesn't take, as data: from its documentation, or from what users of other tools report.

``source`` names where it is known from: a project and the number of its issue, or the page of the documentation.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_BLOCKS = _words("p h2 h3 blockquote ul ol li pre code table tbody tr th td img br hr strong em del sup sub")
_SHAPES = _words("svg g path rect polygon")
_SHAPE_ATTRIBUTES = _words("role aria-label style xmlns viewbox fill d x y width height points stroke stroke-width")
PICTURE_NAME = re.compile(r"[a-z0-9-]+\.(?:png|jpg)")
"""File names that every platform's upload keeps."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A mark that may not stand in a text outside code; ``prose_only`` leaves formulas and HTML out too."""

    name: str
    pattern: re.Pattern[str]
    message: str
    source: str
    prose_only: bool = False


@dataclass(frozen=True, slots=True)
class Html:
    """What HTML a platform keeps. ``styles`` None: none at all; ``links`` are the schemes that may be linked."""

    tags: frozenset[str]
    attributes: dict[str, frozenset[str]]
    styles: frozenset[str] | None
    links: frozenset[str]
    source: str


@dataclass(frozen=True, slots=True)
class Limits:
    """Characters and bytes; 0 for no limit that is known."""

    characters: int = 0
    bytes: int = 0
    source: str = ""


@dataclass(frozen=True, slots=True)
class Platform:
    """One target's table."""

    html: Html | None = None
    markdown: tuple[Pattern, ...] = ()
    limits: Limits = field(default_factory=Limits)


def _pattern(name: str, pattern: str, message: str, source: str, prose_only: bool = False) -> Pattern:
    return Pattern(name, re.compile(pattern, re.M | re.I), message, source, prose_only)


_SPACE = _pattern(
    "space-in-address",
    r"!\[[^\]]*\]\([^)\s]*(?:[ ]|%20)[^)\s\"']*[^)]*\)",
    "an image's address has a space: the picture is lost on import",
    "md2zhihu 15 and 22, Markdown4Zhihu 6",
)
_SVG = _pattern(
    "svg-picture",
    r"!\[[^\]]*\]\([^)]*\.svgz?(?:[?#][^)]*)?\)|<img[^>]+src=[\"'][^\"']*\.svgz?[\"'?#]|data:image/svg|<svg\b",
    "SVG pictures aren't taken: use PNG",
    "mp-preview 28, edgeever 92",
)
_WEBP = _pattern(
    "picture-format",
    r"!\[[^\]]*\]\([^)]*\.(?:webp|avif|tiff?|bmp)(?:[?#][^)]*)?\)",
    "pictures must be PNG or JPEG",
    "developers.weixin.qq.com, uploadimg",
)
_ENTITY = _pattern(
    "entity",
    r"(?<!\\)&(?:amp|lt|gt|#\d+|#x[0-9a-f]+|nbsp);",
    "an entity would be shown as it stands: write the character",
    "precaution: the character itself is read the same everywhere",
    prose_only=True,
)
_MATH_FENCE = _pattern(
    "math-fence", r"^[ \t>]*(?:```|~~~)+[ \t]*math\b", "a math fence is shown as code", "trial of md2zhihu"
)
_FRONT = _pattern(
    "front-matter",
    r"\A\ufeff?---[ \t]*\n",
    "front matter is shown as text",
    "precaution: no editor but Juejin's is known to read it",
)
_LOCAL_PDF = _pattern(
    "local-paper",
    r"\]\((?:\./)?paper\.pdf",
    "a link to paper.pdf leads nowhere there",
    "precaution: the paper isn't uploaded with the text",
)
_COMMENT = _pattern("comment", r"<!--", "a comment is shown as text", "precaution: editors that escape HTML show it")
_SCRIPT = _pattern(
    "script", r"<(?:script|style|iframe|object|embed)\b", "scripts and styles are removed", "bytemd, its sanitiser"
)
_BRACKETS = _pattern(
    "bracketed-formula",
    r"\\\((?=[^\n]{1,400}\\\))|^\\\[(?=\s*$)",
    "formulas must stand between $ or $$",
    "bytemd's plugin for KaTeX",
    prose_only=True,
)
_DOLLAR_LINES = _pattern(
    "display-in-line",
    r"^(?![ \t>]*\$\$[ \t]*$)[^\n]*(?<!\\)\$\$",
    "$$ must stand on a line of its own",
    "bytemd's plugin for KaTeX",
)
_DOLLARS = _pattern(
    "dollar-formula",
    r"(?<!\\)\$\$|(?<![\\$\w])\$(?=[^\s$][^$\n]*(?:\\[a-zA-Z]+|[_^{}=])[^$\n]*(?<!\s)\$(?!\d))",
    "formulas between $ aren't read: they must be equation pictures",
    "mdnice 106 and 108",
)
_COLGROUP = _pattern("colgroup", r"<col(?:group)?\b", "a table with colgroup comes out empty", "md2zhihu 22")

_WECHAT_STYLES = _words(
    """margin margin-top margin-right margin-bottom margin-left padding padding-top padding-right padding-bottom
    padding-left font-size font-weight font-style font-family line-height color background-color text-align
    text-decoration vertical-align width height max-width min-width overflow overflow-x overflow-y white-space
    word-break overflow-wrap border border-top border-right border-bottom border-left border-radius
    border-collapse box-sizing display list-style-type opacity letter-spacing text-indent"""
)

PLATFORMS: dict[str, Platform] = {
    "zhihu": Platform(
        html=Html(
            tags=_BLOCKS | {"figure", "figcaption", "a", "b", "i"},
            attributes={
                "img": frozenset(("src", "alt", "eeimg")),
                "a": frozenset(("href",)),
                "pre": frozenset(("lang",)),
                "ol": frozenset(("start",)),
                "th": frozenset(("colspan", "rowspan")),
                "td": frozenset(("colspan", "rowspan")),
            },
            styles=None,
            links=frozenset(("http", "https", "mailto")),
            source="Zhihu's editor; md2zhihu 22",
        ),
        markdown=(
            _FRONT,
            _SPACE,
            _SVG,
            _WEBP,
            _ENTITY,
            _MATH_FENCE,
            _DOLLARS,
            _LOCAL_PDF,
            _COMMENT,
            _SCRIPT,
            _COLGROUP,
        ),
    ),
    "juejin": Platform(
        markdown=(_SPACE, _SVG, _WEBP, _ENTITY, _MATH_FENCE, _DOLLAR_LINES, _BRACKETS, _LOCAL_PDF, _COMMENT, _SCRIPT)
    ),
    "wechat": Platform(
        html=Html(
            tags=_BLOCKS | _SHAPES | {"section", "span", "h4"},
            attributes={
                "*": frozenset(("style",)),
                "img": frozenset(("src", "alt", "style", "data-ratio", "data-w")),
                "ol": frozenset(("start", "style")),
                "th": frozenset(("colspan", "rowspan", "style")),
                "td": frozenset(("colspan", "rowspan", "style")),
                **dict.fromkeys(_SHAPES, _SHAPE_ATTRIBUTES),
            },
            styles=_WECHAT_STYLES,
            links=frozenset(),
            source="doocs/md 521, 907, 1042 and 1585; mdnice 15, 66 and 137",
        ),
    ),
    "notion": Platform(
        markdown=(_FRONT, _SPACE, _SVG, _ENTITY, _MATH_FENCE, _DOLLAR_LINES, _LOCAL_PDF, _COMMENT, _SCRIPT)
    ),
    "obsidian": Platform(markdown=(_SPACE, _SVG, _ENTITY, _MATH_FENCE, _DOLLAR_LINES, _BRACKETS, _LOCAL_PDF, _SCRIPT)),
}

DRAFT = Limits(20_000, 1_000_000, "developers.weixin.qq.com, draft/add")
"""What WeChat's draft API takes: fewer characters and bytes than these."""
