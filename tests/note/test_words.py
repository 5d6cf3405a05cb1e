import pytest

from paper_notes.note.words import CITATION, SECTION_ORDER, WORDS, cite, section_key


@pytest.mark.parametrize("language", ["zh", "en"])
def test_our_own_headings_name_their_sections(language):
    assert [section_key(WORDS[language].sections[key]) for key in SECTION_ORDER] == list(SECTION_ORDER)


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("四、核心方法（重点）", "method"),
        ("4. Core Method", "method"),
        ("一、TL;DR", "tldr"),
        ("总结", "summary"),
        ("In-depth Understanding Q&A", "qa"),
        ("Q1: why?", None),
    ],
)
def test_headings_as_people_write_them(heading, key):
    assert section_key(heading) == key


def test_citations_are_found_again():
    match = CITATION.search(f"so it is {cite(3, 4)}.")
    assert match.groups() == ("3", "4", "3")
    assert CITATION.search(cite(12)).groups() == ("12", None, "12")
