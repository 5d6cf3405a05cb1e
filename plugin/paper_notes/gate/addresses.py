"""Where a text from outside may lead.

Within the site: to the note's own PDF, images and sections, and to other pages, by relative addresses. Out of it: only
by a plain link that a reader follows, to arXiv or a DOI, to the address that the user gave in ``paper.yml``, or to one
that the paper itself prints. Nothing is ever loaded from elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import unquote, urlsplit

KNOWN_HOSTS = frozenset({"arxiv.org", "doi.org", "dx.doi.org"})
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg")
_SHORTEST_PRINTED = 8
"""Characters; a shorter address is found in too many texts by chance."""
_UNSAFE = re.compile(r"[\s\\<>\"`\x00-\x20]")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


def nothing_printed() -> str:
    """The text of a paper that isn't there."""
    return ""


@dataclass
class Addresses:
    """The addresses outside the site that one paper justifies.

    ``given`` are the user's; ``printed`` returns the paper's text and is asked only when a link leads elsewhere.
    """

    given: Iterable[str] = ()
    printed: Callable[[], str] = field(default=nothing_printed)

    @cached_property
    def _given(self) -> frozenset[str]:
        return frozenset(link.casefold().rstrip("/") for link in self.given)

    @cached_property
    def _printed(self) -> str:
        return re.sub(r"\s+", "", self.printed()).casefold()

    def justified(self, url: str) -> bool:
        """Whether a link may lead to this absolute address; ``www.…`` counts as one."""
        if _UNSAFE.search(url):
            return False
        try:
            parts = urlsplit(url if "://" in url else f"https://{url}")
            host = parts.hostname or ""
        except ValueError:
            return False
        if parts.scheme not in ("http", "https") or parts.username or parts.password or not host:
            return False
        whole = url.casefold().rstrip("/")
        if "://" not in url and not whole.startswith("www."):
            return False
        if whole.partition("#")[0].rstrip("/") in self._given or (host in KNOWN_HOSTS and not parts.query):
            return True
        bare = whole.split("://", 1)[-1]
        return len(bare) >= _SHORTEST_PRINTED and _stands_in(bare, self._printed)

    def link(self, href: str) -> bool:
        """Whether a link of a page may have this address."""
        if href.startswith("#"):
            return not re.search(r"[\x00-\x20\"<>`\\]", href)
        if _SCHEME.match(href):
            return self.justified(href)
        return within_site(href)

    def picture(self, source: str) -> bool:
        """Whether an image may have this address: that of a picture beside the note."""
        path = unquote(source).partition("#")[0]
        return within_site(source) and "?" not in source and path.casefold().endswith(PICTURES)


def within_site(address: str) -> bool:
    """Whether an address is relative and stays so however a browser reads it."""
    if not address or _UNSAFE.search(address) or _SCHEME.match(address) or address[0] in "/?":
        return False
    return ":" not in address.partition("/")[0].partition("#")[0]


def _stands_in(address: str, text: str) -> bool:
    """Whether the text holds the address whole, not as the beginning of a longer name."""
    at = text.find(address)
    while at >= 0:
        after = text[at + len(address) : at + len(address) + 1]
        if not (after.isalnum() or after in ("-", "_")) or not after:
            return True
        at = text.find(address, at + 1)
    return False
