"""The extract's own words in Chinese and English: notice, labels, questions, and what is missing."""

from __future__ import annotations

from dataclasses import dataclass

from paper_notes.paper.model import FigureType


@dataclass(frozen=True, slots=True)
class Phrases:
    """One language's words. Braces stand for what is filled in."""

    notice: str
    notice_scan: str
    notice_ocr: str
    ocr_all: str
    ocr_some: str
    concluded: str
    next: str
    questions: str
    left_out: str
    look_at: str
    place: str
    before: str
    missing: str
    overall: str
    method: str
    details: str
    equation: str
    equation_unnumbered: str
    setup: str
    main_results: str
    ablation: str
    why_statement: str
    section: str
    question_mark: str
    page_picture: str
    difficulty: str
    signals: tuple[str, str, str, str]
    description_scan: str
    list_comma: str
    own_row: str
    terms: str
    table: str
    figure_types: dict[FigureType, str]


PHRASES: dict[str, Phrases] = {
    "en": Phrases(
        notice="**An extract, made without a model.** A program chose the sentences below from the paper and quotes "
        "them word for word, each with its page; only headings, labels and questions were added. "
        "Nobody has reviewed the choice.",
        notice_scan="**An extract, made without a model.** The PDF has no text that a program can read (it looks like "
        "a scan), so nothing could be quoted; the first pages are shown as pictures instead.",
        ocr_all="all pages",
        ocr_some="{page}",
        notice_ocr="Read by OCR, which makes mistakes: {pages}.",
        concluded="What the paper concludes",
        next="What comes next",
        questions="questions that the paper argues",
        left_out="no sentence says this clearly, so the extract leaves it out: {names}",
        look_at="worth a look when editing: {places}",
        place="{title} (p. {page})",
        before="How it was done before",
        missing="What is missing",
        overall="Overview",
        method="method",
        details="Data and settings",
        equation="Equation ({number})",
        equation_unnumbered="Unnumbered equation",
        setup="Setup",
        main_results="Main results",
        ablation="Ablations and variations",
        why_statement="Why does the paper say “{clause}”?",
        section="section {number}",
        question_mark="?",
        page_picture="Page {page} of the paper",
        difficulty="estimated by program: {signals}",
        signals=("display equations: {n}", "words such as theorem, lemma, proof: {n}", "pages: {n}", "plain text"),
        description_scan="A scanned paper without readable text; its first pages are shown as pictures.",
        list_comma=", ",
        own_row="{name}: {values}; compared with {others}",
        terms="Terms",
        table="table",
        figure_types={
            "arch": "architecture",
            "method": "method",
            "result": "results",
            "ablation": "ablation",
            "compare": "comparison",
        },
    ),
    "zh": Phrases(
        notice="**本文是摘录，未使用模型。** 以下句子由程序从论文中选出，逐字引用并标注页码；"
        "只有标题、标签和问题是另加的。"
        "选了哪些句子，尚无人审阅。",
        notice_scan="**本文是摘录，未使用模型。** 这份 PDF 没有程序可读的文字（应为扫描件），无法引用原文，"
        "因此只展示前几页的图像。",
        ocr_all="全文",
        ocr_some="{page}",
        notice_ocr="以下页面的文字由 OCR 识别，可能有错：{pages}。",
        concluded="论文的结论",
        next="后续方向",
        questions="论文自己论证的问题",
        left_out="没有句子明确说明，因此摘录未写：{names}",
        look_at="编辑时可查看：{places}",
        place="{title}（第 {page} 页）",
        before="已有做法",
        missing="尚缺什么",
        overall="总览",
        method="方法",
        details="数据与设置",
        equation="公式（{number}）",
        equation_unnumbered="未编号公式",
        setup="实验设置",
        main_results="主要结果",
        ablation="消融与变体",
        why_statement="论文为什么说“{clause}”？",
        section="第 {number} 节",
        question_mark="？",
        page_picture="论文第 {page} 页",
        difficulty="由程序估计：{signals}",
        signals=("行间公式 {n} 个", "定理、引理、证明等词 {n} 处", "共 {n} 页", "以文字为主"),
        description_scan="扫描版论文，没有可读文字，展示前几页的图像。",
        list_comma="、",
        own_row="{name}：{values}；对比 {others}",
        terms="术语对照",
        table="表格",
        figure_types={
            "arch": "架构图",
            "method": "方法示意图",
            "result": "结果图",
            "ablation": "消融图",
            "compare": "对比图",
        },
    ),
}
