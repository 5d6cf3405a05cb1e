import pytest

from paper_notes.errors import UsageError
from paper_notes.library.folders import Library, PaperFolder


def folder(tmp_path, settings):
    (tmp_path / "paper.yml").write_text(settings, encoding="utf-8")
    return PaperFolder(tmp_path)


def test_folders_with_a_paper_a_note_or_settings_are_listed(tmp_path):
    for name in ("b/paper.pdf", "a/README.md", "c/paper.yml", "notes/other.txt", ".git/paper.pdf", "文献/paper.pdf"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    assert [f.slug for f in Library(tmp_path).folders()] == ["a", "b", "c", "文献"]


def test_a_missing_library_says_what_to_do(tmp_path):
    with pytest.raises(UsageError, match=r"there is no folder .*Make it"):
        Library(tmp_path / "nowhere").folders()


def test_a_slug_mistyped_is_answered_with_near_ones(tmp_path):
    (tmp_path / "attention").mkdir()
    (tmp_path / "attention" / "paper.pdf").touch()
    with pytest.raises(UsageError, match="Did you mean attention"):
        Library(tmp_path).folder("atention")


@pytest.mark.parametrize("slug", ["../etc", "..", "", "a/b"])
def test_a_slug_is_no_path(tmp_path, slug):
    with pytest.raises(UsageError):
        Library(tmp_path).folder(slug)


def test_settings_are_read(tmp_path):
    settings = folder(
        tmp_path,
        "arxiv: '1706.03760'\nfocus: [scaling]\ntags: nlp\n"
        "figures:\n- {label: Figure 1, page: 2, rect: [50, 100, 550, 400], name: fig1_arch_overall}\n",
    ).settings()
    assert settings.arxiv == "1706.03760"
    assert settings.tags == ("nlp",)
    assert settings.figures[0].rect == (50, 100, 550, 400)


def test_no_settings_file_means_defaults(tmp_path):
    assert PaperFolder(tmp_path).settings().figures == ()


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ("arxive: '1'", "unknown key 'arxive'. Did you mean 'arxiv'"),
        ("colour: red", "Known keys: title, "),
        ("figures: [{rekt: 1}]", "unknown key 'rekt'"),
        ("arxiv: 1706.03760", "must be in quotes"),
        ("a: [", "not valid YAML"),
        ("- x", "must be a mapping"),
        ("figures: [{page: 0}]", "page"),
        ("figures: 3", "figures"),
    ],
)
def test_bad_settings_name_file_and_key(tmp_path, settings, message):
    with pytest.raises(UsageError) as error:
        folder(tmp_path, settings).settings()
    assert "paper.yml" in str(error.value)
    assert message in str(error.value)
