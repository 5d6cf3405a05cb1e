from paper_notes.note.words import CITATION, cite


def test_citations_are_found_again():
    match = CITATION.search(f"so it is {cite(3, 4)}.")
    assert match.groups() == ("3", "4", "3")
    assert CITATION.search(cite(12)).groups() == ("12", None, "12")
