"""Pages before a thesis or report: covers, which are forms, and declarations.

A cover names the work, who wrote it and where in fields: a label ("题 目", "学生姓名", "Supervisor:") with its value
beside it. Theses, course papers and the sheets that archives put before an article are made like this. What stands in
a field tells more than how large it is set: the largest words of a cover are the school's or "硕士学位论文".
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from paper_notes.language.script import HAN, han_count
from paper_notes.paper.layout.document import Layout
from paper_notes.paper.model import Box
from paper_notes.paper.pdf.pages import Line, Page, is_level

FEWEST_FIELDS = 3
"""Fields of different kinds that make a page a cover."""
ONE_ROW = 0.5
"""Share of the lower of two lines' heights by which lines of one row overlap."""
NEXT_ROW = 2.6
"""Type sizes from one row of a title to the next at most."""
SAME_SIZE = 0.15
"""Share of the type size by which rows of one value may differ."""
LONGEST_FIELD = 80
"""Characters of a row of fields at most."""
LONG_ROW, FEWEST_ROWS = 25, 8
"""Characters of a row of text, and rows of a page that is neither cover nor declaration but of the paper itself."""
LATEST_COVER = 10
"""Page on which covers and declarations stand at the latest."""

_TITLE = "论文题目 设计题目 课题名称 论文名称 题目 课题 论文标题 中文题目 题目名称 毕业论文题目 毕业设计题目 项目名称"
_AUTHOR = (
    "学生姓名 作者姓名 论文作者 研究生姓名 硕士生姓名 博士生姓名 申请人姓名 学位申请人 申请人 姓名 作者 研究生 学生"
    " 报告人 硕士研究生 博士研究生 本科生姓名 学员姓名"
)
_DATE = "完成日期 提交日期 论文提交日期 完成时间 提交时间 答辩日期 论文答辩日期 日期 时间 学位授予日期 网络首发日期"
_OTHERS = (
    "学院 院系 系别 系部 系（部） 院（系） 院(系) 系(部) 所在学院 学院名称 二级学院 培养单位 学校 专业 专业班级"
    " 班级 年级 届次 届别 专业名称 学科 学科专业 学科/专业 专业类别 专业领域 研究方向 专业方向 学号 学生学号"
    " 指导教师 指导老师 导师 导师姓名 校内导师 校外导师 指导教师姓名 导师姓名、职称 职称 任课教师 任课老师 授课教师"
    " 教师 课程名称 课程 申请学位 申请学位级别 学位类别 学位类型 分类号 密级 学校代码 单位代码 编号 成绩 队伍编号"
    " 参赛队号 组别"
)
_ENGLISH = {
    "title": r"(?:thesis )?title",
    "author": r"author|candidate|student(?: name)?|name|submitted by",
    "date": r"date(?: of submission)?",
    "others": r"supervisors?|advisors?|department|major|student (?:id|no\.?|number)|degree|school|college|instructor"
    r"|course|faculty|speciality",
}
_GENRE = re.compile(
    r"(?:.{0,16}(?:大学|学院|学校|研究院|研究所))?.{0,6}(?:毕业|学位|课程|学年|期末|期中|本科生?|硕士|博士|研究生|结课|调研)"
    r".{0,5}(?:论文|设计|作业|报告|说明书)(?:[(（].{2,6}[)）])?(?:(?:中文|外文|英文)?摘要|文献综述|开题报告|任务书)?"
    r"|《[^》]*》|.{2,16}(?:大学|学院|学校|研究院)|文献综述|项目"
)
_DECLARES = re.compile(
    r".{0,24}(?:承诺书|诚信声明书?|原创性声明|独创性声明|学术诚信.{0,6}|(?:版权)?使用授权.{0,8}|授权(?:说明|声明|书)|任务书|专用页"
    r"|知识产权.{0,6}|声明)|(?:statement of originality|declaration(?: of .{0,40})?|copyright statement)",
    re.I,
)
_DECLARED_WITHIN = 6
"""Rows of a page, from its top, of which one heads a declaration."""
_HAN_NAME = re.compile(rf"[{HAN}]{{2,4}}|[{HAN}]{{1,8}}·[{HAN}·]{{1,12}}")
_YEAR = re.compile(r"((?:19|20)\s?\d\s?\d)\s*(?:年|[.\-/])|([二〇○零一九]{2}[〇○零一二三四五六七八九]{2})\s*年")
_DATE_ALONE = re.compile(r"[\d〇○零一二三四五六七八九十年月日\s.\-/]{6,30}")
_HAN_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")


