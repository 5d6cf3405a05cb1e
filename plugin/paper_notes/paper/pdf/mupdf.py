"""PyMuPDF, loaded when it is first used, and without the parts that nothing here uses.

``import pymupdf`` takes most of a second; a build with nothing to do must not wait for it. It also imports
``pymupdf.layout`` (ONNX Runtime and a model: another second and a hundred megabytes) and ``pymupdf4llm``, unless they
are missing, which is what it is told here. Every module of the package takes ``pymupdf`` from this one.
"""

from __future__ import annotations

import importlib
import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

UNUSED = ("pymupdf.layout", "pymupdf4llm")


def load() -> ModuleType:
    """Import PyMuPDF; what is left out can still be imported by whoever wants it."""
    if "pymupdf" in sys.modules:
        return sys.modules["pymupdf"]
    hidden = [name for name in UNUSED if name not in sys.modules]
    sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type]
    try:
        module = importlib.import_module("pymupdf")
    finally:
        for name in hidden:
            sys.modules.pop(name, None)
    # what it has to say of a file is asked for (opening.messages); by itself it would print it among our own output
    module.TOOLS.mupdf_display_errors(False)
    module.TOOLS.mupdf_display_warnings(False)
    return module


class _Deferred(ModuleType):
    """Becomes a copy of PyMuPDF when the first of its names is asked for."""

    def __getattr__(self, name: str) -> Any:
        module = load()
        self.__dict__.update(module.__dict__)
        return getattr(module, name)


if TYPE_CHECKING:
    import pymupdf
else:
    pymupdf = _Deferred("pymupdf")

__all__ = ["load", "pymupdf"]
