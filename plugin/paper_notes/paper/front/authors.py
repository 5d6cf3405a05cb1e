"""The authors as printed between title and abstract, with no affiliations, marks or "and"."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence

from paper_notes.language.script import HAN, han_count
from paper_notes.paper.characters import readable
from paper_notes.paper.pdf.pages import Line

_AFFILIATION = re.compile(
    r"universi|institut|department|dept\b|school|college|laborator|\blabs?\b|cent(er|re)\b|research|academy"
    r"|faculty|hospital"
    r"|division|\binc\b|\bltd\b|\bcorp|gmbh|company|\bllc\b|google|microsoft|facebook|amazon|deepmind|openai"
    r"|nvidia|alibaba"
    r"|tencent|baidu|huawei|\bibm\b|\bacm\b|\bieee\b|cnrs|inria|\bmit\b|\bkth\b|\beth\b|scien|engineering"
    r"|technolog|comput"
    r"|polytech|école|ecole|universität|hochschule|fakult|dipartimento|facult|member|senior|student|fellow|professor"
    r"|abstract|keyword|received|accepted|published|revised|submitted|copyright|©|rights|reserved|corresponding"
    r"|correspondence"
    r"|contribut|conference|workshop|proceedings|journal|volume|\bvol\b|editor|http|www\.|@|\.com\b|\.edu\b"
    r"|\.org\b|street"
    r"|road|avenue|\bbox\b|committee|advis|supervis|thesis|\binvited\b|\bpaper\b|\barticle\b|partial fulfil"
    r"|doctor|degree|under the|equal|author"
    r"|address|phone"
    r"|\bfax\b|\btel\b|e-?mail|version|draft|preprint|report|january|february|march\b|april\b|june\b|july"
    r"|august|september"
    r"|october|november|december|大学|学院|研究[院所]|公司|实验室|指导|导师|教师|专业|学号|班级|邮编|基金|收稿"
    r"|通[讯信]|作者简介"
    r"|摘\s*要|关键词|日期|编号|中图",
    re.I,
)
_PLACE = re.compile(
    r"\b(usa|u\.s\.a\.?|uk|united (kingdom|states)|china|p\.?\s?r\.?\s?china|germany|france|italy|spain|japan"
    r"|korea|india"
    r"|canada|australia|netherlands|switzerland|sweden|norway|denmark|finland|austria|belgium|poland|portugal|greece"
    r"|israel|singapore|taiwan|hong kong|brazil|mexico|russia|turkey|iran|czech republic|hungary|ireland"
    r"|scotland|england"
    r"|new zealand|south africa|slovenia|croatia|egypt|saudi arabia|qatar|thailand|vietnam|malaysia|indonesia|chile"
    r"|argentina|colombia|luxembourg|california|massachusetts|new york|texas|washington|pennsylvania|CA|MA|NY|WA|PA|TX"
    r"|IL|NJ|MD|GA|NC|CT|MI|MN|OH|VA|CO)\b"
)
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_GRADE = re.compile(
    r",?\s*\b((graduate |senior |student |life |associate )*(member|fellow)s?,?\s*(of\s+)?(the\s+)?(IEEE|ACM"
    r"|AAAI|OSA|SIAM)|IEEE (fellow|member))",
    re.I,
)
_DEGREE = re.compile(
    r"(?<=[,;\s\u241f])(?:[PD]\.?\s?[Pp]h(?:il)?\.?|Ph\.?\s?D\.?|P[Hh]D|D\.?\s?Sc\.?|Sc\.?\s?D\.?|M\.?\s?D\.?|D\.?O\.?"
    r"|M\.?\s?(?:B\.?\s?)?B\.?\s?(?:S|Ch[BR])\.?|M\.?\s?(?:Med|Eng|Ed|Phil|Pharm|Sc|S|A|M|N|P\.?H|B\.?A)\.?|B\.?\s?(?:Sc|S|A|M|N|Eng|Ed|Pharm)\.?"
    r"|MMed|MSN|BSN|RN|RDH|D\.?D\.?S\.?|D\.?M\.?D\.?|D\.?V\.?M\.?|D\.?N\.?P\.?|Ed\.?\s?D\.?|Psy\.?\s?D\.?|Pharm\.?\s?D\.?"
    r"|Dr\.?\s?(?:med|rer|phil)\.?(?:\s?nat\.?)?|DPT|DPhil|DrPH|FRCS\w*|FRCP\w*|FACS|FACC|FAHA|MRCP|JD|LL\.?M\.?|Esq|PT|OT|CPA)"
    r"(?=\s*(?:[,;*†‡§\u241f\d]|and\b|&|$))"
)
_ICON = re.compile(r"\s*[_]?(ORCID|iD|ID)\s*", re.I)
"""The words that a publisher's icon for an author's ORCID is drawn with in a font of its own."""
_PARTICLE = frozenset(
    [
        "van",
        "von",
        "der",
        "den",
        "de",
        "del",
        "della",
        "di",
        "da",
        "dos",
        "das",
        "du",
        "la",
        "le",
        "el",
        "al",
        "bin",
        "ibn",
        "ter",
        "ten",
        "zu",
        "af",
        "av",
        "e",
        "y",
    ]
)
_NAME_WORD = re.compile(r"\([A-Z]\w+\)|(?:[dlo]['’]|al-|el-|ibn-)?[^\W\d_a-z][\w'’\-‐‑–.]*")
_SUFFIX = re.compile(r"(jr|sr|ii|iii|iv|ph\.?d|m\.?d|msc|m\.?sc|b\.?sc|dr|prof|mr|ms|mrs)\.?", re.I)
_MARKS = re.compile(r"[*∗†‡§¶#⋆⇤✉🖂◦♠♣♦♥⁰¹²³⁴⁵⁶⁷⁸⁹^]+|\d+|\(\s*\)|[⁺]|\\|~")
_SPLIT = re.compile(r"\s*(?:[,;，、；·•|]|\band\b|\bund\b|\bet\b|&|\bwith\b)\s*", re.I)
_CONSORTIUM = re.compile(
    r"(?:[,;]|\band\b|&)\s*(?:\band\b\s*)?(?:for|on behalf of|with)?\s*(?:the\s+)"
    r"((?:[A-Z0-9][\w’'/–-]*\s+(?:(?:of|for|and|on|in|the)\s+)*){1,9}"
    r"(?:Group|Consortium|Collaboration|Network|Investigators|Team|Initiative|Alliance|Collaborators|Study))\b"
)
_NEAR_GROUP = 160
"""Characters behind the last person in which a group is named."""
_TITLE = re.compile(r"(Ph\.?D|P[Hh]D|M\.?D|M\.?Sc|Dr|DR|[Pp]rof|PROF)\.?")
_INITIALS = re.compile(r"(?:[A-Z]\.?\s?-?){1,4}")
_ASIDE = re.compile(r"\((?!\w+\)\s+[A-Z][a-z]+)[^)]*\)")
"""What stands in brackets, unless it is a name that somebody goes by before the surname."""
_GLUED_INITIAL = re.compile(r"\b((?:[A-Z]\.)+)(?=[A-Z][a-z]{2})")
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金"
    "石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷"
    "詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司"
    "卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑"
)


def authors_of(lines: Sequence[Line], witness: str = "") -> tuple[str, ...]:
    """The names in the lines between title and abstract, in printed order.

    ``witness`` is the author entry of the PDF's own metadata: its names are taken when they are printed in these
    lines and no name was found otherwise. A group ("The ATLAS Collaboration") is taken when a line says just that.
    """
    persons = _persons(lines, witness)
    return (*persons, *_consortia(lines, persons)) if persons else _group(lines, witness)


def share_of_names(lines: Sequence[Line]) -> float:
    """Which part of what the lines list, from 0 to 1, are persons' names."""
    pieces = [piece for line in lines for piece, _ in _pieces(line)]
    text = " ".join(pieces)
    if han_count(text) > 0.3 * max(sum(map(str.isalpha, text)), 1):
        whole = len(re.findall(r"[^\W\d_]", text))
        return sum(map(len, _chinese(lines))) / whole if whole else 0.0
    names = [name for piece in pieces for name in _names(piece) if sum(map(str.isalpha, name)) > 1]
    if not names:
        return 0.0
    whole = sum(map(len, names))
    return sum(len(name) for name in names if _is_name(name)) / whole


