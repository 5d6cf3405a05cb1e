from __future__ import annotations

from paper_notes.language.shorten import shorten
from paper_notes.site.entry import plain_text, read_entry


def test_an_entry_takes_summary_and_key_figure_from_the_note(folder):
    entry = read_entry(folder)
    assert entry.summary == "核桃树需要修剪。本文给出 n 步算法。"
    assert (
        entry.figure == folder.images / "fig1_arch_tree.png"
    )  # an architecture before a result, whatever stands first
    assert entry.figure_alt == "图 1：总体架构"
    assert entry.standing == "generated"
    assert entry.date == "2026-01-02"


def test_a_note_without_provenance_was_written_by_a_person(folder):
    folder.note.write_text("# 树\n\n## TL;DR\n\n短。\n", encoding="utf-8")
    entry = read_entry(folder)
    assert (entry.standing, entry.language, entry.title, entry.figure) == ("handwritten", "zh", "树", None)


def test_a_translation_knows_the_other_language(folder):
    english = folder.path / "README.en.md"
    english.write_text("---\ntitle: T\nlanguage: en\n---\n\n# T\n", encoding="utf-8")
    assert read_entry(folder).alternatives == ("en",)
    translated = read_entry(folder, english)
    assert (translated.language, translated.alternatives) == ("en", ("zh",))


def test_an_image_outside_the_folder_is_never_the_key_figure(folder, tmp_path):
    (tmp_path / "secret.png").write_bytes((folder.images / "fig1_arch_tree.png").read_bytes())
    folder.note.write_text("# T\n\n![x](images/../../../secret.png)\n", encoding="utf-8")
    assert read_entry(folder).figure is None


def test_plain_text_drops_markup_and_citations():
    assert plain_text("It **grows** by `n` [pp. 3–4](paper.pdf#page=3), [see](x.md).") == "It grows by n, see."


def test_shorten_cuts_at_a_word():
    assert shorten("one two three four", 14) == "one two three…"
    assert shorten("short", 14) == "short"
