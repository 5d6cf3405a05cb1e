"""The page that holds the index of notes: one of the user's that asks for it, else one of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from paper_notes.site.index import has_index, index_page, insert_index, render_index
from paper_notes.site.kinds.kind import PageKind, SitePage
from paper_notes.site.notes import relative_url
from paper_notes.site.thumbnails import figure_thumbnail


class Index(PageKind):
    """One page of the site."""

    in_navigation = True

    def claims(self, page: SitePage, markdown: str) -> bool:
        return not self.pages and has_index(markdown)

    def generated(self, have: Callable[[str], bool]) -> Mapping[str, str]:
        if self.pages:
            return {}
        home = have("index.md") or have("README.md")
        return {f"{self.site.notes_dir}/index.md" if home else "index.md": index_page(self.site.language)}

    def take(self, page: SitePage) -> None:
        super().take(page)
        # MkDocs calls the home page's file so, and its page ""
        self.site.index_url = "" if page.url in (".", "./") else page.url

    def whole(self, source: str, html: str) -> str:
        return insert_index(html, self._index(self.site.index_url or ""))

    def _index(self, url: str) -> str:
        site = self.site
        thumbnails = {
            slug: thumbnail
            for slug, page in site.notes.main.items()
            if (thumbnail := site.pictured(page.entry, figure_thumbnail))
        }
        return render_index(
            (page.entry for page in site.notes.main.values()),
            {slug: relative_url(page.url, url) for slug, page in site.notes.main.items()},
            thumbnails,
            {slug: relative_url(site.published.picture(each.path), url) for slug, each in thumbnails.items()},
            site.language,
            {slug: place for place, slug in enumerate(site.notes.relations.order)},
        )
