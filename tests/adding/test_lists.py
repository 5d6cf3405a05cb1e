"""Lists of papers in the forms of reference managers, with their files."""

from __future__ import annotations

import json
import zipfile

import pytest
import yaml

from paper_notes.adding.lists import read_list
from paper_notes.adding.sources import sources
from paper_notes.commands.add import add_all
from paper_notes.errors import UsageError
from paper_notes.library.folders import Library
from papers import write_paper

SAID = {
    "title": "Ordering Shelves",
    "authors": ["Ada Lovelace", "李伟"],
    "year": 2019,
    "venue": "Journal of Shelves",
    "doi": "10.1000/182",
    "tags": ["shelves", "order"],
}
BIB = r"""@article{lovelace, title = {Ordering {S}helves}, author = {Lovelace, Ada and 李, 伟 and others},
  date = {2019-05}, journal = {Journal of Shelves}, doi = {https://doi.org/10.1000/182}, keywords = {shelves, order},
  file = {PDF:files/1/one.pdf:application/pdf}}
"""
CSL = [
    {
        "id": "lovelace",
        "title": "Ordering Shelves",
        "author": [{"family": "Lovelace", "given": "Ada"}, {"family": "李", "given": "伟"}],
        "issued": {"date-parts": [[2019, 5]]},
        "container-title": "Journal of Shelves",
        "DOI": "10.1000/182",
        "keyword": "shelves, order",
    },
]
BETTER = {
    "items": [
        {
            "itemType": "journalArticle",
            "citationKey": "lovelace",
            "title": "Ordering Shelves",
            "creators": [
                {"creatorType": "author", "firstName": "Ada", "lastName": "Lovelace"},
                {"creatorType": "author", "firstName": "伟", "lastName": "李"},
                {"creatorType": "editor", "firstName": "No", "lastName": "Body"},
            ],
            "date": "May 2019",
            "publicationTitle": "Journal of Shelves",
            "DOI": "10.1000/182",
            "tags": [{"tag": "shelves"}, {"tag": "order"}],
            "attachments": [{"path": "files/1/page.html"}, {"path": "files/1/one.pdf"}],
        }
    ]
}
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:z="http://www.zotero.org/namespaces/export#"
 xmlns:dcterms="http://purl.org/dc/terms/" xmlns:bib="http://purl.org/net/biblio#" xmlns:foaf="http://xmlns.com/foaf/0.1/"
 xmlns:link="http://purl.org/rss/1.0/modules/link/" xmlns:dc="http://purl.org/dc/elements/1.1/">
 <bib:Article rdf:about="#item_1"><z:itemType>journalArticle</z:itemType>
  <dcterms:isPartOf rdf:resource="urn:issn:1"/>
  <bib:authors><rdf:Seq>
   <rdf:li><foaf:Person><foaf:surname>Lovelace</foaf:surname><foaf:givenName>Ada</foaf:givenName></foaf:Person></rdf:li>
   <rdf:li><foaf:Person><foaf:surname>李</foaf:surname><foaf:givenName>伟</foaf:givenName></foaf:Person></rdf:li>
  </rdf:Seq></bib:authors>
  <link:link rdf:resource="#item_2"/><dc:title>Ordering Shelves</dc:title><dc:date>2019-05</dc:date>
  <dc:subject>shelves</dc:subject>
  <dc:subject><z:AutomaticTag><rdf:value>order</rdf:value></z:AutomaticTag></dc:subject></bib:Article>
 <bib:Journal rdf:about="urn:issn:1"><dc:title>Journal of Shelves</dc:title>
  <dc:identifier>DOI 10.1000/182</dc:identifier></bib:Journal>
 <z:Attachment rdf:about="#item_2"><z:itemType>attachment</z:itemType>
  <rdf:resource rdf:resource="files/1/one.pdf"/><link:type>application/pdf</link:type></z:Attachment>
</rdf:RDF>"""


@pytest.fixture
def export(tmp_path):
    """A folder as a reference manager exports it, but for the list."""
    write_paper(tmp_path / "Shelves" / "files" / "1" / "one.pdf")
    return tmp_path / "Shelves"


@pytest.mark.parametrize(
    ("name", "text"),
    [("s.bib", BIB), ("s.json", json.dumps(BETTER)), ("s.rdf", RDF), ("s.json", json.dumps(CSL))],
    ids=["bibtex", "better-bibtex-json", "zotero-rdf", "csl-json"],
)
def test_every_form_says_the_same(export, name, text):
    (export / "lovelace.pdf").write_bytes((export / "files/1/one.pdf").read_bytes())  # where CSL-JSON looks
    (export / name).write_text(text, encoding="utf-8")
    (entry,) = read_list(export / name)
    assert entry.pdf is not None
    assert dict(entry.said) == SAID


@pytest.mark.parametrize("packed", [False, True])
def test_an_exported_collection_becomes_folders(export, packed, capsys):
    (export / "Shelves.rdf").write_text(RDF, encoding="utf-8")
    given = export
    if packed:
        given = export.with_suffix(".zip")
        with zipfile.ZipFile(given, "w") as archive:
            for file in export.rglob("*.*"):
                archive.write(file, file.relative_to(export.parent))
            archive.writestr("../evil.pdf", b"%PDF-")
    library = Library(export.parent / "paper-notes")
    assert add_all(library, (str(given),)) == 0
    (folder,) = library.folders()
    assert folder.slug == "ordering-shelves"
    assert yaml.safe_load(folder.settings_file.read_text(encoding="utf-8")) == SAID
    assert "Ordering Shelves" in capsys.readouterr().out
    assert not (export.parent / "evil.pdf").exists()


def test_a_folder_of_pdfs_is_a_list_too(export, capsys):
    write_paper(export / "two.pdf", title="Boxes of Notes")
    assert add_all(Library(export.parent / "paper-notes"), (str(export),)) == 0
    assert [folder.slug for folder in Library(export.parent / "paper-notes").folders()] == ["boxes-notes"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.json", "{"),
        ("a.json", '{"x": 1}'),
        ("a.rdf", "<x"),
        ("a.rdf", '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'),
        ("a.bib", "nothing"),
        ("a.zip", "PK"),
    ],
)
def test_what_is_no_list_is_told(tmp_path, name, text):
    (tmp_path / name).write_text(text)
    with pytest.raises(UsageError, match=r"a\.\w+ "):
        list(read_list(tmp_path / name))


def test_an_entry_without_a_file_is_told_with_a_command(tmp_path):
    (tmp_path / "a.json").write_text(json.dumps(CSL))
    (problem,) = sources(str(tmp_path / "a.json"))
    assert "try `paper-notes add 10.1000/182`" in str(problem)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        (r"G{\"o}del, Kurt", "Kurt Gödel"),
        ("Ludwig van Beethoven", "Ludwig van Beethoven"),
        ("{The Shelf Team}", "The Shelf Team"),
        ("王小明", "王小明"),
    ],
)
def test_names_of_bibtex(tmp_path, written, name):
    (tmp_path / "a.bib").write_text(f"@misc{{a, author = {{{written}}}}}", encoding="utf-8")
    (entry,) = read_list(tmp_path / "a.bib")
    assert entry.said["authors"] == [name]
