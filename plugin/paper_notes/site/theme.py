"""Two things that Material's pages do otherwise than a site of notes wants; both are attributes in a page's HTML."""

from __future__ import annotations

_SEARCH = {"zh": "搜索", "en": "Search"}


def adapt_theme(html: str, language: str) -> str:
    """The page without the theme's request for a repository's stars, and with a name for its search dialog."""
    return html.replace(' data-md-component="source"', "").replace(
        'class="md-search" data-md-component="search" role="dialog"',
        f'class="md-search" data-md-component="search" role="dialog" aria-label="{_SEARCH[language]}"',
    )