def _labels() -> re.Pattern[str]:
    def of(words: str) -> str:
        longest_first = sorted(words.split(), key=len, reverse=True)
        return "|".join(r"\s*".join(map(re.escape, word)) for word in longest_first)

    def spaced(words: str) -> str:
        return "|".join(r"\s+".join(word) for word in words.split() if len(word) == 2)

    # set off by a colon anywhere; by white space at the beginning of a row or behind some; by its own spaced letters
    kinds = {"title": _TITLE, "author": _AUTHOR, "date": _DATE, "others": _OTHERS}
    parts = [
        rf"(?P<{kind}>(?:{of(words)})(?=\s*[:：])|(?<![^\s_])(?:{of(words)})(?=[\s_]|$)|^(?:{spaced(words)})"
        rf"|(?<![^\s_])(?:{_ENGLISH[kind]})(?=\s*[:：]))"
        for kind, words in kinds.items()
    ]
    return re.compile(rf"(?:{'|'.join(parts)})\s*[:：]?[\s_]*", re.I)


_LABEL = _labels()


@dataclass(frozen=True, slots=True)
class Cover:
    """What a cover's fields say; ``title_box`` in points, empty texts where a field is missing or not filled in."""

    page: int
    title: str = ""
    title_box: Box | None = None
    title_size: float = 0.0
    authors: tuple[str, ...] = ()
    year: int | None = None
    fields: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class Opening:
    """What stands before the paper itself: its covers by page (from 1), and the pages that declare something."""

    covers: Mapping[int, Cover]
    declarations: frozenset[int]

    @property
    def pages(self) -> frozenset[int]:
        return self.declarations | frozenset(self.covers)

    def cover_in(self, *, chinese: bool) -> Cover | None:
        """The cover that names its author in the paper's script; the first one that names any."""
        named = [cover for cover in self.covers.values() if cover.authors]
        return next((cover for cover in named if bool(han_count(cover.authors[0])) == chinese), next(iter(named), None))


def opening_of(layout: Layout) -> Opening:
    """The covers and declarations among the document's first pages."""
    covers: dict[int, Cover] = {}
    declarations: set[int] = set()
    for page, dropped in zip(layout.pages[:LATEST_COVER], layout.furniture, strict=False):
        rows = _rows(page, dropped)
        cover = _cover(page.number, rows)
        if cover is not None:
            covers[page.number] = cover
        elif _is_declaration(rows):
            declarations.add(page.number)
        elif sum(len(row.text) >= LONG_ROW for row in rows) >= FEWEST_ROWS:
            break  # the paper has begun
    return Opening(covers, frozenset(declarations))


@dataclass(frozen=True, slots=True)
class _Row:
    """Lines on one height of a cover: ``text`` with a space between lines."""

    lines: tuple[Line, ...]
    text: str
    box: Box
    size: float


def _cover(number: int, rows: Sequence[_Row]) -> Cover | None:
    """What the page's fields say when it is a cover, None otherwise."""
    found: dict[str, tuple[int, str]] = {}
    labels: set[str] = set()
    places: list[Box] = []
    for i, row in enumerate(rows):
        if len(row.text) > LONGEST_FIELD or not _LABEL.match(row.text):
            continue
        places.append(row.box)
        matches = list(_LABEL.finditer(row.text))
        ends = [following.start() for _, following in pairwise(matches)] + [len(row.text)]
        for match, end in zip(matches, ends, strict=True):
            labels.add(re.sub(r"\W", "", match[0]))
            kind = match.lastgroup or "others"
            value = row.text[match.end() : end].strip(" _:：")
            if kind not in found or not found[kind][1]:
                found[kind] = i, value
    if len(labels) < FEWEST_FIELDS or len(places) < FEWEST_FIELDS:
        return None
    title, box, size = _title(rows, *found["title"], places) if "title" in found else ("", None, 0.0)
    dates = [found["date"][1]] if "date" in found else []
    dates += [row.text for row in rows if _DATE_ALONE.fullmatch(row.text)]
    year = next((int(y) for text in dates if (y := _year_in(text))), None)
    return Cover(number, title, box, size, _names(found.get("author", (0, ""))[1]), year, tuple(places))


