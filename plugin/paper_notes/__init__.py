"""A folder of PDFs becomes a site of reading notes.

Data flows one way: ``library -> paper -> writing -> checking -> note -> site``. Only ``plugin`` and ``config``
import MkDocs; everything else works without it.
"""

__version__ = "0.1.0"
