"""The parser: spaCy with a genuine `en_core_web_*` where one is installed, else the pinned, hash-checked package."""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.errors import MissingDependencyError, VocabularyError
from onrecord.model import Document
from onrecord.syntax.parsed import Parsed
from onrecord.syntax.recasing import Recaser
from onrecord.text import View, view_of
from onrecord.vocab import load

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

LONGEST_BLOCK_CHARACTERS = 100_000
"""A block longer than this is parsed in pieces: memory grows with the longest piece."""


class Parser:
    """Parses documents of one language."""

    def __init__(self, language: str, pipeline: Language, name: str) -> None:
        self.language = language
        self.name = name
        self._pipeline = pipeline
        lemmatizer: Any = pipeline.get_pipe("lemmatizer")
        self._recaser = Recaser(lemmatizer.lookups, language)

    def parse(self, document: Document, *, fast: bool = False) -> Parsed:
        """Parse one document. A sentence never runs over the end of a block of its view.

        Args:
            document: The document.
            fast: True where readers shall do without the trained encoder.
        """
        view = self._recaser.recased(view_of(document.text))
        doc = self._pipeline(_blocked(self._pipeline.make_doc(view.text), view))
        return Parsed(document=document, view=view, doc=doc, language=self.language, fast=fast)

    def parse_many(self, documents: Iterable[Document]) -> Iterator[Parsed]:
        """Parse documents one after another, in batches (faster for many short ones)."""
        pairs = (
            (_blocked(self._pipeline.make_doc(view.text), view), (d, view))
            for d in documents
            for view in [self._recaser.recased(view_of(d.text))]
        )
        for doc, (document, view) in self._pipeline.pipe(pairs, as_tuples=True, batch_size=16):
            yield Parsed(document=document, view=view, doc=doc, language=self.language)


def _blocked(doc: Doc, view: View) -> Doc:
    starts = set(view.blocks)
    for token in doc:
        if token.idx in starts or (token.i > 0 and token.nbor(-1).idx in starts and token.nbor(-1).is_space):
            token.is_sent_start = True
    return doc


@cache
def load_parser(language: str = "en") -> Parser:
    """The parser of a language, loaded once a process.

    Raises:
        MissingDependencyError: No model of the language is installed.
        VocabularyError: The pinned model's files are not the ones that were reviewed.
    """
    models = load("parsers", None).get(language, [])
    for model in models:
        if importlib.util.find_spec(model["package"]) is None:
            continue
        if "sha256" in model:
            _check_hash(model["package"], model["sha256"])
        pipeline = importlib.import_module(model["package"]).load(exclude=["senter"])
        pipeline.max_length = 50_000_000
        return Parser(language, pipeline, f"{model['package']} {pipeline.meta.get('version')}")
    names = ", ".join(model["package"] for model in models) or "none is known"
    raise MissingDependencyError(
        f"no parser for language {language!r} is installed (looked for: {names}); install one with: "
        f"pip install {models[-1]['package'].replace('_', '-') if models else 'onrecord'}"
    )


def model_digest(package: str) -> str:
    """SHA-256 over the names and bytes of a model package's data files, in order of their names."""
    spec = importlib.util.find_spec(package)
    folder = Path(next(iter(spec.submodule_search_locations or []))) if spec else Path()
    digest = hashlib.sha256()
    for path in sorted(
        p for p in folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts and p.suffix != ".py"
    ):
        digest.update(path.relative_to(folder).as_posix().encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _check_hash(package: str, expected: str) -> None:
    found = model_digest(package)
    if found != expected:
        raise VocabularyError(
            f"model package {package!r} has SHA-256 {found}, expected {expected}: its files are not the reviewed ones; "
            f"reinstall it with: pip install --force-reinstall {package.replace('_', '-')}"
        )