def _persons(lines: Sequence[Line], witness: str) -> tuple[str, ...]:
    pieces = [piece for line in lines for piece in _pieces(line)]
    text = " ".join(text for text, _ in pieces)
    if han_count(text) > 0.3 * max(sum(map(str.isalpha, text)), 1):
        return _chinese(lines)
    rows = _rows(lines)
    style = _name_style(rows)
    if style is None:
        return _leading(rows) or _printed(witness, text)
    names: list[str] = []
    carried = ""
    for row in rows:
        for piece, line in row:
            if _style(line) != style or _is_affiliation(piece):
                names += _valid(carried)
                carried = ""
                continue
            parts = _names(f"{carried} {piece}" if carried else piece)
            open_end = bool(parts) and not re.search(r"([,;]|\band|&)\s*$", piece)
            inline = bool(re.search(r",|\band\b|&|;", _join(row))) and piece is row[-1][0]
            own = _names(piece)
            if carried and _is_name(carried) and (not parts or not _is_name(parts[0]) or (own and _is_name(own[0]))):
                names.append(_tidy(carried))  # the row before ended with a whole name
                parts = own
            carried = ""
            if inline and open_end:
                carried = parts.pop()
            names += [name for part in parts for name in _valid(part)]
    names += _valid(carried)
    return tuple(dict.fromkeys(names))


