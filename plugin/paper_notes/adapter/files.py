"""Files of a library as MkDocs sees them, and a record of the files that each page asked MkDocs for."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path

from mkdocs.structure.files import File, Files

from paper_notes.site.kept_pages import Lookup
from paper_notes.site.published import link_or_copy


class NoteFile(File):
    """A note, whose text has been read already; ``text`` gives it."""

    text: Callable[[], str]

    @property
    def content_string(self) -> str:
        if self._content is not None or self.abs_src_path is None:
            return super().content_string
        return self.text().replace("\r\n", "\n").replace("\r", "\n")  # as a file that is opened as text is read

    @content_string.setter
    def content_string(self, value: str) -> None:
        self._content = value
        self.abs_src_path = None


class KeptFile(File):
    """A note whose page was made by an earlier build: for MkDocs no page to be made, and still a target of links."""

    html: Path

    def is_documentation_page(self) -> bool:
        return False

    def copy_file(self, dirty: bool = False) -> None:
        target = Path(self.abs_dest_path)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.unlink(missing_ok=True)
        link_or_copy(self.html, target)

    @classmethod
    def of(cls, file: File, html: Path) -> KeptFile:
        """In place of a file; it has the same addresses."""
        kept = cls(
            file.src_uri,
            file.src_dir,
            file.dest_dir,
            file.use_directory_urls,
            dest_uri=file.dest_uri,
            inclusion=file.inclusion,
        )
        kept.generated_by, kept.abs_src_path, kept.html = file.generated_by, file.abs_src_path, html
        return kept


class AskedFiles(Files):
    """The site's files; ``asked`` gathers what a page was told of them, by the path that it asked for."""

    asked: dict[str, Lookup] | None = None

    def get_file_from_path(self, path: str) -> File | None:
        file = super().get_file_from_path(path)
        if self.asked is not None:
            self.asked[os.fspath(path)] = looked_up(file)
        return file

    @classmethod
    def of(cls, files: Iterable[File]) -> AskedFiles:
        """The same files."""
        return cls(list(files))


def looked_up(file: File | None) -> Lookup:
    """What a page learns of a file that it asks for."""
    return None if file is None else (file.src_uri, file.url, file.inclusion.is_excluded())
