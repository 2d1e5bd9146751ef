"""A document with its view parsed, and the ways between tokens, the view and the document's text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar, cast

from onrecord.model import Document, Span
from onrecord.text import View, span_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as TokenSpan

LONGEST_CELL_CHARACTERS = 120
"""What is longer between two tabs is a sentence, not a cell of a table."""


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class PassedOver:
    """Words that could have told of a row of the list `name` and made none, with the reason's key."""

    name: str
    reason: str
    start: int
    end: int
    text: str


@dataclass(slots=True)
class Parsed:
    """One document as the parser sees it.

    Attributes:
        document: The document; rows carry offsets of its text.
        view: What was parsed (`onrecord.text.View`).
        doc: spaCy's Doc over `view.text`.
        language: ISO 639-1 code; readers load their vocabularies for it.
        fast: True where readers do without the trained encoder.
        passed_over: What readers looked at and made no row of, for those who ask why.
    """

    document: Document
    view: View
    doc: Doc
    language: str = "en"
    fast: bool = False
    sentences: Sequence[TokenSpan] = field(init=False)
    passed_over: list[PassedOver] = field(default_factory=list, init=False)
    _found: dict[Callable[..., Any], Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        self.sentences = [sentence for sentence in self.doc.sents if sentence.text.strip()]

    def once(self, find: Callable[[Parsed], T]) -> T:
        """What a function finds in this document, found when it is first asked for and kept with the document.

        Args:
            find: A module's function of the parsed document alone; nobody may change what it returns.
        """
        if find not in self._found:
            self._found[find] = find(self)
        return cast("T", self._found[find])

    def pass_over(self, name: str, reason: str, start_token: int, end_token: int) -> None:
        """Note that the tokens [start_token, end_token) make no row of the list `name`, and why."""
        span = self.span(start_token, end_token)
        self.passed_over.append(PassedOver(name, reason, span.start, span.end, span.text))

    def span(self, start_token: int, end_token: int) -> Span:
        """Span in the document's text of the tokens [start_token, end_token)."""
        last = self.doc[end_token - 1]
        return self.span_at(self.doc[start_token].idx, last.idx + len(last))

    def span_at(self, view_start: int, view_end: int) -> Span:
        """Span in the document's text of the view's characters [view_start, view_end)."""
        return span_of(self.document.text, *self.view.to_document(view_start, view_end))

    def in_table(self, token: Token) -> bool:
        """True for a token of a table's row, whose cells (parted by tabs or bars) are no sentence."""
        start, _ = self.view.to_document(token.idx, token.idx + 1)
        text = self.document.text
        line = text[text.rfind("\n", 0, start) + 1 : (text.find("\n", start) + 1 or len(text))]
        if line.lstrip().startswith("|"):
            return True
        column = start - (text.rfind("\n", 0, start) + 1)
        cell = line[line.rfind("\t", 0, column) + 1 :].split("\t", 1)[0]
        return "\t" in line and len(cell) <= LONGEST_CELL_CHARACTERS

    def view_place(self, start: int, end: int) -> tuple[int, int]:
        """Place in the view of the document's characters [start, end)."""
        return self.view.to_view(start, end)

    def view_text(self, span: Span) -> str:
        """Words of a span as the view has them: hyphens and line breaks mended."""
        start, end = self.view.to_view(span.start, span.end)
        return self.view.text[start:end]

    def tokens(self, start: int, end: int) -> TokenSpan:
        """Tokens that the document's characters [start, end) touch."""
        view_start, view_end = self.view.to_view(start, end)
        found = self.doc.char_span(view_start, max(view_end, view_start), alignment_mode="expand")
        return found if found is not None else self.doc[0:0]

    def head_of(self, start: int, end: int) -> Token | None:
        """Syntactic head of the words [start, end) of the document's text; None where there are none."""
        tokens = self.tokens(start, end)
        return tokens.root if len(tokens) else None