def _pieces(line: Line) -> list[tuple[str, Line]]:
    """The line's text with raised marks turned into separators, parted at wide gaps."""
    size = max((span.size for span in line.spans if sum(map(str.isalpha, span.text)) > 1), default=line.size)
    parts: list[str] = []
    end: float | None = None
    for span in line.spans:
        text = span.text
        if not text.strip():
            parts.append("   " if span.box.width > 0.6 * size else " ")
            continue
        if end is not None and span.box.x0 - end > 2.2 * size:
            parts.append("   ")
        end = span.box.x1
        if _ICON.fullmatch(text) and (span.font != line.main.font or span.size < 0.95 * size):
            parts.append(" \u241f ")
            continue
        mark = (span.superscript or span.size < 0.82 * size) and len(text.strip()) <= 12
        small_caps = (
            text.isupper() and len(text.strip()) > 1 and not span.superscript and not any(map(str.isdigit, text))
        )
        parts.append(" \u241f " if mark and not small_caps else text)
    text = _ADDRESS.sub(" ", _DEGREE.sub(" ", _GRADE.sub(", ", readable("".join(parts)))))
    text = _GLUED_INITIAL.sub(r"\1 ", text)
    return [(part, line) for part in re.split(r"\s{3,}", text) if part.strip(" \u241f,")]


def _rows(lines: Sequence[Line]) -> list[list[tuple[str, Line]]]:
    """Pieces by rows, top down, each from left to right."""
    rows: list[tuple[float, list[Line]]] = []
    for line in sorted(lines, key=lambda line: line.box.y0 + line.box.y1):
        middle = (line.box.y0 + line.box.y1) / 2
        if rows and middle - rows[-1][0] < 0.45 * line.box.height:
            rows[-1][1].append(line)
        else:
            rows.append((middle, [line]))
    return [[piece for line in sorted(row, key=lambda line: line.box.x0) for piece in _pieces(line)] for _, row in rows]


def _join(row: Sequence[tuple[str, Line]]) -> str:
    return " ".join(piece for piece, _ in row)


def _style(line: Line) -> tuple[str, int]:
    main = max(line.spans, key=lambda span: (sum(map(str.isalpha, span.text)), span.size))
    return main.font.rsplit("+", 1)[-1], round(main.size * 2)


def _name_style(rows: Sequence[Sequence[tuple[str, Line]]]) -> tuple[str, int] | None:
    """The style of the first line that holds a name."""
    for row in rows:
        for piece, line in row:
            if _is_affiliation(piece):
                continue
            if any(_is_name(name) for name in _names(piece)):
                return _style(line)
    return None


def _is_affiliation(piece: str) -> bool:
    return bool(_AFFILIATION.search(piece) or _PLACE.search(piece)) or "{" in piece


