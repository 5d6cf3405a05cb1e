"""What the user says about the linter: severities, folders, phrases and terms.

They stand under ``lint:`` in the settings of the library (see :mod:`paper_notes.settings`)::

    lint:
      rules:                      # error, warning, suggestion, or off
        first-person: off
      folders:                    # the same, for the notes whose path fits the pattern
        "paper-notes/drafts-*/**":
          missing-section: suggestion
      phrases:
        banned:                   # your own: (a|b) one of, [a] may be missing, … a gap, ^ begins a sentence, a* any end
          - state of the art
          - phrase: 打通…闭环
            reason: says nothing
            instead: name the two systems
        allowed: [in summary]     # never reported
      terms:                      # how a term is written here
        Pytorch: PyTorch
"""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path, PurePath

from paper_notes.checking.model import Severity
from paper_notes.checking.phrase_pattern import PhraseError, parse_phrase
from paper_notes.errors import UsageError
from paper_notes.settings import Settings

RuleNames = list[str] | Callable[[], list[str]]
"""The names that exist, or what gives them: asked only where settings speak of rules."""

SEVERITIES = ("error", "warning", "suggestion", "off")


@dataclass(frozen=True, slots=True)
class BannedPhrase:
    """A phrase that the user doesn't want to read, in the language of :mod:`paper_notes.checking.phrase_pattern`."""

    phrase: str
    reason: str = ""
    instead: str = ""


@dataclass(frozen=True, slots=True)
class RuleOptions:
    """What rules may ask of the settings. ``terms`` maps spellings to the right one."""

    banned: tuple[BannedPhrase, ...] = ()
    allowed: tuple[str, ...] = ()
    terms: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Config:
    """All settings. ``rules`` maps a rule's name to its severity or "off"; ``folders`` the same by glob pattern,
    patterns being relative to ``root`` and later ones winning."""

    rules: Mapping[str, str] = field(default_factory=dict)
    folders: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    options: RuleOptions = field(default_factory=RuleOptions)
    root: Path | None = None

    def severity(self, rule: str, default: Severity, path: str) -> str:
        """The severity of a rule for one file, or "off"."""
        found = self.rules.get(rule, default)
        if self.folders:
            place = self._relative(path)
            for pattern, rules in self.folders.items():
                if rule in rules and _glob(pattern).fullmatch(place):
                    found = rules[rule]
        return found

    def _relative(self, path: str) -> str:
        place = Path(path)
        if self.root is not None:
            place = _absolute(place)
            if place.is_relative_to(self.root):
                place = place.relative_to(self.root)
        return PurePath(place).as_posix()


def _absolute(path: Path) -> Path:
    """Without "..", but with symbolic links left as they are: patterns are written for the names that people see."""
    return Path(os.path.abspath(path))  # noqa: PTH100


@cache
def _glob(pattern: str) -> re.Pattern[str]:
    """``**`` crosses folders, ``*`` and ``?`` don't; a pattern that names a folder means all in it."""
    out, at = "", 0
    pattern = pattern.removeprefix("./").rstrip("/")
    while at < len(pattern):
        if pattern.startswith("**/", at):
            out, at = out + "(?:.*/)?", at + 3
        elif pattern.startswith("**", at):
            out, at = out + ".*", at + 2
        else:
            out += {"*": "[^/]*", "?": "[^/]"}.get(pattern[at], re.escape(pattern[at]))
            at += 1
    return re.compile(out + "(?:/.*)?", re.S)


def make_config(values: object, rules: RuleNames, where: str = "lint", root: Path | None = None) -> Config:
    """Settings from plain values, as they stand under ``lint:``.

    ``rules`` are the names that exist. Raises :class:`UsageError` that names ``where`` and the key at fault.
    """
    values = {} if values is None else values
    _expect(values, ("rules", "folders", "phrases", "terms"), where)
    assert isinstance(values, dict)
    phrases = values.get("phrases") or {}
    _expect(phrases, ("banned", "allowed"), f"{where}.phrases")
    folders = values.get("folders") or {}
    if not isinstance(folders, dict):
        raise UsageError(f"{where}.folders: must map patterns to rules")
    terms = values.get("terms") or {}
    if not isinstance(terms, dict):
        raise UsageError(f"{where}.terms: must map spellings to the right one, such as 'Pytorch: PyTorch'")
    return Config(
        rules=_severities(values.get("rules"), rules, f"{where}.rules"),
        folders={str(key): _severities(value, rules, f"{where}.folders.{key}") for key, value in folders.items()},
        options=RuleOptions(
            banned=tuple(_banned(entry, f"{where}.phrases.banned") for entry in phrases.get("banned") or ()),
            allowed=tuple(_readable(str(entry), f"{where}.phrases.allowed") for entry in phrases.get("allowed") or ()),
            terms={str(key): str(value) for key, value in terms.items()},
        ),
        root=root,
    )


def lint_config(settings: Settings) -> Config:
    """The linter's part of a library's settings; raises :class:`UsageError` that names the file and the key."""

    def rules() -> list[str]:
        from paper_notes.checking.registry import rule_names

        return rule_names()

    where = f"{settings.source}: lint" if settings.source else "lint"
    return make_config(settings.options.lint, rules, where, _absolute(settings.project))


def _severities(values: object, rules: RuleNames, where: str) -> dict[str, str]:
    if values is None:
        return {}
    known = rules() if callable(rules) else rules
    if not isinstance(values, dict):
        raise UsageError(f"{where}: must map rules to {', '.join(SEVERITIES)}")
    found = {}
    for key, value in values.items():
        if key not in known:
            raise UsageError(f"{where}: there is no rule {str(key)!r}", _near(str(key), known))
        severity = "off" if value is False else str(value)  # YAML reads off as false
        if severity not in SEVERITIES:
            raise UsageError(f"{where}.{key}: must be one of {', '.join(SEVERITIES)}, not {value!r}")
        found[str(key)] = severity
    return found


def _readable(phrase: str, where: str) -> str:
    """The phrase itself; raises :class:`UsageError` that names the setting when it can't be read."""
    try:
        parse_phrase(phrase.partition("→")[0])
    except PhraseError as error:
        raise UsageError(f"{where}: {error.message}", error.hint) from error
    return phrase


def _banned(entry: object, where: str) -> BannedPhrase:
    if isinstance(entry, str) and entry.strip():
        return BannedPhrase(_readable(entry, where))
    _expect(entry, ("phrase", "reason", "instead"), where)
    assert isinstance(entry, dict)
    if not str(entry.get("phrase") or "").strip():
        raise UsageError(f"{where}: an entry needs a phrase")
    _readable(str(entry["phrase"]), where)
    return BannedPhrase(*(str(entry.get(key) or "") for key in ("phrase", "reason", "instead")))


def _expect(values: object, keys: tuple[str, ...], where: str) -> None:
    if not isinstance(values, dict):
        raise UsageError(f"{where}: must be a mapping", f"known keys: {', '.join(keys)}")
    for key in values:
        if key not in keys:
            raise UsageError(f"{where}: unknown key {str(key)!r}", _near(str(key), list(keys)))


def _near(key: str, known: list[str]) -> str:
    near = difflib.get_close_matches(key, known, n=1)
    return f"did you mean {near[0]!r}?" if near else f"known: {', '.join(known)}"
