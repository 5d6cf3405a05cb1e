"""One entry of a list of references in its parts, as far as they can be told: what stays doubtful is empty."""

from __future__ import annotations

import re

from paper_notes.language.script import HAN, han_count
from paper_notes.paper.model import Reference

_LABEL = re.compile(
    r"(?:[\[［]([^\]］]{1,14})[\]］]|\((\d{1,3})\)(?=\s)|(\d{1,3})\s?[.．、](?=\s*[^\d\s])|(\d{1,3})(?=\s+[A-Z]))\s*"
)
_DOI = re.compile(r"\b(10\.\d{4,9}/[^\s\"<>，。；]+)", re.I)
_ARXIV = re.compile(
    r"arXiv(?:\s*preprint)?\s*:?\s*(?:arXiv\s*:\s*)?(\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})", re.I
)
_YEAR = re.compile(r"(?<![\d.:/–-])((?:19|20)\d{2})[a-z]?(?![\d/])(?!\.\d)")
_BRACKETED_YEAR = re.compile(r"\(((?:19|20)\d{2})[a-z]?(?:,[^)]{0,20})?\)[.:,]?")
_QUOTED = re.compile(r"[“\"‘]([^”\"]{8,300}?)[,.]?[”\"]")
_KIND = re.compile(r"\s*\[(?:[A-Z]{1,2}(?:/[A-Z]{1,2})?)\]")
"""The kind of a work in Chinese lists: [J] a journal's article, [D] a thesis (GB/T 7714)."""
_STOP = re.compile(
    rf"(?<=[a-z{HAN})\d’?!])[.。?!．](?:\s+|(?=[{HAN}]))|(?<=al)\.[,:]?\s+"
    rf"|(?<=[A-Z])\.\s+(?=[A-Z“{HAN}][\w’-]{{2,}}\s+[a-z\w])"
)
_INITIALS = re.compile(r"(?:[A-Z]\.?[ -]?){1,4}(?:,? (?:Jr|Sr|II|III)\.?)?")
_PERSON = re.compile(r"[^\d@:()\[\]]{2,60}")
_SMALL_WORDS = re.compile(r"\b(?!van\b|von\b|der\b|den\b|del\b|della\b|dos\b|das\b|bin\b|ibn\b|ter\b|ten\b)[a-z]{3,}\b")
"""Words that no person's name holds."""
_ETC = re.compile(r"[,，]?\s*(?:et al\.?|等|and others)[.,:]?$", re.I)
_BEHIND_VENUE = re.compile(
    r"[,.;:，]?\s*(?:(?:vol(?:ume)?|no|pp?|pages|art|issue|chapter)\b\.?|\(?(?:19|20)\d{2}\b|\d|doi\b|https?:|arxiv:).*$",
    re.I | re.S,
)


def entry_of(text: str) -> Reference:
    """The parts of one entry. Title and venue are given where the year in brackets, quotation marks, the kind of the
    work or full stops part them from the names."""
    match = _LABEL.match(text)
    label = next((group for group in match.groups() if group), "") if match else ""
    rest = text[match.end() :].strip() if match else text
    doi, arxiv = _DOI.search(rest), _ARXIV.search(rest)
    year = _BRACKETED_YEAR.search(rest) or _last_year(_DOI.sub(" ", _ARXIV.sub(" ", rest)))
    names, title, venue = _parts(rest)
    return Reference(
        text=text,
        label=label,
        authors=_persons(names),
        title=_tidy(title),
        year=int(year[1]) if year else None,
        venue=_venue(venue),
        doi=doi[1].rstrip(".,;)]") if doi else "",
        arxiv=arxiv[1] if arxiv else "",
    )


def _last_year(text: str) -> re.Match[str] | None:
    found = list(_YEAR.finditer(text))
    return found[-1] if found else None


def _parts(rest: str) -> tuple[str, str, str]:
    """Names, title and what follows it; empty where that isn't clear."""
    if quoted := _QUOTED.search(rest):
        return rest[: quoted.start()], quoted[1], rest[quoted.end() :]
    if (kind := _KIND.search(rest)) and kind.start() > 6:
        names, _, title = rest[: kind.start()].partition("．" if "．" in rest[: kind.start()] else ".")
        return names, title, rest[kind.end() :].lstrip(" .．,，/")
    year = _BRACKETED_YEAR.search(rest)
    if year and year.start() > 3 and year.end() < 0.6 * len(rest):
        behind = rest[year.end() :].strip(" .,:")
        title, _, venue = _until_stop(behind)
        return rest[: year.start()], title, venue
    names, found, behind = _until_stop(rest)
    if not found:
        return "", "", ""
    if lone := re.match(r"(?:19|20)\d{2}[a-z]?[.,:]\s*", behind):
        behind = behind[lone.end() :]
    title, found, venue = _until_stop(behind)
    return (names, title, venue) if found else (names, "", "")


def _until_stop(text: str) -> tuple[str, bool, str]:
    """What stands before the first full stop that ends no initial, whether there is one, and the rest."""
    match = _STOP.search(text, 2)
    return (text[: match.start()], True, text[match.end() :]) if match else (text, False, "")


def _persons(names: str) -> tuple[str, ...]:
    """The names one by one; initials that follow a comma belong to the surname before it."""
    names = _ETC.sub("", names.strip(" .,;:")).strip(" .,;:")
    if not names or len(names) > 600 or (len(names.split()) > 6 and "," not in names and " and " not in names):
        return ()
    found: list[str] = []
    for piece in re.split(r"\s*[,;，；、]\s*(?:and\s+|&\s*)?|\s+(?:and|&)\s+", names):
        piece = piece.strip(" .") + ("." if piece.rstrip().endswith(".") and _INITIALS.fullmatch(piece.strip()) else "")
        if not piece or _ETC.fullmatch(f",{piece}"):
            continue
        if found and _INITIALS.fullmatch(piece) and not _INITIALS.fullmatch(found[-1]) and "," not in found[-1]:
            found[-1] = f"{found[-1]}, {piece}"
        elif _PERSON.fullmatch(piece) and not _SMALL_WORDS.search(piece):
            found.append(piece)
        else:
            return ()
    return tuple(found)


def _tidy(title: str) -> str:
    title = " ".join(title.split()).strip(" .,;:，")
    return title if len(title) > 5 or han_count(title) > 2 else ""


def _venue(text: str) -> str:
    text = re.sub(r"^\s*(?:in\b:?|//)\s*", "", " ".join(text.split()), flags=re.I)
    text = _BEHIND_VENUE.sub("", text).strip(" .,;:，()")
    return text if 2 < len(text) < 160 and sum(map(str.isalpha, text)) > 0.5 * len(text) else ""
