"""Terms and their counterparts."""

from __future__ import annotations

from paper_notes.language.glossary import counterpart, terms_in


def test_terms_are_found_in_the_plural_with_or_without_hyphens_and_the_longest_counts() -> None:
    found = terms_in("Deep residual networks use residual learning; Mini batches of 256 and pretrained models.", "en")
    assert found == {"residual network": 1, "residual learning": 1, "mini-batch": 1}
    assert terms_in("残差网络使用残差学习", "zh") == {"残差网络": 1, "残差学习": 1}


def test_counterparts_go_both_ways() -> None:
    assert counterpart("Residual Learning", "en") == "残差学习"
    assert counterpart("残差学习", "zh") == "residual learning"
    assert counterpart("Shelf Learning", "en") == "" and counterpart("书架", "zh") == ""
    assert counterpart("Results", "en") == "结果" and "result" not in terms_in("The results are good.", "en")
