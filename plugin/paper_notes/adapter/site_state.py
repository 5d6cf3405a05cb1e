"""What every page of a site depends on besides its own text: configuration, theme, navigation, versions, our own code.

Whatever can't be told for sure raises :class:`Doubt`: pages are then made anew.
"""

from __future__ import annotations

import functools
import hashlib
import inspect
import os
import platform
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File
from mkdocs.theme import Theme

from paper_notes.cache.keys import code_version, key_of

_PAGE_EVENTS = (
    "pre_page",
    "page_read_source",
    "page_markdown",
    "page_content",
    "page_context",
    "post_page",
    "nav",
    "env",
    "template_context",
)
"""Of which another plugin's part in a page can't be foreseen."""
_HARMLESS = ("material.plugins.search.", "mkdocs.contrib.search", "paper_notes.")
"""Modules of plugins whose part is known: what they do depends on the page and on their own configuration."""
_OF_ALL_PAGES = re.compile(rb"\bpages\b|build_date_utc")
"""In a template of the user's: what depends on other pages, or on the day."""
_NOT_IN_PAGES = frozenset(
    {"site_dir", "strict", "watch", "dev_addr", "config_file_path", "exclude_docs", "draft_docs", "not_in_nav"}
)
"""Settings that no page shows; which pages are left out is told with the pages."""
_ADDRESS = re.compile(r" at 0x[0-9a-f]+")
_DEEPEST = 20


class Doubt(Exception):
    """It can't be told what pages depend on; says why."""


def site_state(config: MkDocsConfig, own: BasePlugin[Any], pages: Iterable[File], notes: Iterable[File]) -> str:
    """A key of all that every page depends on. ``pages`` are the user's own, of which the navigation is made; ``notes``
    those of the library.

    Raises :class:`Doubt` when another plugin, or a template of the user's, may have a part in pages, and when notes
    stand in the navigation.
    """
    _refuse_other_plugins(config, own)
    named = set(_paths(config.nav))
    if any(note.src_uri in named for note in notes):
        raise Doubt("the navigation names notes")
    shown = [(page.src_uri, page.url, str(page.inclusion), _digest(page.content_bytes)) for page in pages]
    return key_of(
        code_version("plugin", "site", "gate", "note", "export", "adapter"),
        platform.python_version(),
        _packages(tuple(sys.path)),
        plain({name: value for name, value in config.items() if name not in _NOT_IN_PAGES}),
        _own_templates(config.theme),
        shown,
    )


def plain(value: object, depth: int = 0) -> str:
    """A value of the configuration as text that is the same whenever the value is."""
    if depth > _DEEPEST:
        raise Doubt("the configuration is nested too deep")
    more = functools.partial(plain, depth=depth + 1)
    if value is None or isinstance(value, str | bytes | int | float | bool | Path):
        return f"{type(value).__name__}:{value!r}"
    if isinstance(value, Theme):
        return more({"name": value.name, "dirs": value.dirs, **dict(value)})
    if isinstance(value, BasePlugin):
        return f"{_named(type(value))}{more(dict(value.config))}"
    if isinstance(value, Mapping | Config):
        return f"{{{','.join(sorted(f'{more(key)}={more(item)}' for key, item in value.items()))}}}"
    if isinstance(value, set | frozenset):
        return f"{{{','.join(sorted(map(more, value)))}}}"
    if isinstance(value, list | tuple):
        return f"[{','.join(map(more, value))}]"
    if isinstance(value, functools.partial):
        return f"partial{more([value.func, value.args, value.keywords])}"
    if inspect.ismodule(value):
        return f"module:{value.__name__}:{_digest(_source(value.__file__))}"
    if isinstance(value, type) or callable(value):
        return _of_callable(value)
    said = repr(value)
    if _ADDRESS.search(said):
        raise Doubt(f"the configuration holds a value of a kind that isn't known ({type(value).__name__})")
    return f"{_named(type(value))}:{said}"


def _of_callable(value: Any) -> str:
    if getattr(value, "__closure__", None):
        raise Doubt(f"the configuration holds a function with values of its own ({_named(value)})")
    if not hasattr(value, "__qualname__"):
        return f"{_named(type(value))}{plain(vars(value)) if hasattr(value, '__dict__') else ''}"
    return f"{_named(value)}:{getattr(value, '__code__', None) and value.__code__.co_firstlineno}"


def _named(value: Any) -> str:
    return f"{value.__module__}.{value.__qualname__}"


def _paths(nav: object) -> Iterator[str]:
    """The paths that a configured navigation names."""
    if isinstance(nav, str):
        yield nav.lstrip("/")
    elif isinstance(nav, Mapping):
        for item in nav.values():
            yield from _paths(item)
    elif isinstance(nav, list):
        for item in nav:
            yield from _paths(item)


def _refuse_other_plugins(config: MkDocsConfig, own: BasePlugin[Any]) -> None:
    for event in _PAGE_EVENTS:
        for method in config.plugins.events[event]:
            _refuse(method, own, event)
    after = False
    for method in config.plugins.events["files"]:
        if after:
            _refuse(method, own, "files")
        after |= getattr(method, "__self__", None) is own


def _refuse(method: Callable[..., Any], own: BasePlugin[Any], event: str) -> None:
    owner = getattr(method, "__self__", None)
    module = type(owner).__module__ if owner is not None else method.__module__
    if owner is not own and not module.startswith(_HARMLESS):
        raise Doubt(f"{module} has a part in pages (on_{event})")


def _own_templates(theme: Theme) -> list[tuple[str, int, int]]:
    """Templates outside the installed packages: path, size, time of change. Raises :class:`Doubt` for one that shows
    what depends on all pages."""
    found = []
    for folder in theme.dirs:
        if _installed(folder):
            continue
        for place, _, names in os.walk(folder):
            for name in names:
                path = Path(place, name)
                status = path.stat()
                found.append((str(path), status.st_size, status.st_mtime_ns))
                if path.suffix == ".html" and _OF_ALL_PAGES.search(path.read_bytes()):
                    raise Doubt(f"{path} may show what depends on all pages")
    return sorted(found)


@functools.cache
def _installed(folder: str) -> bool:
    return any(part in ("site-packages", "dist-packages") for part in Path(folder).parts)


@functools.lru_cache(maxsize=4)
def _packages(places: tuple[str, ...]) -> str:
    """The installed packages and their versions, by the names of their folders."""
    found = []
    for place in map(Path, places):
        if place.is_dir():
            found += [each.name for each in place.iterdir() if each.suffix in (".dist-info", ".egg-info")]
    return ",".join(sorted(found))


def _digest(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def _source(file: str | None) -> bytes:
    return Path(file).read_bytes() if file else b""
