"""Rules whose matter is a list of phrases: one pass over a note finds the hits of all of them.

Such a rule is a file ``phrases/<name>.toml`` and nothing else: the attributes of a
:class:`~paper_notes.checking.rule.Rule` (``severity``, ``what``, ``why``, ``example``, ``instead``, ``bad``, ``good``,
where it has one the ``limit``, and ``since`` when it came after the first version), then its phrases by language, in
groups that share a reason::

    severity = "warning"
    what = "..."

    [[en]]
    name = "verdicts"     # of the group, for whoever measures
    weight = 0.5
    why = "a verdict, not its reason"
    instead = "say what the paper shows"
    phrases = ["(has|have|of) great value"]

    [[zh]]
    ...

How phrases are written stands in :mod:`paper_notes.checking.phrase_pattern`, what a group may say in
:class:`~paper_notes.checking.phrase_list.Group`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import ClassVar
from weakref import WeakKeyDictionary

from paper_notes.checking.config import BannedPhrase, RuleOptions
from paper_notes.checking.model import RANKS, Edit
from paper_notes.checking.phrase_list import (
    TERM,
    Group,
    Hit,
    Phrase,
    PhraseMatcher,
    load_phrases,
    phrase_files,
    split_better,
)
from paper_notes.checking.quoted import Quoted
from paper_notes.checking.rule import Fault, Message, Rule
from paper_notes.checking.score import prose_units
from paper_notes.note.document import Document

BANNED = "banned-phrase"
"""The rule that the user's own phrases belong to."""

_BANNED_WEIGHT = 2.0

LANGUAGES = ("en", "zh")


class PhraseRule(Rule):
    """A rule that reports the phrases of ``phrases/<name>.toml``.

    With a ``limit``, single hits are suggestions, or nothing when they weigh nothing; from ``limit`` hits per unit of
    prose (1,000 Latin words or 1,500 Han characters) on, each is reported at the rule's severity.
    """

    group = "style"
    limit: ClassVar[float] = 0.0
    settings = ("lint.phrases.allowed",)

    @classmethod
    def when(cls) -> str:
        if not cls.limit:
            return ""
        return (
            f"From {cls.limit:g} in 1,000 words or 1,500 Han characters on, each is told as {_ARTICLES[cls.severity]}; "
            "a single one as a suggestion, or not at all."
        )

    def check(self, document: Document) -> Iterator[Fault]:
        hits = phrase_hits(document, self.options).get(self.name, ())
        many = len(hits) >= 2 and len(hits) / max(prose_units(document), 0.2) >= self.limit
        for hit in hits:
            if self.limit and not many and not hit.phrase.group.weight and hit.phrase.group.replace is None:
                continue
            start, end = document.prose.span(hit.start, hit.end)
            severity = hit.phrase.group.severity if many or not self.limit else "suggestion"
            if severity is None and self.severity == "error" and _conceded(document.prose.text, hit.start):
                severity = "warning"
            said = Message.already(message(document, hit))
            yield Fault(start, end, said, safe_edit(document, hit), hit.phrase.group.weight, severity)


_CONCESSION = re.compile(
    r"(?:虽然|虽说|尽管|诚然|固然|\b(?:although|though|while|despite|even if)\b)[^。！？!?;；\n]*$", re.I
)
_STATED = re.compile(r"[，,](?:但|但是|然而|却|不过|仍)|, (?:but|yet|it|they|the|this)\b", re.I)
CONCEDED_WITHIN = 80
"""Characters of a sentence before a phrase in which its concession begins."""


def _conceded(text: str, start: int) -> bool:
    """Whether what stands at an offset is granted only to be limited: "although it has great potential, it …"."""
    granted = _CONCESSION.search(text[max(start - CONCEDED_WITHIN, 0) : start])
    return granted is not None and not _STATED.search(granted[0])


_ARTICLES = {"error": "an error", "warning": "a warning", "suggestion": "a suggestion"}


def phrase_rules() -> Iterator[type[PhraseRule]]:
    """The rules that are files of phrases, errors first, then by name."""
    files = {name: data for name, data in phrase_files().items() if name != TERM}
    for name, data in sorted(files.items(), key=lambda item: (-RANKS.index(item[1]["severity"]), item[0])):
        said = {key: tuple(value) if isinstance(value, list) else value for key, value in data.items()}
        own = {key: value for key, value in said.items() if key not in LANGUAGES}
        yield type(name, (PhraseRule,), {"name": name, **own})


_hits: WeakKeyDictionary[Document, tuple[RuleOptions, dict[str, list[Hit]]]] = WeakKeyDictionary()


def phrase_hits(document: Document, options: RuleOptions) -> dict[str, list[Hit]]:
    """The hits in a note's prose by rule, found once for all rules; places are those in ``document.prose.text``."""
    known = _hits.get(document)
    if known is not None and known[0] is options:
        return known[1]
    found: dict[str, list[Hit]] = {}
    foreign = Quoted(document)
    for hit in _matcher(document.language, options.banned, options.allowed).hits(document.prose.text):
        if foreign.holds(hit.start):
            continue
        found.setdefault(hit.phrase.group.rule, []).append(hit)
    _hits[document] = (options, found)
    return found


@lru_cache(maxsize=8)
def _matcher(language: str, banned: tuple[BannedPhrase, ...], allowed: tuple[str, ...]) -> PhraseMatcher:
    own = []
    for one in banned:
        pattern, better = split_better(one.phrase)
        own.append(Phrase(pattern, Group(BANNED, "own", _BANNED_WEIGHT, one.reason, one.instead), better))
    own += [Phrase(phrase, Group(TERM, "allowed", 0.0, "", "")) for phrase in allowed]
    return PhraseMatcher((*own, *load_phrases(language)), language)


def message(document: Document, hit: Hit) -> str:
    """What is wrong with a hit and what to write instead, in the note's language."""
    said = document.prose.text[hit.start : hit.end].replace("\n", " ")
    group, better = hit.phrase.group, hit.phrase.better
    if document.language == "zh":
        parts = [group.why, f"可写“{better}”" if better else group.instead]
        return f"“{said}”：" + ("；".join(filter(None, parts)) or "本项目不用这个说法")
    parts = [group.why, f"write {better}" if better else group.instead]
    return f'"{said}": ' + ("; ".join(filter(None, parts)) or "this project does not use it")


def safe_edit(document: Document, hit: Hit) -> Edit | None:
    """The edit that the phrase's group allows, where it leaves a sound sentence; None elsewhere.

    A phrase that goes takes the comma behind it along and must stand at the beginning of its sentence.
    """
    replace, text = hit.phrase.group.replace, document.prose.text
    if replace is None:
        return None
    start, end = hit.start, hit.end
    if replace:
        first, last = document.prose.span(start, end)
        intact = document.text[first:last] == text[start:end]
        return Edit(first, last, replace) if intact and text[start:end].islower() else None
    while end < len(text) and text[end] in "，,：: ":
        end += 1
    before = text[:start].rstrip(" ")
    follows = text[end : end + 1]
    if (before and before[-1] not in "\n。！？!?.") or not follows.isalnum():
        return None
    if document.language == "en" and text[end - 1] != " ":
        return None
    first, last = document.prose.span(start, end + 1)
    if document.text[first:last] != text[start : end + 1]:
        return None
    return Edit(first, last, follows.upper())
