"""The extract: its structure, its honesty, and papers that lack what a note wants."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from paper_notes.language.match import skeleton
from paper_notes.note.sections import SECTIONS
from paper_notes.note.words import CITATION, WORDS
from paper_notes.paper.model import Mention, Metadata, Paper, Paragraph, Section, Sentence
from paper_notes.writing.extract import ExtractWriter
from paper_notes.writing.extract.cues import says_only_however
from paper_notes.writing.extract.difficulty import prerequisites
from paper_notes.writing.extract.figures import full_number, shortened_caption
from paper_notes.writing.extract.outline import outline
from paper_notes.writing.extract.sentences import quality
from paper_notes.writing.model import WHOLE_PAGE, Brief

QUOTED = re.compile(r"“(?P<inline>[^”]+)”\s*(?=\[pp?\.)|^> (?P<block>[^*\n].*?)\s*(?=\[pp?\. [\d–]+\]\(paper)", re.M)


def body_of(paper: Paper, brief: Brief) -> str:
    return ExtractWriter().write(paper, brief).body


def part(body: str, heading: str) -> str:
    return body.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_all_sections_stand_in_order_under_meta_block_and_notice(paper: Paper, brief: Brief, language: str) -> None:
    body = body_of(paper, replace(brief, language=language))  # type: ignore[arg-type]
    headings = re.findall(r"^## (.+)$", body, re.M)
    assert headings == [kind.heading(language) for kind in SECTIONS]  # this paper has something for each
    meta, notice = body.split("\n\n")[1:3]
    assert meta.startswith(f"> **{WORDS[language].paper}**")
    assert ("without a model" if language == "en" else "未使用模型") in notice


def test_every_quotation_stands_on_the_page_it_cites(paper: Paper, brief: Brief) -> None:
    body = body_of(paper, brief)
    checked = 0
    for match in QUOTED.finditer(body):
        citation = CITATION.search(body, match.end())
        assert citation and citation.start() - match.end() <= 2
        text = re.sub(r"&#(\d+);", lambda m: chr(int(m[1])), (match["inline"] or match["block"])).replace("\\", "")
        assert skeleton(text) in skeleton(paper.page_texts[int(citation[3]) - 1])
        checked += 1
    assert checked >= 15


def test_sentences_go_where_they_belong(paper: Paper, brief: Brief) -> None:
    body = body_of(paper, brief)
    assert "We propose ShelfSort" in part(body, "TL;DR")
    overview = part(body, "Overview")
    assert "1. “We formulate shelf order as" in overview and "3. “We publish three collections" in overview
    assert "by a fixed classification scheme" in part(body, "Background and Motivation")
    method = part(body, "Core Method")
    assert "A shelf order is a permutation" in method
    assert "images/fig1_arch_folder-to-shelf.png" in method and "images/eq1_" in method
    assert "where the weight of a pair" in method
    experiments = part(body, "Experiments")
    assert "from 31.2 to 18.4" in experiments and "| ShelfSort | 18.4 |" in experiments
    assert "Removing the title words" in experiments
    assert "Why do the authors sort by the second eigenvector?" in part(body, "Q&A")
    summary = part(body, "Summary")
    assert "cannot place a note" in summary and "is suitable for collections" in summary
    assert "we plan to arrange notes on a plane" in summary.split("### What comes next")[1]


def test_no_sentence_is_quoted_twice_and_signposts_and_debris_never(paper: Paper, brief: Brief) -> None:
    body = body_of(paper, brief)
    texts = [match["inline"] or match["block"] for match in QUOTED.finditer(body)]
    assert len(texts) == len(set(texts))
    assert "In this section" not in body and "λ" not in body and "A. Author" not in body


def test_figures_carry_what_where_and_key_points(paper: Paper, brief: Brief) -> None:
    method = part(body_of(paper, brief), "Core Method")
    block = method[method.index("![Figure 1") :]
    assert re.search(r"\*\*What it shows\*\*: Figure 1, “From folder to shelf[^”]+” \[p\. 3\]", block)
    assert "**Key points**:\n\n- “Figure 1 shows how a folder" in block
    assert "**In the text**: section 2, [p. 3](paper.pdf#page=3)" in block


def test_pictures_are_those_that_the_body_shows(paper: Paper, brief: Brief) -> None:
    draft = ExtractWriter().write(paper, brief)
    shown = re.findall(r"\]\(images/([^)]+)\.png\)", draft.body)
    assert sorted(shown) == sorted(picture.name for picture in draft.pictures)
    table = next(figure for figure in paper.figures if figure.kind == "table")
    unread = replace(paper, figures=(paper.figures[0], replace(table, rows=())))
    assert "images/table1_result_mean-distance.png" in body_of(unread, brief)


def test_the_same_paper_gives_the_same_note(paper: Paper, brief: Brief) -> None:
    assert ExtractWriter().write(paper, brief) == ExtractWriter().write(paper, brief)


def test_a_sentence_that_is_not_on_its_page_is_not_quoted(paper: Paper, brief: Brief) -> None:
    texts = tuple(text.replace("18.4", "19.4") for text in paper.page_texts)
    assert "18.4 on the largest" not in body_of(replace(paper, page_texts=texts), brief)


def test_what_no_sentence_says_is_left_out_and_told_to_the_author_alone(brief: Brief) -> None:
    sentences = (
        Sentence("The committee met on the first Monday of each month in the large hall.", 1, 1),
        Sentence("Minutes were taken by the secretary and read aloud before the meeting closed.", 1, 1),
    )
    section = Section("Minutes", "", 1, 1, "other", (Paragraph(sentences),))
    bare = Paper(
        "1" * 64, 1, Metadata("Minutes", (), "", "en"), (section,), page_texts=(" ".join(s.text for s in sentences),)
    )
    draft = ExtractWriter().write(bare, brief)
    assert "## Experiments" not in draft.body and "## Q&A" not in draft.body and "**Problem**" not in draft.body
    shown = re.sub(r"<!--.*?-->", "", draft.body, flags=re.S)
    assert not re.search(r"\b(?:not? \w+ (?:was|were) found|not found)\b", shown, re.I)
    assert "**Authors**: not stated" in shown
    assert any("Problem" in remark and "Limitations" in remark for remark in draft.remarks)
    assert all(f"<!-- {remark} -->" in draft.body for remark in draft.remarks)
    assert draft.messages == ()


def test_a_scan_shows_its_first_pages_and_says_why(brief: Brief) -> None:
    scan = Paper("2" * 64, 9, Metadata("Main Memory Databases", (), "", "en"), has_text=False)
    draft = ExtractWriter().write(scan, brief)
    assert [picture.page for picture in draft.pictures] == [1, 2, 3]
    assert all(picture.box == WHOLE_PAGE for picture in draft.pictures)
    assert "no text that a program can read" in draft.body
    assert draft.front.difficulty is None


def test_a_paper_without_sections_is_read_by_position(paper: Paper, brief: Brief) -> None:
    body = body_of(replace(paper, sections=(), figures=(), formulas=()), brief)
    assert "We propose ShelfSort" in body
    assert "A shelf order is a permutation" in part(body, "Core Method")


def test_user_settings_win(paper: Paper, brief: Brief) -> None:
    front = ExtractWriter().write(paper, replace(brief, arxiv="2601.00001", tags=("notes",))).front
    assert front.arxiv == "2601.00001" and front.tags == ("notes",)
    assert front.provenance is not None and front.provenance.status == "extract"
    assert "estimated by program" in front.difficulty_reason


def test_two_crops_of_one_name_stay_apart(paper: Paper, brief: Brief) -> None:
    first = paper.figures[0]
    twin = replace(first, number="2", label="Figure 2", page=4, caption_page=3, importance=0.5, type="method")
    draft = ExtractWriter().write(replace(paper, figures=(first, twin, paper.figures[1])), brief)
    names = [picture.name for picture in draft.pictures]
    assert len(names) == len(set(names)) and "fig1_arch_folder-to-shelf-2" in names


def test_symbols_that_two_equations_share_are_explained_once_behind_the_last(paper: Paper, brief: Brief) -> None:
    first = paper.formulas[0]
    second = replace(first, number="2", box=first.box._replace(y0=440, y1=470))
    method = part(body_of(replace(paper, formulas=(first, second)), brief), "Core Method")
    assert method.count("where the weight of a pair") == 1
    assert method.index("Equation (2)") < method.index("where the weight of a pair")


def test_a_pointer_to_a_figure_brings_the_finding_behind_it(paper: Paper, brief: Brief) -> None:
    found = "ShelfSort places related notes 41% nearer to each other than sorting by title does."
    said = (*paper.sections[3].paragraphs[0].sentences[:3], Sentence(found, 4, 4))
    section = replace(paper.sections[3], paragraphs=(Paragraph(said),))
    texts = (*paper.page_texts[:3], " ".join(s.text for s in said), *paper.page_texts[4:])
    known = replace(paper, sections=(*paper.sections[:3], section, *paper.sections[4:]), page_texts=texts)
    body = body_of(known, brief)
    assert f"- “Table 1 compares the orders on all three collections. {found}” [p. 4]" in body
    assert body.count(found) == 1


@pytest.mark.parametrize(("letters", "names"), [("AB", ["II-A", "II-B"]), ("ABB", ["A", "B", "B"])])
def test_a_letter_is_led_by_its_chapter_unless_a_heading_is_lost(letters: str, names: list[str]) -> None:
    sections = [Section("Method", "II", 1, 1, "method")]
    sections += [Section(f"Part {letter}", letter, 2, 1, "method") for letter in letters]
    sections.append(Section("Results", "III", 1, 2, "experiments"))
    assert [full_number(sections, index) for index in range(1, len(letters) + 1)] == names


def test_what_a_paper_proposes_is_no_prerequisite(paper: Paper) -> None:
    told = (
        "We propose a novel approach named Spectral Shelf Order (SSO), which extends minimum linear arrangement (MLA).",
        "SSO and MLA sort alike, but SSO is faster than MLA.",
        "Where MLA fails, SSO still sorts.",
    )
    section = Section("Introduction", "1", 1, 1, "introduction", (Paragraph(tuple(Sentence(t, 1, 1) for t in told)),))
    assert prerequisites(replace(paper, sections=(section,)), (section,)) == ("minimum linear arrangement (MLA)",)


def test_an_overview_without_a_list_quotes_what_the_paper_claims(paper: Paper, brief: Brief) -> None:
    told = paper.sections[1].paragraphs[0]
    bare = replace(paper.sections[1], paragraphs=(told,))
    overview = part(body_of(replace(paper, sections=(paper.sections[0], bare, *paper.sections[2:])), brief), "Overview")
    assert "finding related notes remains a difficult problem.” [p. 1]" in overview.split("**Approach**")[0]
    claims = overview.split("**Contributions**")[1]
    assert "1. “We have shown that a spectral order" in claims and "We propose ShelfSort" not in claims


def test_a_summary_without_limits_and_uses_has_no_heading_for_them(paper: Paper, brief: Brief) -> None:
    ending = paper.sections[4]
    short = replace(ending, paragraphs=(Paragraph(ending.paragraphs[0].sentences[:1]),))
    summary = part(body_of(replace(paper, sections=(*paper.sections[:4], short, paper.sections[5])), brief), "Summary")
    assert "### What the paper concludes" in summary
    assert "### Where it applies" not in summary and "### Limitations" not in summary


def test_what_was_done_is_no_result(paper: Paper, brief: Brief) -> None:
    done = "During sorting we increased the number of neighbours to 300 for the largest collection."
    tested = paper.sections[3].paragraphs[0].sentences
    section = replace(paper.sections[3], paragraphs=(Paragraph((*tested, Sentence(done, 4, 4))),))
    texts = (*paper.page_texts[:3], f"{paper.page_texts[3]} {done}", *paper.page_texts[4:])
    known = replace(paper, sections=(*paper.sections[:3], section, *paper.sections[4:]), page_texts=texts)
    assert done not in part(body_of(known, brief), "Experiments").split("### Main results")[1].split("###")[0]


@pytest.mark.parametrize(
    ("caption", "shown"),
    [
        (
            f"Figure 1: Overview of the method. The first stages {'give much more ' * 8}",
            "Figure 1: Overview of the method.",
        ),
        ("图 1：整枝流程的总体架构。" + "左侧是输入的枝条，右侧是剪去之后的结果" * 8, "图 1：整枝流程的总体架构。"),
        (
            f"Figure 2: Yields in each year with {'nuts and ' * 20}more",
            f"Figure 2: Yields in each year with {'nuts and ' * 7}nuts and…",
        ),
    ],
)
def test_a_long_caption_ends_with_a_sentence_where_one_ends(caption, shown):
    assert shortened_caption(caption, 110) == shown


@pytest.mark.parametrize(
    "text",
    [
        "For the average climate condition DPZ0, the value is that of the new equilibrium of the plantation.",
        "As E is always !r we have arbitrarily considered EO0.7 to indicate adequate fits of the model.",
        "CONCLUSION In this survey it is argued that the data should be resident in memory all the time.",
        "The list contains the elements a : : : t of the sequence in the order in which they came.",
    ],
)
def test_garbled_sentences_are_not_quoted(text: str) -> None:
    assert quality(text) == 0.0
    assert (
        quality("For the average climate condition the value is that of the new equilibrium of the CO2 plantation.")
        > 0.5
    )


def test_what_was_read_as_a_heading_and_is_none(paper: Paper) -> None:
    method = replace(paper.sections[2], title="Input Representations To make notes fit", number="", level=2)
    address = Section("Ada Reader, ada@shelf.example", "", 2, 1, "other", paper.sections[1].paragraphs[:1])
    found = outline(replace(paper, sections=(*paper.sections[:2], address, method, *paper.sections[3:])))
    assert found[2].role == "introduction"
    assert found[3].title == "Input Representations"


@pytest.mark.parametrize(
    ("text", "only"),
    [
        ("However, fields feed back onto the potential across the membrane.", True),
        ("However, such methods fail to scale.", False),
        ("The fundamental constraint, however, remains.", False),
        ("The method is slow.", False),
    ],
)
def test_a_mere_however_is_told_from_trouble(text: str, only: bool) -> None:
    assert says_only_however(text) is only


def test_a_figures_key_point_is_no_mere_pointer_nor_glued(paper: Paper, brief: Brief) -> None:
    figure = paper.figures[0]
    told = (
        "Figure 1 is shown at the top of the page.",
        "Figure 1 plots theorderofrelatednotesonashelf in the second row.",
        "The weights of pairs in Figure 1 grow with the number of words that two notes share.",
    )
    mentions = tuple(Mention(Sentence(text, 3, 3), 2) for text in told)
    texts = (*paper.page_texts[:2], " ".join((paper.page_texts[2], *told)), *paper.page_texts[3:])
    known = replace(paper, figures=(replace(figure, mentions=mentions), paper.figures[1]), page_texts=texts)
    method = part(body_of(known, brief), "Core Method")
    assert f"- “{told[2]}”" in method and told[0] not in method and told[1] not in method


def test_a_note_in_the_other_language_names_terms_headings_and_columns_in_it(paper: Paper, brief: Brief) -> None:
    titles = replace(paper.metadata, title="ShelfSort: Stochastic Optimization of Shelves by Gradient Descent")
    table = replace(paper.figures[1], rows=(("Order", "Accuracy"), *paper.figures[1].rows[1:]))
    method = replace(paper.sections[2], title="Stochastic Optimization")
    known = replace(
        paper,
        metadata=titles,
        figures=(paper.figures[0], table),
        sections=(*paper.sections[:2], method, *paper.sections[3:]),
    )
    body = body_of(known, replace(brief, language="zh"))
    assert "**术语对照**：" in body and "gradient descent（梯度下降）" in body
    assert "### 2 Stochastic Optimization（随机优化）" in body
    assert "| Order | Accuracy（准确率） |" in body and "Figure 1（架构图）" in body
    same = body_of(known, brief)
    assert "**Terms**" not in same and "（" not in same


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (
            (("Order", "Distance", "Time"), ("by title", "31.2", "1 s"), ("ShelfSort", "18.4", "2 s")),
            "- ShelfSort: Distance 18.4; compared with by title [p. 4](paper.pdf#page=4)",
        ),
        ((("Order", ""), ("by title", "31.2"), ("ShelfSort", "18.4")), ""),  # a head is lost
        ((("Order", "Distance"), ("by title", "31.2"), ("by date", "28.9")), ""),  # no row of its own
        ((("1998", "1999"), ("31.2", "30.1"), ("ShelfSort", "18.4")), ""),
    ],
)
def test_a_table_of_results_tells_the_papers_own_row(
    paper: Paper, brief: Brief, rows: tuple[tuple[str, ...], ...], told: str
) -> None:
    known = replace(paper, figures=(paper.figures[0], replace(paper.figures[1], rows=rows)))
    experiments = part(body_of(known, brief), "Experiments")
    assert told in experiments if told else "compared with by" not in experiments
