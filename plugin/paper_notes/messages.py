"""What the program says, in English and Chinese: both stand side by side where a thing is said.

A text for whoever runs the program is ``say("there is no file", "没有这个文件")``. It comes in the language of the run:
of ``--lang`` or the environment variable ``PAPER_NOTES_LANG``; else, for commands, Chinese where the locale is
(``LC_ALL``, ``LC_MESSAGES``, ``LANG``); else the site's; else the locale's. An English locale decides nothing, because
most systems have one unasked. Texts on a page or about a note are a :class:`Message`, and the note's language decides.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

F = TypeVar("F", bound=Callable[..., Any])
Tongue = Literal["zh", "en"]

ASKED = "PAPER_NOTES_LANG"
"""The environment variable that asks for a language, "zh" or "en"; it counts as ``--lang`` does."""
_SPOKEN = "PAPER_NOTES_SPOKEN"
"""Holds what was settled, so that worker processes speak the same language."""
_LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")


@dataclass(frozen=True, slots=True)
class Message:
    """One text in both languages."""

    en: str
    zh: str

    @classmethod
    def already(cls, text: str) -> Message:
        """A text that is in the language of who reads it as it stands."""
        return cls(text, text)

    def in_language(self, language: str) -> str:
        """The text for a language, English unless it is "zh"."""
        return self.zh if language == "zh" else self.en


def say(en: str, zh: str) -> str:
    """The text in the language of the run."""
    return zh if spoken() == "zh" else en


def spoken() -> Tongue:
    """The language of the run."""
    settled = os.environ.get(_SPOKEN)
    if settled in ("zh", "en"):
        return settled  # type: ignore[return-value]
    return asked() or _of_locale()


def asked() -> Tongue | None:
    """The language that the environment asks for by name."""
    return _tongue(os.environ.get(ASKED, "")) if os.environ.get(ASKED) else None


def settle(lang: str | None = None, *, site: str | None = None, locale: bool = True) -> Tongue:
    """Choose the language of the run: of ``lang``, the environment, a Chinese locale unless ``locale`` is False, or the
    site's (None when there is no site). Returns it."""
    chosen: Tongue
    if lang:
        chosen = _tongue(lang)
    elif (wish := asked()) is not None:
        chosen = wish
    elif site and not (locale and _of_locale() == "zh"):
        chosen = _tongue(site)
    else:
        chosen = _of_locale()
    os.environ[_SPOKEN] = chosen
    return chosen


def _of_locale() -> Tongue:
    return _tongue(next((value for name in _LOCALE if (value := os.environ.get(name))), ""))


def _tongue(name: str) -> Tongue:
    return "zh" if name.casefold().startswith("zh") else "en"


def in_chinese(text: str) -> Callable[[F], F]:
    """A decorator that gives a command its help in Chinese beside the English of its docstring, in the language of the
    run."""

    def decorate(function: F) -> F:
        function.__doc__ = say(function.__doc__ or "", text)
        return function

    return decorate
