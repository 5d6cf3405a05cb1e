"""PDF to :class:`~paper_notes.paper.model.Paper`: pages, blocks, metadata, sections, captions, figures, formulas."""
