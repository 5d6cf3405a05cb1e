"""The words that the site's own parts are made of (buttons, labels, notices), in Chinese and English."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Interface:
    """One language's words. ``{…}`` are filled with :meth:`str.format`."""

    tag: str
    notes: str
    count: str
    count_one: str
    filter: str
    filter_hint: str
    all: str
    sort: str
    sort_newest: str
    sort_oldest: str
    sort_title: str
    sort_easiest: str
    sort_shortest: str
    sort_shelf: str
    year: str
    language: str
    difficulty: str
    difficulty_value: str
    status: str
    rating: str
    rating_value: str
    reading: str
    readings: dict[str, str]
    note_by: str
    tags: str
    clear: str
    nothing: str
    not_found: str
    not_found_hint: str
    minutes: str
    reading_time: str
    prerequisites: str
    authors_more: str
    edit: str
    markdown: str
    cite: str
    copy: str
    copied: str
    publish: str
    publish_done: str
    publish_failed: str
    publish_for: dict[str, str]
    related: str
    cited_in: str
    previous: str
    next: str
    page_preview: str
    enlarge: str
    close: str
    formula: str
    both: str
    being_written: str
    evidence: str
    evidence_of: str
    evidence_by: dict[str, str]
    decided: dict[str, str]
    read_in: dict[str, str]
    statuses: dict[str, str]
    notices: dict[str, str]


