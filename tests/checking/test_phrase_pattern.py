"""The pattern language, and what a matcher makes of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paper_notes.checking.phrase_list import (
    FOLDER,
    TERM,
    Group,
    Phrase,
    PhraseMatcher,
    load_phrases,
    phrase_files,
    plain,
)
from paper_notes.checking.phrase_pattern import PhraseError, parse_phrase
from paper_notes.checking.phrase_rule import LANGUAGES


def matched(pattern, text, language="en", **group):
    phrase = Phrase(pattern, Group("rule", "group", 1, "", "", **group))
    return [text[hit.start : hit.end] for hit in PhraseMatcher([phrase], language).hits(text)]


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("in summary", "In summary, so. In-summary.", ["In summary", "In-summary"]),
        ("novel", "novelty, novel; a novel-view model", ["novel"]),
        ("(a|the) test", "the test, a test, test", ["the test", "a test"]),
        ("plays [a|an] [very] key role", "plays key role; plays a key role; plays a very key role", 3),
        ("it is [also] worth", "it is worth; it is also worth; it is not worth", ["it is worth", "it is also worth"]),
        ("but [rather]", "but then, but rather", ["but", "but rather"]),
        ("[very] good", "very good and good", ["very good", "good"]),
        ("not only … but", "not only fast but good. not only fast. But no", ["not only fast but"]),
        ("demonstrat*", "demonstrates, a demonstration", ["demonstrates", "demonstration"]),
        ("^overall,", "Overall, yes. It is, overall, so.\nOverall, again", ["Overall,", "Overall,"]),
        ("it's", "it’s and it's", ["it’s", "it's"]),
        (r"f\(x\)", "f(x) here", ["f(x)"]),
        ("((a|b) c|d) e", "a c e, b c e, d e", ["a c e", "b c e", "d e"]),
    ],
)
def test_english_patterns(pattern, text, found):
    hits = matched(pattern, text)
    assert len(hits) == found if isinstance(found, int) else hits == found


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("值得(注意|一提)的[一点]是", "值得注意的是甲；值得一提的一点是乙", ["值得注意的是", "值得一提的一点是"]),
        ("不仅…还", "它不仅快，还准。不仅快。还准", ["不仅快，还"]),
        ("^此外", "此外，甲。乙，此外丙。", ["此外"]),
        ("具有[重要]意义", "具有意义，具有重要意义", ["具有意义", "具有重要意义"]),
    ],
)
def test_chinese_patterns(pattern, text, found):
    assert matched(pattern, text, "zh") == found


@pytest.mark.parametrize("wrong", ["(a|b", "a)", "[a", "…a", "", "   ", "a^b", "(|)"])
def test_a_wrong_pattern_is_told(wrong):
    with pytest.raises(PhraseError, match="phrase"):
        parse_phrase(wrong)


@given(st.text(alphabet="ab好([|])… ^*\\-'", max_size=24))
def test_any_pattern_either_compiles_or_is_told(pattern):
    for language in ("zh", "en"):
        try:
            matched(pattern, "a b 好 ab-a 好好", language)
        except PhraseError:
            return


def test_a_term_shields_what_is_in_it():
    term = Phrase("novel view synthesis", Group(TERM, "terms", 0, "", ""))
    word = Phrase("novel", Group("hype", "x", 9, "", ""))
    text = "Novel view synthesis with a novel loss"
    assert [hit.start for hit in PhraseMatcher([word, term], "en").hits(text)] == [28]


def test_the_weightier_of_two_phrases_that_begin_alike_wins():
    light, heavy = (Phrase(p, Group(p, "x", w, "", "")) for p, w in (("本文的核心创新很多", 1), ("本文的核心", 3)))
    hits = PhraseMatcher([light, heavy], "zh").hits("本文的核心创新很多")
    assert [hit.phrase for hit in hits] == [heavy]


def test_words_in_a_gap_are_looked_at_too():
    both = [Phrase(p, Group(p, "x", 1, "", "")) for p in ("不是…而是", "闭环")]
    assert len(PhraseMatcher(both, "zh").hits("这不是闭环，而是开环")) == 2


def test_a_figure_in_the_sentence_lets_a_claim_pass():
    def told(text):
        return matched("achieves good results", text, unless_number=True)

    assert told("It achieves good results.")
    assert told("It has 3 heads. It achieves good results, as Table 2 and Llama2 show.")
    assert not told("It achieves good results: 71.2 % on X.")


def test_lower_case_keeps_every_character_in_its_place():
    assert len(plain("İstanbul ẞ Ǆ")) == len("İstanbul ẞ Ǆ")
    assert matched("in summary", "İİ in summary") == ["in summary"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_shipped_phrase_can_be_read_and_says_why_and_what_instead(language):
    phrases = load_phrases(language)
    assert {path.stem for path in FOLDER.glob("*.toml")} == {phrase.group.rule for phrase in phrases}
    seen = set()
    for phrase in phrases:
        parse_phrase(phrase.pattern)
        assert phrase.group.rule == TERM or (phrase.group.why and phrase.group.instead), phrase
        assert phrase.pattern not in seen, f"{phrase.pattern} twice"
        seen.add(phrase.pattern)


def test_a_phrase_file_says_what_a_rule_says_and_nothing_else():
    needed = {"severity", "what", "why", "example", "instead", "bad", "good", *LANGUAGES}
    for name, data in phrase_files().items():
        assert name == TERM or needed <= set(data) <= needed | {"limit", "since"}, name
