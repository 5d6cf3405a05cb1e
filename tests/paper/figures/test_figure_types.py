"""What a figure is for, from captions, bodies, mentions and sections as papers have them."""

from __future__ import annotations

from typing import Literal

import pytest

from paper_notes.paper.figures.types import type_of
from paper_notes.paper.model import Box, Figure, FigureKind, Mention, Section, SectionRole, Sentence

PLACE = Box(50, 50, 300, 200)
SECTIONS: tuple[tuple[str, int, SectionRole], ...] = (
    ("The Retriever", 1, "method"),
    ("Experiments", 1, "experiments"),
    ("Passage search", 2, "other"),
)


def _type(caption: str, inside: str = "", said: str = "", kind: FigureKind = "figure", section: int = 2) -> str:
    mentions = (Mention(Sentence(said, 1, 1), section),) if said else ()
    figure = Figure(1, kind, "1", "Figure 1", caption, PLACE, PLACE, 1, "result", "fig1", 0.0, None, mentions)
    sections = [Section(title, "", level, 1, role) for title, level, role in SECTIONS]
    return type_of(
        Figure(**{name: getattr(figure, name) for name in Figure.__dataclass_fields__} | {"inside": inside}), sections
    )


@pytest.mark.parametrize(
    ("caption", "wanted"),
    [
        ("Accuracy of the retriever trained with and without hard negatives.", "ablation"),
        ("A comparison of retrieval without reranking (left) and with reranking (right).", "ablation"),
        ("Error for different values of the temperature.", "ablation"),
        ("Accuracy of our retriever compared to BM25, after Lee et al. (2019).", "compare"),
        ("Error rate by length of the query; t test corrected for multiple comparisons.", "result"),
        ("Response without (control) and with stimulation; error bars are one standard deviation.", "result"),
        ("Histogram of the scores.", "result"),
        ("Architecture of the retriever.", "arch"),
        ("不同温度取值下的准确率", "ablation"),
    ],
)
def test_the_caption_decides(caption: str, wanted: Literal["ablation", "compare", "result", "arch"]) -> None:
    assert _type(caption) == wanted


def test_a_citation_in_a_caption_is_no_sentence_end() -> None:
    assert _type("Published scores, after Lee et al. (2019) and Ng et al. (2020), compared to ours.") == "compare"


def test_a_legend_that_says_with_and_without_is_an_ablation() -> None:
    assert _type("Loss over the epochs.", inside="0.2\n0.4\nwithout dropout\nwith dropout\n100\n200") == "ablation"
    assert _type("Loss over the epochs.", inside="0.2\n0.4\nwithout dropout\n100\n200") == "result"


def test_a_table_of_numbers_under_the_word_model_is_a_comparison() -> None:
    cells = "BM25 18.4 20.1\nDPR 31.2 33.0\nRetriever 35.9 36.7\nReader 12.0 14.5\nBoth 40.1 41.1"
    assert _type("Test scores.", inside=f"Model Dev Test\n{cells}", kind="table") == "compare"
    assert _type("Test scores.", inside=f"Year Dev Test\n{cells}", kind="table") == "result"


def test_words_of_the_text_alone_do_not_make_a_comparison() -> None:
    said = "Figure 1 shows that the error in summer is lower than in winter."
    assert _type("Error by month.", said=said) == "result"


def test_a_subsection_has_the_role_of_its_section() -> None:
    # nothing in the words: what stands among the experiments is a result, what stands in the method is no result
    assert _type("Passages.", said="Passages are in Figure 1.", section=2) == "result"
    assert _type("Passages.", said="Passages are in Figure 1.", section=0) == "method"
