from __future__ import annotations

import pytest

from paper_notes.messages import say, settle, spoken


@pytest.mark.parametrize(
    ("lang", "asked", "locale", "site", "language"),
    [
        (None, "", "C.UTF-8", None, "en"),
        (None, "", "zh_CN.UTF-8", None, "zh"),
        (None, "", "zh_CN.UTF-8", "en", "zh"),
        (None, "", "en_US.UTF-8", "zh", "zh"),
        (None, "en", "zh_CN.UTF-8", "zh", "en"),
        ("en", "zh", "zh_CN.UTF-8", "zh", "en"),
        ("zh", "", "en_US.UTF-8", "en", "zh"),
    ],
)
def test_the_language_of_a_command(monkeypatch, lang, asked, locale, site, language):
    monkeypatch.setenv("PAPER_NOTES_LANG", asked)
    monkeypatch.setenv("LANG", locale)
    assert settle(lang, site=site) == language == spoken()
    assert say("a word", "一个词") == ("一个词" if language == "zh" else "a word")


def test_a_site_is_built_in_its_own_language(monkeypatch):
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert settle(site="en", locale=False) == "en"


def test_the_locale_speaks_before_anything_is_settled(monkeypatch):
    monkeypatch.setenv("LANG", "zh_TW.UTF-8")
    assert spoken() == "zh"
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    assert spoken() == "en"
