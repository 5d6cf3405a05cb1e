"""Questions made of the paper's own words: "Because A, we do B." answers "Why do the authors do B?".

Only what can be turned round by moving one word is put in words of its own; every other clause is quoted. The words
of the question are those of the sentence that answers it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from paper_notes.language.identify import Language, is_chinese
from paper_notes.writing.extract.claims import claim, legible_clause
from paper_notes.writing.extract.phrases import Phrases

Kind = Literal["why", "how", "if"]

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
    r"^(?P<subject>(?:[^\s,;:]+ ){0,8}?[^\s,;:]+) (?P<verb>is|are|was|were|can|could|will|would|must|should|may|might)"
    r"(?P<not>not| not)? (?P<rest>.+)$"
)
_CLAUSE_WITHIN = re.compile(
    r"\b(?:that|which|who|whose|when|where|if|because|since|while|although|to|and|but|or|than|as|whether|how|what)\b",
    re.I,
)
_AIMS = (
    "accelerate account achieve address alleviate allow assess assign avoid balance build capture characterise "
    "characterize choose circumvent combine compute construct control cope counteract create deal decide "
    "decrease detect determine distinguish eliminate enable encode encourage ensure estimate evaluate exploit "
    "facilitate filter find fit follow generate guarantee handle identify improve increase keep learn limit "
    "lower maintain make match maximise maximize measure mimic minimise minimize mitigate model obtain operate "
    "optimise optimize overcome predict preserve prevent process produce provide quantify rank recover reduce "
    "remove represent satisfy select simplify solve speed stabilize store strengthen support tackle test train "
    "update validate verify "
)
_AIM = re.compile(
    rf"^(?:in order to|to) (?P<aim>(?:{'|'.join(_AIMS.split())})\b[^,;:]{{8,110}}), (?P<deed>[^.]{{8,}})", re.I
)
_AIM_LAST = re.compile(
    rf"^(?P<deed>.*\b(?:we|our)\b[^,;:]{{10,140}}?),? in order to "
    rf"(?P<aim>(?:{'|'.join(_AIMS.split())})\b[^,;:]{{8,110}})\.$"
)
_AIM_ZH = re.compile(r"^为了?(?P<aim>[^，。；]{4,36})，(?P<deed>(?:我们|本文|本研究)[^。；]{6,})")
_IF = re.compile(
    r"^(?P<word>If|When|Without|In the (?:presence|absence) of|As long as) (?P<case>[^,;:]{12,110}), (?P<then>.{15,})$"
)
_IF_ZH = re.compile(r"^(?:如果|若|假如)(?P<case>[^，。；]{4,36})，(?P<then>[^。；]{6,})")
_POINTS = re.compile(
    r"\b(?:it|its|this|these|those|they|them|their|such|he|she|here|above|below|you|your|one|so)\b", re.I
)
_OWN = re.compile(r"\b(?:we|our|us|i)\b", re.I)
_REASON = re.compile(r"\b(?:reasons?|goals?|ideas?|questions?)\b", re.I)
_DONE = re.compile(r"\b(?:is|are) (?:used|employed|applied|introduced|proposed|performed|computed|combined|added)\b")
_CITED = re.compile(r"\[\d|\b(?:19|20)\d\d\b")
_ASIDE = re.compile(
    r"\b(?:discussion|exposition|presentation|notation|explanation|confusion|clutter|readability)\b", re.I
)
_VERB = re.compile(
    r" (?:is|are|was|were|has|have|had|can|could|may|might|do|does|did|will|would|goes|we|\w{2,}(?:[^s]s|ed|ing))\b"
)


@dataclass(frozen=True, slots=True)
class Ask:
    """What a sentence answers: ``clause`` is taken from it word for word, ``turned`` is the whole question put in the
    words of the clause, "" when that can't be done safely."""

    kind: Kind
    clause: str
    turned: str = ""

    def put(self, phrases: Phrases, language: Language) -> str:
        """The question as text of the note: turned in the note's own language, else with the clause quoted."""
        if self.turned and is_chinese(self.turned) == (language == "zh"):
            return self.turned
        template = {"why": phrases.why_statement, "how": phrases.how_deed, "if": phrases.what_if}[self.kind]
        clause = f"{self.clause} …" if _BROKEN_OFF.search(self.clause) else self.clause
        return template.format(clause=clause)


_BROKEN_OFF = re.compile(r"\b(?:is|are|was|were|be)$")


def asks(text: str, common: Callable[[str], bool]) -> Ask | None:
    """The question that a sentence answers by itself; None when it answers none.

    ``common`` tells whether a word is written with a small letter where no sentence begins.
    """
    clause = claim(text)
    return _how(text) or (why(clause, common) if clause else None) or _what_if(text)


def why(clause: str, common: Callable[[str], bool]) -> Ask:
    """The question about a clause for which a reason is given; a leading "…" says that it doesn't open a sentence."""
    bare = clause.removeprefix("… ")
    return Ask("why", clause, _why_turned(within(bare, common)))


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


def _how(text: str) -> Ask | None:
    if is_chinese(text):
        match = _AIM_ZH.match(text)
        if match is None or re.search(r"[这该此其上述]", match["aim"]) or not legible_clause(match["aim"]):
            return None
        return Ask("how", match["aim"], f"作者如何{match['aim'].removesuffix('，')}？")
    match = _AIM.match(text) or _AIM_LAST.match(text)
    if match is None or _POINTS.search(match["aim"]) or _ASIDE.search(match["aim"]):
        return None
    passive = _DONE.search(match["deed"]) and not _CITED.search(match["deed"])
    if not _OWN.search(match["deed"]) and not passive:
        return None
    aim = match["aim"].strip()
    if not legible_clause(aim) or len(aim.split()) < 3:
        return None
    return Ask("how", aim, f"How do the authors {_theirs(aim)}?")


def _what_if(text: str) -> Ask | None:
    if is_chinese(text):
        match = _IF_ZH.match(text)
        if match is None or re.search(r"[这该此其上述]", match["case"]) or not legible_clause(match["case"]):
            return None
        return Ask("if", f"如果{match['case']}", f"如果{match['case']}，会怎样？")
    match = _IF.match(text)
    if match is None or _POINTS.search(match["case"]) or _OWN.search(match["case"]):
        return None
    word, case = match["word"], match["case"].strip()
    if not legible_clause(case) or len(case.split()) < 3 or _OWN.match(match["then"]):
        return None
    if word in ("If", "When", "As long as") and (not _VERB.search(f" {case}") or re.match(r"\w+(?:ed|ing)\b", case)):
        return None
    return Ask("if", f"{word} {case}", f"What happens {word[0].lower()}{word[1:]} {case}?")


def _theirs(text: str) -> str:
    """First person as third: the authors' words, asked by someone else."""
    swapped = {"we": "they", "our": "their", "us": "them", "ours": "theirs", "ourselves": "themselves"}
    return re.sub(r"\b(?:we|our|us|ours|ourselves)\b", lambda m: swapped[m[0]], text)
