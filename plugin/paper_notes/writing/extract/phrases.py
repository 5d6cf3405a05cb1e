"""The extract's own words in Chinese and English: notice, labels, questions, and what is missing."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phrases:
    """One language's words. Braces stand for what is filled in."""

    notice: str
    notice_scan: str
    notice_ocr: str
    ocr_all: str
    ocr_some: str
    no_problem: str
    no_approach: str
    no_contributions: str
    no_background: str
    no_method: str
    no_contributions_end: str
    no_method_parts: str
    method_parts: tuple[str, str, str]
    no_experiments: str
    no_ablation: str
    no_limitations: str
    no_applicability: str
    no_limits_nor_uses: str
    no_questions: str
    no_tldr: str
    no_points: str
    no_places: str
    no_caption: str
    before: str
    missing: str
    overall: str
    details: str
    equation: str
    equation_unnumbered: str
    setup: str
    main_results: str
    ablation: str
    why_statement: str
    how_deed: str
    what_if: str
    what_difference: str
    what_difference_named: str
    what_symbols: str
    what_term: str
    which_assumptions: str
    where_limits: str
    what_next: str
    unanswered: str
    kinds: tuple[str, str, str, str]
    section: str
    question_mark: str
    page_picture: str
    difficulty: str
    signals: tuple[str, str, str, str]
    description_scan: str
    list_comma: str


PHRASES: dict[str, Phrases] = {
    "en": Phrases(
        notice="**An extract, made without a model.** A program chose the sentences below from the paper and quotes "
        "them word for word, each with its page; only headings, labels and questions were added. "
        "Nobody has reviewed the choice.",
        notice_scan="**An extract, made without a model.** The PDF has no text that a program can read (it looks like "
        "a scan), so nothing could be quoted; the first pages are shown as pictures instead.",
        ocr_all="all {whole} pages",
        ocr_some="page {page} of {whole}",
        notice_ocr="Read by OCR, which makes mistakes: {pages}.",
        no_problem="no sentence was found in which the paper states its problem.",
        no_approach="no sentence was found in which the paper names its approach.",
        no_contributions="no list of contributions was found that could be quoted.",
        no_background="No sentences on earlier work and its limits were found.",
        no_method="No section on the method was found.",
        no_contributions_end="No sentence on contributions was found in the conclusion.",
        no_method_parts="Not found for this section: {parts}.",
        method_parts=("a figure of the method", "display equations", "pseudo-code"),
        no_experiments="No sentences or tables with results were found.",
        no_ablation="No sentences on single components or settings were found.",
        no_limitations="No sentence was found in which the authors name limits.",
        no_applicability="No sentence was found that says where it applies.",
        no_limits_nor_uses="No sentence was found in which the authors name limits, nor one that says where it "
        "applies.",
        no_questions="No question was found that the paper answers in its own words.",
        no_tldr="No abstract was found that could be quoted.",
        no_points="the text says no more about it.",
        no_places="no sentence that names it was found.",
        no_caption="no caption is printed.",
        before="How it was done before",
        missing="What is missing",
        overall="Overall architecture",
        details="Data and settings",
        equation="Equation ({number})",
        equation_unnumbered="Unnumbered equation",
        setup="Setup",
        main_results="Main results",
        ablation="Ablations and variations",
        why_statement="Why does the paper say “{clause}”?",
        how_deed="How do the authors manage to “{clause}”?",
        what_if="What happens in this case: “{clause}”?",
        what_difference="What sets it apart from the alternatives?",
        what_difference_named="What sets {name} apart from the alternatives?",
        what_symbols="What do the symbols in equation ({number}) stand for?",
        what_term="What is meant by “{term}”?",
        which_assumptions="Under which assumptions does it hold?",
        where_limits="When does it reach its limits?",
        what_next="What do the authors want to do next?",
        unanswered="No quotable answer was found to questions of these kinds: {kinds}.",
        kinds=("why it was designed so", "what a symbol or term means", "assumptions and limits", "what comes next"),
        section="section {number}",
        question_mark="?",
        page_picture="Page {page} of the paper",
        difficulty="estimated by program: {signals}",
        signals=("display equations: {n}", "words such as theorem, lemma, proof: {n}", "pages: {n}", "plain text"),
        description_scan="A scanned paper without readable text; its first pages are shown as pictures.",
        list_comma=", ",
    ),
    "zh": Phrases(
        notice="**本文是摘录，未使用模型。** 以下句子由程序从论文中选出，逐字引用并标注页码；"
        "只有标题、标签和问题是另加的。"
        "选择未经人工审阅。",
        notice_scan="**本文是摘录，未使用模型。** 这份 PDF 没有程序可读的文字（应为扫描件），无法引用原文，"
        "因此只展示前几页的图像。",
        ocr_all="全部 {whole} 页",
        ocr_some="第 {page} 页（共 {whole} 页）",
        notice_ocr="以下页面的文字由 OCR 识别，可能有错：{pages}。",
        no_problem="未找到直接陈述问题的句子。",
        no_approach="未找到直接说明方案的句子。",
        no_contributions="未找到可供引用的贡献列表。",
        no_background="未找到论及前人做法的句子。",
        no_method="未找到讲述方法的章节。",
        no_contributions_end="结论中未找到总结贡献的句子。",
        no_method_parts="本节未找到：{parts}。",
        method_parts=("方法的插图", "独立公式", "伪代码"),
        no_experiments="未找到陈述结果的句子或表格。",
        no_ablation="未找到论及单个组件或设置的句子。",
        no_limitations="未找到自述局限的句子。",
        no_applicability="未找到直接说明适用场景的句子。",
        no_limits_nor_uses="未找到自述局限的句子，也未找到直接说明适用场景的句子。",
        no_questions="未找到能以原文回答的问题。",
        no_tldr="未找到可供引用的摘要。",
        no_points="正文中未找到其他说明。",
        no_places="未找到提及它的句子。",
        no_caption="没有印出图题。",
        before="已有做法",
        missing="尚缺什么",
        overall="整体架构",
        details="数据与设置",
        equation="公式（{number}）",
        equation_unnumbered="未编号公式",
        setup="实验设置",
        main_results="主要结果",
        ablation="消融与变体",
        why_statement="论文为什么说“{clause}”？",
        how_deed="作者如何做到“{clause}”？",
        what_if="“{clause}”，结果会怎样？",
        what_difference="与其他方案相比有何不同？",
        what_difference_named="{name} 与其他方案相比有何不同？",
        what_symbols="公式（{number}）中的符号是什么意思？",
        what_term="“{term}”指什么？",
        which_assumptions="在哪些假设下成立？",
        where_limits="什么情况下会受限？",
        what_next="作者接下来想做什么？",
        unanswered="以下类型的问题未找到可引用的回答：{kinds}。",
        kinds=("为什么这样设计", "符号或术语的含义", "假设与边界", "后续方向"),
        section="第 {number} 节",
        question_mark="？",
        page_picture="论文第 {page} 页",
        difficulty="由程序估计：{signals}",
        signals=("独立公式 {n} 个", "定理、引理、证明等词 {n} 处", "共 {n} 页", "以文字为主"),
        description_scan="扫描版论文，没有可读文字，展示前几页的图像。",
        list_comma="、",
    ),
}
