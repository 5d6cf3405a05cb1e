"""The plugin's options for MkDocs, made from those of :mod:`paper_notes.settings`."""

from __future__ import annotations

from typing import Any

import msgspec
from mkdocs.config import base

from paper_notes.errors import UsageError
from paper_notes.settings import Options, checked


class Option(base.BaseConfigOption[Any]):
    """One option, checked as commands check it."""

    def __init__(self, field: msgspec.structs.FieldInfo) -> None:
        super().__init__()
        self.field = field

    def run_validation(self, value: object) -> Any:
        if value is None:
            return getattr(Options(), self.field.name)
        try:
            return checked(self.field.name, value)
        except UsageError as error:
            raise base.ValidationError(str(error)) from error


class PaperNotesConfig(base.Config):
    """What ``mkdocs.yml`` says under ``plugins: - paper-notes:``."""

    vars().update({field.name: Option(field) for field in msgspec.structs.fields(Options)})

    @property
    def options(self) -> Options:
        """The options, once MkDocs has checked them."""
        return Options(**{name: self[name] for name in Options.__struct_fields__})
