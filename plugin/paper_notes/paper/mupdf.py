"""PyMuPDF without its layout model.

``import pymupdf`` also imports ``pymupdf.layout``: ONNX Runtime, NumPy and a model, more than a second and a hundred
megabytes in every process, whether or not a page is ever shown to the model. Importing PyMuPDF through this module
leaves it out; PyMuPDF takes a missing ``pymupdf.layout`` for a package without it.
"""

from __future__ import annotations

import sys

if "pymupdf" not in sys.modules:
    sys.modules["pymupdf.layout"] = None  # type: ignore[assignment]
    try:
        import pymupdf
    finally:
        del sys.modules["pymupdf.layout"]
else:
    import pymupdf

__all__ = ["pymupdf"]
