"""What Material's pages do otherwise than a site of notes wants."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from paper_notes.site.interface import INTERFACE
from paper_notes.site.templates import render

_THEMES_OWN = re.compile(r"<h1>404 - Not found</h1>")
_SEARCH = {"zh": "搜索", "en": "Search"}


def adapt_theme(html: str, language: str) -> str:
    """The page without the theme's request for a repository's stars, and with a name for its search dialog."""
    return html.replace(' data-md-component="source"', "").replace(
        'class="md-search" data-md-component="search" role="dialog"',
        f'class="md-search" data-md-component="search" role="dialog" aria-label="{_SEARCH[language]}"',
    )


def render_not_found(output: str, language: str, site_url: str, index_url: str) -> str:
    """The page that a server shows for an address which the site doesn't have: the theme's with a way on, in the site's
    language; a theme's page that is another stays as it is.

    It is shown for addresses at any depth, so its link starts at the site's root; ``index_url`` is relative to it.
    """
    root = urlsplit(site_url).path.rstrip("/")
    content = render("not_found.html", words=INTERFACE[language], url=f"{root}/{index_url.removeprefix('./')}")
    return _THEMES_OWN.sub(lambda _: content, output, count=1)
