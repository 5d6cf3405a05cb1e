import pytest

from paper_notes.language.match import locate, places, skeleton

TEXT = "We propose a sim-\nple and eﬃcient estimator. Ünïcode “stays”, 注意力 ½ too."


def test_each_letter_of_a_skeleton_knows_its_character():
    letters = skeleton(TEXT)
    assert "simpleandefficientestimator" in letters
    assert len(places(TEXT)) == len(letters)
    match = locate("efficient estimator … 注意力", letters)
    assert match is not None
    said = [TEXT[places(TEXT)[start] : places(TEXT)[end - 1] + 1] for start, end in match.stretches]
    assert said == ["eﬃcient estimator", "注意力"]


@pytest.mark.parametrize("text", [TEXT, "", "Straße ŁÓDŹ ﬁ", "e\u0301 ①②", "한국어 ǅ İ"])
def test_a_text_has_as_many_places_as_letters(text: str):
    assert len(places(text)) == len(skeleton(text))
