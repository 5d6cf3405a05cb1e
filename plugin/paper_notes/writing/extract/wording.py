"""Questions made of the paper's own words: "Because A, we do B." answers "Why do the authors do B?".

Only what can be turned round by moving one word is put in words of its own; every other clause is quoted. The words
of the question are those of the sentence that answers it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from paper_notes.language.identify import Language, is_chinese
from paper_notes.writing.extract.claims import claim
from paper_notes.writing.extract.phrases import Phrases

_PAST = {
    "chose": "choose", "used": "use", "added": "add", "trained": "train", "evaluated": "evaluate", "limited": "limit",
    "removed": "remove", "replaced": "replace", "ignored": "ignore", "selected": "select", "applied": "apply",
    "decided": "decide", "kept": "keep", "took": "take", "ran": "run", "fixed": "fix", "employed": "employ",
    "adopted": "adopt", "excluded": "exclude", "included": "include", "started": "start", "focused": "focus",
    "restricted": "restrict", "found": "find", "built": "build", "compared": "compare", "tested": "test",
    "measured": "measure", "increased": "increase", "reduced": "reduce", "performed": "perform", "set": "set",
}  # fmt: skip
_WE = re.compile(
    r"^(?:(?:in|for|with|on) [^,]{3,60}, )?we (?:therefore |then |also |thus |hence |only |instead |simply |here )?"
    r"(?:(?P<modal>can|could|will|would|must|should|do|did|may|might)(?P<not>not| not)? )?"
    r"(?P<verb>[a-z]+)(?P<rest> .+)$"
)
_BE = re.compile(
    r"^(?P<subject>(?:[^\s,;:]+ ){0,8}?[^\s,;:]+) (?P<verb>is|are|was|were|can|could|will|would|must|should|may"
    r"|might)"
    r"(?P<not>not| not)? (?P<rest>.+)$"
)
_CLAUSE_WITHIN = re.compile(
    r"\b(?:that|which|who|whose|when|where|if|because|since|while|although|to|and|but|or|than|as|whether|how"
    r"|what)\b",
    re.I,
)
_OWN = re.compile(r"\b(?:we|our|us|i)\b", re.I)
_REASON = re.compile(r"\b(?:reasons?|goals?|ideas?|questions?)\b", re.I)


@dataclass(frozen=True, slots=True)
class Ask:
    """What a sentence answers: ``clause`` is taken from it word for word, ``turned`` is the whole question put in the
    words of the clause, "" when that can't be done safely."""

    clause: str
    turned: str = ""

    def put(self, phrases: Phrases, language: Language) -> str:
        """The question as text of the note: turned in the note's own language, else with the clause quoted."""
        if self.turned and is_chinese(self.turned) == (language == "zh"):
            return self.turned
        clause = f"{self.clause} …" if _BROKEN_OFF.search(self.clause) else self.clause
        return phrases.why_statement.format(clause=clause)


_BROKEN_OFF = re.compile(r"\b(?:is|are|was|were|be)$")


def asks(text: str, common: Callable[[str], bool]) -> Ask | None:
    """The question that a sentence answers by itself; None when it answers none.

    ``common`` tells whether a word is written with a small letter where no sentence begins.
    """
    clause = claim(text)
    return why(clause, common) if clause else None


def why(clause: str, common: Callable[[str], bool]) -> Ask:
    """The question about a clause for which a reason is given; a leading "…" says that it doesn't open a sentence."""
    bare = clause.removeprefix("… ")
    return Ask(clause, _why_turned(within(bare, common)))


def within(text: str, common: Callable[[str], bool]) -> str:
    """A sentence's opening as it is written within one: with a small letter, unless it is a name."""
    first, _, rest = text.partition(" ")
    opens = first in ("A", "An", "The", "We", "Our") or (
        first[1:].islower() and common(first.lower()) and not rest[:1].isupper()
    )
    return text[0].lower() + text[1:] if opens else text


def _why_turned(clause: str) -> str:
    if is_chinese(clause):
        return "" if _OWN_ZH.search(clause) or "，" in clause else f"为什么{clause}？"
    match = _WE.match(clause)
    if match:
        return _asked_of_authors(match)
    if ending := _BROKEN_OFF.search(clause):
        subject = clause[: ending.start()].strip()
        return "" if _CLAUSE_WITHIN.search(subject) else f"What is the reason for {_theirs(subject)}?"
    match = _BE.match(clause)
    if match is None or _CLAUSE_WITHIN.search(match["subject"]) or _OWN.search(clause) or _REASON.search(clause):
        return ""
    lacks = " not" if match["not"] else ""
    return f"Why {match['verb']} {match['subject']}{lacks} {match['rest']}?"


_OWN_ZH = re.compile(r"我们|本文|我")


def _asked_of_authors(match: re.Match[str]) -> str:
    verb, rest, lacks = match["verb"], _theirs(match["rest"]), " not" if match["not"] else ""
    if match["modal"]:
        return f"Why {match['modal']} the authors{lacks} {verb}{rest}?"
    if verb in _PAST:
        return f"Why did the authors {_PAST[verb]}{rest}?" if verb != "set" else ""
    if verb.endswith(("ed", "s", "ly")) or verb in ("are", "were", "have", "had", "saw", "made", "got", "let", "know"):
        return ""
    return f"Why do the authors {verb}{rest}?"


def _theirs(text: str) -> str:
    """First person as third: the authors' words, asked by someone else."""
    swapped = {"we": "they", "our": "their", "us": "them", "ours": "theirs", "ourselves": "themselves"}
    return re.sub(r"\b(?:we|our|us|ours|ourselves)\b", lambda m: swapped[m[0]], text)
