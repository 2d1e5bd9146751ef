"""Mentions that the trained encoder sees and no rule found.

Goes in: a parsed document and the mentions found by rule; come out: further mentions of actors, persons, places,
nationalities, weapons, vehicles and documents, with clues.

Method: spans of the encoder's heads of mentions, the outer and those inside others, that are likely enough, hold no
pronoun alone, and overlap no mention of their kind that a rule found. Rules keep what they found: they know more of it
(registry, country, office). Without the encoder nothing is added.

Known errors: the encoder read few texts (Syria and Iraq, 2010s); bodies and places of other wars are found less often.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from onrecord.encoder import Found, encoding_of
from onrecord.model import Clue, Mention, MentionKind, Rows, identify
from onrecord.syntax import Parsed

if TYPE_CHECKING:
    from spacy.tokens import Token

READER = "likely 1"
LEAST: dict[MentionKind, float] = {
    "actor": 0.6, "person": 0.6, "place": 0.6, "nationality": 0.6, "weapon": 0.6, "vehicle": 0.6, "document": 0.6,
}  # fmt: skip
"""Least probability of a span that is taken, by kind."""
_NAME_TAGS = frozenset({"NNP", "NNPS"})
_NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ"})
_PLURAL_TAGS = frozenset({"NNS", "NNPS"})


def find_likely(parsed: Parsed, rows: Rows) -> list[Mention]:
    """Mentions that the encoder adds, in the order of the text; their clues go into `rows.clues`.

    Args:
        parsed: The document.
        rows: What was found so far.
    """
    encoding = encoding_of(parsed)
    if encoding is None:
        return []
    taken: dict[str, set[int]] = {}
    for mention in rows.mentions:
        tokens = parsed.tokens(mention.start, mention.end)
        taken.setdefault(mention.kind, set()).update(range(tokens.start, tokens.end))
    found = []
    for kind, span in _likely([*encoding.mentions(), *encoding.inner_mentions()]):
        head = _head(parsed, span)
        if head is None or not taken.setdefault(kind, set()).isdisjoint(range(span.start, span.end)):
            continue
        taken[kind].update(range(span.start, span.end))
        found.append(_mention(parsed, rows, kind, span, head))
    return sorted(found, key=lambda mention: (mention.start, mention.end))


def _likely(spans: Collection[Found]) -> Iterator[tuple[MentionKind, Found]]:
    for kind, least in LEAST.items():
        yield from ((kind, span) for span in spans if span.kind == kind and span.probability >= least)


def _head(parsed: Parsed, span: Found) -> Token | None:
    """The noun on which a span hangs in its sentence; None where it has none."""
    if parsed.in_table(parsed.doc[span.start]):
        return None
    root: Token = parsed.doc[span.start : span.end].root
    return root if root.tag_ in _NOUN_TAGS else None


def _mention(parsed: Parsed, rows: Rows, kind: MentionKind, span: Found, head: Token) -> Mention:
    place = parsed.span(span.start, span.end)
    mention = Mention(
        id=identify("mn", parsed.document.id, place.start, place.end, kind), document=parsed.document.id, reader=READER,
        start=place.start, end=place.end, text=place.text, kind=kind,
        form="name" if head.tag_ in _NAME_TAGS else "nominal",
    )  # fmt: skip
    rows.clues[mention.id] = Clue(head=head.i, is_plural=head.tag_ in _PLURAL_TAGS)
    return mention