INTERFACE: dict[str, Interface] = {
    "zh": Interface(
        tag="zh-CN",
        notes="阅读笔记",
        count="共 {} 篇",
        count_one="共 1 篇",
        filter="筛选",
        filter_hint="标题、作者、标签……",
        all="全部",
        sort="排序",
        sort_newest="年份从新到旧",
        sort_oldest="年份从旧到新",
        sort_title="标题",
        sort_easiest="由易到难",
        sort_shortest="由短到长",
        sort_shelf="相近的放在一起",
        year="年份",
        language="语言",
        difficulty="难度",
        difficulty_value="难度 {}，最高 5",
        status="状态",
        rating="评分",
        rating_value="评分 {}，最高 5",
        reading="阅读进度",
        readings={"to read": "待读", "reading": "在读", "read": "已读"},
        note_by="笔记作者",
        tags="标签",
        clear="清除",
        nothing="没有符合条件的笔记。",
        not_found="没有这个页面",
        not_found_hint="地址可能写错了，或者笔记换了文件夹。可以用上方的搜索查找，或从索引进入：",
        minutes="约 {} 分钟",
        reading_time="阅读时长",
        prerequisites="前置知识",
        authors_more="等\u00a0{}\u00a0人",
        edit="编辑",
        markdown="Markdown 原文",
        cite="引用",
        copy="复制",
        copied="已复制",
        publish="发布",
        publish_done="已复制，可粘贴到编辑器",
        publish_failed="没能复制，请改用 paper-notes export",
        publish_for={"wechat": "复制到公众号", "zhihu": "复制到知乎", "juejin": "复制到掘金"},
        related="相关笔记",
        cited_in="引用本篇的笔记",
        previous="上一篇",
        next="下一篇",
        page_preview="论文第 {} 页",
        enlarge="放大：{}",
        close="关闭",
        formula="公式 {}",
        both="中英对照",
        being_written="Claude 正在撰写这篇笔记，写好后本页会自动刷新。",
        evidence="论断依据",
        evidence_of="共 {} 条注明页码",
        evidence_by={
            "program": "程序比对有据 {} 条",
            "model": "模型复读有据 {} 条",
            "contradicted": "与原文相反 {} 条",
            "nobody": "无人判定 {} 条",
        },
        decided={
            "supported program": "程序比对，有据：",
            "supported model": "模型复读，有据：",
            "contradicted program": "程序比对，与原文相反：",
            "contradicted model": "模型复读，与原文相反：",
            "undecided": "无人判定。最接近的原文：",
            "nothing": "无人判定，也没有找到接近的原文。",
        },
        read_in={"zh": "阅读中文版", "en": "Read in English"},
        statuses={
            "extract": "摘录",
            "edited-extract": "摘录，已修改",
            "edited-generated": "自动生成，已修改",
            "generated": "自动生成",
            "reviewed": "已审阅",
            "handwritten": "人工撰写",
        },
        notices={
            "extract": "本页由程序从论文原文摘录而成，尚未成为一篇完整的笔记。引文均注明页码，可点击核对。",
            "generated": "本篇由语言模型撰写，尚未经人审阅。程序只在论文中找过其中的引文与数字；"
            "每条论断由谁判定，见“论断依据”一栏。",
            "edited-extract": "本页起初由程序从论文原文摘录而成，后经人修改：注明页码的引文出自论文，"
            "其余为修改者所写。尚未标为已审阅。",
            "edited-generated": "本篇起初由语言模型撰写，后经人修改，尚未标为已审阅。",
        },
    ),
    "en": Interface(
        tag="en",
        notes="Reading notes",
        count="{} notes",
        count_one="1 note",
        filter="Filter",
        filter_hint="Title, author, tag …",
        all="All",
        sort="Sort",
        sort_newest="Newest first",
        sort_oldest="Oldest first",
        sort_title="Title",
        sort_easiest="Easiest first",
        sort_shortest="Shortest first",
        sort_shelf="Like beside like",
        year="Year",
        language="Language",
        difficulty="Difficulty",
        difficulty_value="Difficulty {} of 5",
        status="Status",
        rating="Rating",
        rating_value="Rated {} of 5",
        reading="Progress",
        readings={"to read": "To read", "reading": "Reading", "read": "Read"},
        note_by="Note by",
        tags="Tags",
        clear="Clear",
        nothing="No note fits these filters.",
        not_found="There is no such page",
        not_found_hint="The address may be mistyped, or the note's folder has a new name. Search for it above, or"
        " find it in the index:",
        minutes="{} min read",
        reading_time="Reading time",
        prerequisites="Prerequisites",
        authors_more="and {} more",
        edit="Edit",
        markdown="Markdown",
        cite="Cite",
        copy="Copy",
        copied="Copied",
        publish="Publish",
        publish_done="Copied: paste it into the editor",
        publish_failed="Not copied: use paper-notes export",
        publish_for={"wechat": "Copy for WeChat", "zhihu": "Copy for Zhihu", "juejin": "Copy for Juejin"},
        related="Related notes",
        cited_in="Cited in these notes",
        previous="Previous",
        next="Next",
        page_preview="Page {} of the paper",
        enlarge="Enlarge: {}",
        close="Close",
        formula="Formula {}",
        both="Side by side",
        being_written="Claude is writing this note; the page reloads when it is done.",
        evidence="Evidence",
        evidence_of="{} claims with a page",
        evidence_by={
            "program": "{} supported, by the program",
            "model": "{} supported, by a model",
            "contradicted": "{} contradicted",
            "nobody": "{} decided by nobody",
        },
        decided={
            "supported program": "Supported, the program finds:",
            "supported model": "Supported, a second model finds:",
            "contradicted program": "Contradicted, the program finds:",
            "contradicted model": "Contradicted, a second model finds:",
            "undecided": "Decided by nobody. Nearest passage:",
            "nothing": "Decided by nobody; no passage near to it was found.",
        },
        read_in={"zh": "阅读中文版", "en": "Read in English"},
        statuses={
            "extract": "Extract",
            "generated": "Generated",
            "reviewed": "Reviewed",
            "handwritten": "Written by hand",
            "edited-extract": "Extract, edited",
            "edited-generated": "Generated, edited",
        },
        notices={
            "extract": "This page was put together by a program from the paper's own sentences; it is not yet a"
            " finished note. Every quotation names its page, so you can check it.",
            "generated": "A language model wrote this note; no person has reviewed it yet. A program looked up its"
            " quotations and numbers in the paper; “Evidence” says of how many claims who decided.",
            "edited-extract": "This page began as an extract that a program made of the paper's own sentences, and a"
            " person has edited it since: what is quoted with its page is the paper's, the rest is the editor's. It is"
            " not marked as reviewed yet.",
            "edited-generated": "A language model wrote this note and a person has edited it since; it is not marked as"
            " reviewed yet.",
        },
    ),
}
