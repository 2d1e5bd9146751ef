"""A small trained encoder: what each token is likely to be, as evidence for the readers.

`encoding_of(parsed)` reads a document once and gives an `Encoding`: for each token of `parsed.doc` the probability of
each label of each head (mentions, names, roles in incidents, kind of incident, standing of events). It is None where
the document is read without it: in fast mode, in a language that it was not trained for, or where the installation
lacks its weights; every reader does its work without it.

The weights are data (`vocab/models/`), checked by digest when loaded. How they were trained: `training/README.md`.
"""

from __future__ import annotations

from onrecord.encoder.encoding import Encoding, Found
from onrecord.encoder.model import Model, load_model
from onrecord.syntax import Parsed

__all__ = ["Encoding", "Found", "Model", "encoding_of", "load_model"]


def encoding_of(parsed: Parsed) -> Encoding | None:
    """What the encoder says of a document, computed when it is first asked for; None where it is left out.

    Raises:
        VocabularyError: The weights' files are not the reviewed ones.
    """
    return None if parsed.fast else parsed.once(_encoded)


def _encoded(parsed: Parsed) -> Encoding | None:
    model = load_model(parsed.language)
    if model is None:
        return None
    words = [token.text for token in parsed.doc]
    sentences = [(sentence.start, sentence.end) for sentence in parsed.doc.sents]
    return model.encode(words, sentences, is_loud=_is_loud(parsed.document.text))


def _is_loud(text: str) -> bool:
    """True for a text in capitals, whose words' shapes tell nothing."""
    upper = sum(map(str.isupper, text))
    return upper > sum(map(str.islower, text))
