"""Brings a library's notes, images and PDFs into the site, and the pages that are made for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from paper_notes.adapter.files import NoteFile
from paper_notes.adapter.telling import log
from paper_notes.files import is_outside
from paper_notes.library.folders import PLAIN_NOTE, Library, PaperFolder
from paper_notes.messages import say
from paper_notes.note.opened import OpenedNotes
from paper_notes.site.collection import Collection
from paper_notes.site.files import HARMLESS_SUFFIXES, body_alone, published_files
from paper_notes.site.kinds.kind import SitePage


def bring_in(
    library: Library,
    folders: Iterable[PaperFolder],
    site: Collection,
    opened: OpenedNotes,
    files: Files,
    config: MkDocsConfig,
) -> None:
    """Add the files of all folders to the site's, and the pages that are made of them."""
    for page in files.documentation_pages():
        site.claim(_placed(page), page.content_string)
    for folder in folders:
        if is_outside(folder.path, library.root) or not _is_text(folder.path):
            continue  # the build has told the one; the other is told here
        notes = {folder.note, *folder.translations().values()}
        for path, uri in _published(library, folder, site, files):
            file = _file(library, folder, path, uri, config, opened if path in notes else None)
            if path in notes and not site.add(folder, path, uri, file.url):
                body = body_alone(path)
                if body is None:
                    continue
                # MkDocs must not read the front matter that our own reading refused
                file = File.generated(config, uri, content=body, inclusion=InclusionLevel.NOT_IN_NAV)
            files.append(file)
            if path not in notes:
                site.add_stray(folder, uri)
    site.arrange()
    for kind, uri, content in site.generated(lambda uri: files.get_file_from_path(uri) is not None):
        inclusion = InclusionLevel.UNDEFINED if kind.in_navigation else InclusionLevel.NOT_IN_NAV
        file = File.generated(config, uri, content=content, inclusion=inclusion)
        files.append(file)
        kind.take(_placed(file))


def _published(library: Library, folder: PaperFolder, site: Collection, files: Files) -> Iterator[tuple[Path, str]]:
    """Path and address of each file of a folder that is published; what stands in the way of others is told."""
    for path in published_files(folder):
        uri = path.relative_to(library.root.parent).as_posix()
        if site.site.notes.raw_html == "forbid" and path.suffix.casefold() not in HARMLESS_SUFFIXES:
            log.warning(
                say(
                    f"{path}: not published, for it may hold script (raw_html: forbid)",
                    f"{path}：可能含有脚本，没有发布（raw_html: forbid）",
                )
            )
        elif files.get_file_from_path(uri) is not None:
            log.warning(
                say(
                    f"{path}: the site has a page at this address already; rename the folder",
                    f"{path}：网站在这个地址上已有页面；请给文件夹改名",
                )
            )
        else:
            yield path, uri


def _file(
    library: Library, folder: PaperFolder, path: Path, uri: str, config: MkDocsConfig, opened: OpenedNotes | None
) -> File:
    """A file of the library as MkDocs knows it; a note's text is taken from those that are ``opened``."""
    made = NoteFile if opened else File
    file = made(uri, str(library.root.parent), config.site_dir, config.use_directory_urls)
    file.inclusion = InclusionLevel.NOT_IN_NAV
    if path == folder.note and path.name != PLAIN_NOTE:  # the page of its folder all the same
        plain = uri.replace(path.name, PLAIN_NOTE)
        file.dest_uri = File(plain, "", config.site_dir, config.use_directory_urls).dest_uri
    if isinstance(file, NoteFile) and opened:
        file.text = partial(opened.text, path)
    return file


def _is_text(path: Path) -> bool:
    """Whether the folder's name can be part of an address; one that can't is told."""
    try:
        path.name.encode()
    except UnicodeEncodeError:
        log.warning(
            say(
                f"{path}: not published, for the folder's name is not UTF-8. Rename it",
                f"{path}：文件夹名不是 UTF-8，没有发布。请改名",
            )
        )
        return False
    return True


def _placed(file: File) -> SitePage:
    return SitePage(file.src_uri, file.url, Path(file.abs_src_path) if file.abs_src_path else None)
