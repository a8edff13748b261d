"""Where a statement comes from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Citation:
    """A document or public guideline and the section in it; a guideline's id starts with ``guideline:``."""

    document: str
    section: str
    title: str

    def as_dict(self) -> dict[str, str]:
        """The contract's SOURCE shape."""
        return {"document": self.document, "section": self.section, "title": self.title}


@dataclass(frozen=True)
class Statement:
    """A sentence shown to a person, and what supports it."""

    text: str
    sources: tuple[Citation, ...]

    def as_dict(self) -> dict[str, object]:
        """``{"text": ..., "sources": [SOURCE, ...]}``."""
        return {"text": self.text, "sources": [source.as_dict() for source in self.sources]}