def _names(piece: str) -> list[str]:
    text = _MARKS.sub(",", piece.replace("\u241f", ","))
    text = re.sub(r"\b[Bb]y\b:?|\bBY\b|^\s*[Aa]uthors?\s*:", " ", text)
    parts = [part.strip(" .:()[]") for part in _SPLIT.split(_ASIDE.sub(" ", text))]
    return [part for part in parts if part]


def _is_name(text: str) -> bool:
    words = [word for word in text.split() if not _SUFFIX.fullmatch(word)]
    if not 2 <= len(words) <= 6 or len(text) > 45 or _is_affiliation(text):
        return False
    if words[-1] in _PARTICLE or not all(_NAME_WORD.fullmatch(word) or word.lower() in _PARTICLE for word in words):
        return False
    long = [word for word in words if len(word.strip(".")) > 1 and word not in _PARTICLE]
    return bool(long) and not (len(words) == 2 and all(_INITIALS.fullmatch(word) and len(word) < 3 for word in words))


def _valid(text: str) -> list[str]:
    """The name in the text; two names when two were printed on following rows with nothing between them."""
    if not text.strip():
        return []
    if _is_name(text) and len(text.split()) <= 4:
        return [_tidy(text)]
    words = text.split()
    if len(words) >= 4 and len(words) % 2 == 0:
        halves = [" ".join(words[: len(words) // 2]), " ".join(words[len(words) // 2 :])]
        if all(map(_is_name, halves)):
            return [_tidy(half) for half in halves]
    return [_tidy(text)] if _is_name(text) else []


def _tidy(text: str) -> str:
    words = [word for word in text.split() if not _TITLE.fullmatch(word)]
    return " ".join(words).strip(" ,.;:") + ("." if words and words[-1].lower() in ("jr.", "sr.") else "")


def _leading(rows: Sequence[Sequence[tuple[str, Line]]]) -> tuple[str, ...]:
    """The names that rows begin with, where each stands on one row with its affiliation."""
    found = []
    for row in rows:
        for piece, _ in row:
            if _PLACE.search(piece) and not _AFFILIATION.search(piece):
                continue  # a town and its country
            found += [_tidy(name) for name in itertools.takewhile(_is_name, _names(piece))]
    return tuple(dict.fromkeys(found))


def _printed(witness: str, text: str) -> tuple[str, ...]:
    names = [name.strip() for name in re.split(r"[,;]|\band\b|&", witness) if name.strip()]
    plain = re.sub(r"\W+", "", text).lower()
    return tuple(name for name in names if _is_name(name) and re.sub(r"\W+", "", name).lower() in plain)


def _group(lines: Sequence[Line], witness: str) -> tuple[str, ...]:
    name = " ".join(witness.split())
    printed = {" ".join(line.text.split()).casefold() for line in lines}
    return (name,) if name and name.casefold() in printed else ()


def _consortia(lines: Sequence[Line], persons: Sequence[str]) -> tuple[str, ...]:
    """Groups that stand behind the last person: "and for the Dutch Pancreatic Cancer Group"."""
    text = " ".join(piece.replace("\u241f", ",") for row in _rows(lines) for piece, _ in row)
    last = text.rfind(persons[-1].split()[-1])
    match = _CONSORTIUM.search(_MARKS.sub(",", text[last:][:_NEAR_GROUP])) if last >= 0 else None
    return (" ".join(match[1].split()),) if match else ()


def _chinese(lines: Sequence[Line]) -> tuple[str, ...]:
    names: Counter[str] = Counter()
    for row in _rows(lines):
        text = _join(row).replace("\u241f", " ")
        if _AFFILIATION.search(text):
            continue
        text = re.sub(r"(?:作\s*者|姓\s*名)\s*[:：]?", " ", _MARKS.sub(" ", text))
        text = re.sub(rf"(?<![{HAN}])([{HAN}]) +([{HAN}])(?![{HAN}])", r"\1\2", text)
        for word in re.split(r"[\s,，、;；:：()（）]+", text):
            if 2 <= len(word) <= 4 and han_count(word) == len(word) and word[0] in _SURNAMES:
                names[word] += 1
    return tuple(names)
