"""A folder of PDFs becomes a site of reading notes.

Data flows one way: ``library -> paper -> writing -> checking -> note -> site``. Only ``plugin`` and ``config``
import MkDocs; everything else works without it.
"""

from importlib.metadata import version

__version__ = version("mkdocs-paper-notes")