def is_genre(text: str) -> bool:
    """Whether the words say what kind of work it is or where it was made, not what it is called."""
    return bool(_GENRE.fullmatch(re.sub(r"\s", "", text)))


def _is_declaration(rows: Sequence[_Row]) -> bool:
    """Whether the page is headed as a declaration, a licence or a form of a contest: nothing of the paper itself."""
    heads = (re.sub(r"\s+(?=[^\x00-\x7f])", "", row.text.strip()) for row in rows[:_DECLARED_WITHIN])
    return any(_DECLARES.fullmatch(head) for head in heads)


def _rows(page: Page, dropped: Collection[int]) -> list[_Row]:
    groups: list[list[Line]] = []
    lines = [line for i, line in enumerate(page.lines) if i not in dropped and is_level(line) and not line.blank]
    for line in sorted(lines, key=lambda line: (line.box.y0 + line.box.y1, line.box.x0)):
        last = groups[-1][-1] if groups else None
        if last is not None and min(last.box.y1, line.box.y1) - max(last.box.y0, line.box.y0) > ONE_ROW * min(
            last.box.height, line.box.height
        ):
            groups[-1].append(line)
        else:
            groups.append([line])
    rows = []
    for group in groups:
        group.sort(key=lambda line: line.box.x0)
        box = group[0].box
        for line in group[1:]:
            box = box.union(line.box)
        text = " ".join(line.text.strip() for line in group)
        rows.append(_Row(tuple(group), text, box, max(line.size for line in group)))
    return rows


def _title(rows: Sequence[_Row], at: int, value: str, fields: Sequence[Box]) -> tuple[str, Box | None, float]:
    """The title's rows: the value beside the label, and what goes on with it below, or above where the label stands
    at half the height of two rows."""
    own = rows[at]
    size = max((line.size for line in own.lines if line.text.strip() and line.text.strip() in value), default=own.size)
    texts, box = [value] if value else [], own.box
    for step in (1, -1) if not value else (1,):
        i, last = at + step, own
        while 0 <= i < len(rows) and rows[i].box not in fields:
            row = rows[i]
            apart = abs(row.box.y0 - last.box.y0)
            if apart > NEXT_ROW * size or abs(row.size - size) > SAME_SIZE * size or is_genre(row.text):
                break
            if not value and box.x0 < row.box.x0 < own.box.x1:
                break
            texts.insert(len(texts) if step > 0 else 0, row.text.strip(" _"))
            box = box.union(row.box)
            i, last = i + step, row
    text = ""
    for piece in texts:
        joined = not text or han_count(text[-1]) or han_count(piece[:1])
        text += piece if joined else f" {piece}"
    text = re.sub(rf"(?<=[{HAN}]) +(?=[{HAN}])|_+", "", text).strip()
    return (text, box, size) if len(text) > 3 else ("", None, 0.0)


def _names(value: str) -> tuple[str, ...]:
    """The names in an author's field: letters set apart are put together; anything but a name is none."""
    value = re.sub(rf"(?<![{HAN}])([{HAN}])\s+([{HAN}])(?![{HAN}])", r"\1\2", value)
    parts = [part.strip(" .") for part in re.split(r"[,，、;；]|\s{2,}|(?<=[^\x00-\x7f])\s", value) if part.strip()]
    parts = [re.sub(r"[\d*∗†]+$", "", part) for part in parts]
    return tuple(part for part in parts if _HAN_NAME.fullmatch(part) or re.fullmatch(r"(?:[A-Z][\w'.-]+ ?){2,4}", part))


def _year_in(text: str) -> str:
    match = _YEAR.search(text)
    if not match:
        return ""
    return re.sub(r"\s", "", match[1]) if match[1] else match[2].translate(_HAN_DIGITS)
