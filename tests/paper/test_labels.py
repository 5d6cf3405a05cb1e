"""Labels in the shapes that papers print, and what only looks like one."""

import pytest

from paper_notes.paper.labels import is_bare_label, is_bare_word, match_label


@pytest.mark.parametrize(
    ("text", "kind", "number", "label", "rest"),
    [
        ("Figure 3: A plot", "figure", "3", "Figure 3", "A plot"),
        ("FI G U R E 1 The study", "figure", "1", "FIGURE 1", "The study"),
        ("T A B L E II", "table", "II", "TABLE II", ""),
        ("tABLE 1. Doses", "table", "1", "tABLE 1", "Doses"),
        ("Figure-1 Flow", "figure", "1", "Figure 1", "Flow"),
        ("Fig. S2 | Cells", "figure", "S2", "Fig. S2", "Cells"),
        ("Extended Data Figure 4 Cells", "figure", "4", "Extended Data Figure 4", "Cells"),
        ("Abbildung 5: Ein Bild", "figure", "5", "Abbildung 5", "Ein Bild"),
        ("Algorithmus 2 Suche", "algorithm", "2", "Algorithmus 2", "Suche"),
        ("Table      3. Costs", "table", "3", "Table 3", "Costs"),
        ("FIG. i. A tree", "figure", "1", "FIG. 1", "A tree"),
        ("Figure A.1: More", "figure", "A.1", "Figure A.1", "More"),
        ("Table 1–2 Costs", "table", "1-2", "Table 1–2", "Costs"),
        ("图3-1 结构", "figure", "3-1", "图3-1", "结构"),
        ("图 3.1　结构", "figure", "3.1", "图 3.1", "结构"),
        ("图１　结构", "figure", "1", "图1", "结构"),
        ("表２ 结果", "table", "2", "表2", "结果"),
        ("图二 结构", "figure", "2", "图二", "结构"),
        ("算法1 搜索", "algorithm", "1", "算法1", "搜索"),
        ("图3展开后的RNN结构", "figure", "3", "图3", "展开后的RNN结构"),
    ],
)
def test_a_label_is_read_and_its_number_is_kept_in_ascii(
    text: str, kind: str, number: str, label: str, rest: str
) -> None:
    found = match_label(text)
    assert found is not None
    assert (found.kind, found.number, found.text, found.rest.strip()) == (kind, number, label, rest)


@pytest.mark.parametrize(
    "text",
    [
        "Figures of merit",
        "Figure 3D plots",
        "Table of contents",
        "Tables",
        "图3中可以看到",
        "表2个",
        "图一般来说",
        "A Table 2",
    ],
)
def test_what_only_looks_like_a_label_is_none(text: str) -> None:
    assert match_label(text) is None


@pytest.mark.parametrize(
    "text", ["Table 3 (continued)", "TABLE 2—Continued", "Table 4. Cont.", "续表2 结果", "表 3.2 (续)", "表2（续表）"]
)
def test_a_label_says_that_it_goes_on_from_another_page(text: str) -> None:
    found = match_label(text)
    assert found is not None and found.continued and found.kind == "table"


def test_labels_of_a_supplement_are_a_series_of_their_own() -> None:
    series = [
        found.series
        for text in ("Figure 1", "Supplementary Fig. 1", "eTable 1", "附图1")
        if (found := match_label(text))
    ]
    assert series == ["", "s", "e", "a"]


def test_bare_labels_and_words() -> None:
    assert is_bare_label("TABLE IV.") and not is_bare_label("Table 4 Costs")
    assert is_bare_word("Table") and is_bare_word("图") and not is_bare_word("Table 4")
