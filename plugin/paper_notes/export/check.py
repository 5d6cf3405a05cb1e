"""Checks a file against a platform's table of forbidden things."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

from paper_notes.errors import UsageError
from paper_notes.export.forbidden import PICTURE_NAME, PLATFORMS, Html, Platform
from paper_notes.export.pictures import MOST_BYTES
from paper_notes.note.document import Document

_STYLE = re.compile(r"\s*([a-z-]+)\s*:\s*([^;]*)")
_BAD_VALUE = re.compile(r"url\(|expression|var\(|@import|javascript:", re.I)
_SCRIPTED = frozenset(("script", "style", "iframe", "object", "embed", "link", "meta", "base", "form", "math"))
_EQUATION = "https://www.zhihu.com/equation?tex="


@dataclass(frozen=True, slots=True)
class Problem:
    """What a platform won't take: line (from 1), words, and where that is known from."""

    line: int
    message: str
    source: str

    def __str__(self) -> str:
        return f"{self.line}: {self.message} ({self.source})"


def check_file(path: Path, target: str) -> list[Problem]:
    """What of a Markdown or HTML file a target doesn't take, by line.

    Raises :class:`UsageError` for a file that is neither, or a target without a table.
    """
    platform = PLATFORMS.get(target)
    suffix = path.suffix.casefold()
    if platform is None:
        raise UsageError(f"--check knows {', '.join(PLATFORMS)}, not {target}")
    try:
        text = path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: can't be read as UTF-8 text") from error
    if suffix in (".html", ".htm"):
        if platform.html is None:
            raise UsageError(f"{target} takes no HTML", "check the Markdown")
        found = check_html(text, platform.html)
    elif suffix in (".md", ".markdown"):
        if not platform.markdown:
            raise UsageError(f"{target} takes no Markdown", "check the HTML")
        found = check_markdown(text, platform)
    else:
        raise UsageError(f"{path}: neither Markdown nor HTML")
    return sorted([*found, *_pictures(text, path.parent)], key=lambda problem: problem.line)


def check_markdown(text: str, platform: Platform) -> list[Problem]:
    """What of a Markdown text a platform doesn't take; code is left out, and all but prose where a rule says so."""
    bare = _without_code(text)
    plain = _without_code(text, prose_only=True)
    found = []
    for rule in platform.markdown:
        searched = plain if rule.prose_only else bare
        for match in rule.pattern.finditer(searched):
            line = text.count("\n", 0, match.start()) + 1
            found.append(Problem(line, f"{rule.name}: {rule.message}", rule.source))
    return found


def check_html(text: str, rules: Html) -> list[Problem]:
    """What of an HTML text a platform doesn't take."""
    reader = _Reader(rules)
    reader.feed(text)
    reader.close()
    return reader.found


class _Reader(HTMLParser):
    def __init__(self, rules: Html) -> None:
        super().__init__(convert_charrefs=True)
        self.rules = rules
        self.found: list[Problem] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.rules.tags:
            what = "scripts, styles and MathML are removed" if tag in _SCRIPTED else "it is removed"
            self._say(f"<{tag}>: {what}")
            return
        allowed = self.rules.attributes.get(tag, frozenset()) | self.rules.attributes.get("*", frozenset())
        for name, value in attrs:
            if name not in allowed:
                self._say(f"{name} of <{tag}> is removed")
            elif name == "style":
                self._style(value or "")
            elif name == "href" and urlsplit(value or "").scheme not in self.rules.links:
                self._say(f"the link to {value} is removed")
            elif name == "src":
                self._source(value or "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_comment(self, data: str) -> None:
        self._say("comments are removed")

    def _style(self, style: str) -> None:
        if self.rules.styles is None:
            self._say("styles are removed")
            return
        for name, value in _STYLE.findall(style):
            if name not in self.rules.styles or _BAD_VALUE.search(value):
                self._say(f"the style {name}: {value.strip()} is removed")

    def _source(self, address: str) -> None:
        if address.startswith("data:") and not re.match(r"data:image/(?:png|jpeg);base64,", address):
            self._say("a picture in the text must be PNG or JPEG")
        elif re.search(r"\.(?:svgz?|webp|avif|tiff?|bmp)(?:[?#]|$)", address, re.I):
            self._say(f"the picture {address} must be PNG or JPEG")
        elif " " in address or ("%20" in address and not address.startswith(_EQUATION)):
            self._say(f"the address of the picture {address} has a space")

    def _say(self, message: str) -> None:
        self.found.append(Problem(self.getpos()[0], message, self.rules.source))


def _without_code(text: str, *, prose_only: bool = False) -> str:
    """The text with code (its fences' first lines but for it), and all but prose if asked, blanked; lines stay."""
    document = Document(text)
    hidden: list[tuple[int, int]] = []
    for block in document.blocks:
        if block.kind == "code":
            first = text.find("\n", block.start)
            hidden.append((first if 0 <= first < block.end else block.start, block.end))
        if block.kind in ("formula", "html") and prose_only:
            hidden.append((block.start, block.end))
        hidden += [
            (s.start, s.end) for s in block.spans if s.kind == "code" or (prose_only and s.kind in ("formula", "html"))
        ]
        # equation pictures carry LaTeX in their attributes
        hidden += [(s.start, s.end) for s in block.spans if s.kind == "html" and 'eeimg="1"' in s.content]
    characters = list(text)
    for start, end in hidden:
        characters[start:end] = [c if c == "\n" else " " for c in characters[start:end]]
    return re.sub(r'<img [^<>]*eeimg="1">', lambda image: " " * len(image[0]), "".join(characters))


def _pictures(text: str, folder: Path) -> Iterator[Problem]:
    """Local pictures: they must be there, PNG or JPEG, at most a megabyte, with plain names."""
    for match in re.finditer(r"!\[[^\]]*\]\(<?([^)\s>]+)|<img[^>]*?\ssrc=\"([^\"]+)\"", text):
        address = match[1] or match[2]
        if urlsplit(address).scheme or address.startswith("//"):
            continue
        line, path = text.count("\n", 0, match.start()) + 1, folder / address
        if not PICTURE_NAME.fullmatch(path.name):
            yield Problem(line, f"{path.name}: name pictures with a-z, 0-9 and hyphens, .png or .jpg", "md2zhihu 15")
        if not path.is_file():
            yield Problem(line, f"there is no picture {address}", "the file system")
        elif path.stat().st_size > MOST_BYTES:
            yield Problem(line, f"{address} is over a megabyte", "developers.weixin.qq.com, uploadimg")
        elif path.read_bytes()[:8] not in (b"\x89PNG\r\n\x1a\n",) and path.read_bytes()[:3] != b"\xff\xd8\xff":
            yield Problem(line, f"{address} is neither PNG nor JPEG", "developers.weixin.qq.com, uploadimg")
