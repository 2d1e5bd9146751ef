"""Mentions that the trained encoder sees and no rule found.

Goes in: a parsed document and the mentions found by rule; come out: further mentions of actors, persons, places,
nationalities and documents, with clues.

Method: spans of the encoder's heads of mentions, the outer and those inside others, that are likely enough, hold no
pronoun alone, and overlap no mention of their kind that a rule found. Names are found before
the readers of rows, which use them; descriptions ("the northern villages") after them, since what the rules make of a
noun is surer than what the encoder makes of it. Rules keep what they found: they know more of it
(registry, country, office); weapons and vehicles are theirs alone. Without the encoder nothing is added.

Known errors: the encoder read few texts (Syria and Iraq, 2010s); bodies and places of other wars are found less often.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.encoder import Found, encoding_of
from onrecord.model import Clue, Mention, MentionKind, Rows, identify
from onrecord.syntax import Parsed, clauses

if TYPE_CHECKING:
    from spacy.tokens import Token

READER = "likely 1"
LEAST: dict[MentionKind, float] = {"actor": 0.6, "person": 0.6, "place": 0.6, "nationality": 0.6, "document": 0.6}
"""Least probability of a span that is taken, by kind."""
LEAST_DESCRIBED = 0.75
"""Least probability of what is no name ("the northern villages")."""
LEAST_AGAINST = 0.9
"""Least probability of a place's name that the parser calls a person or a body."""
_LOOSE_TAGS = frozenset({"IN", "TO", ",", "POS", "-RRB-", "-LRB-"})
_NAME_TAGS = frozenset({"NNP", "NNPS"})
_NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ"})
_OF_ACTORS = frozenset({*clauses.SUBJECT, *clauses.OBJECT, "dative"})
_PLURAL_TAGS = frozenset({"NNS", "NNPS"})


def find_likely(parsed: Parsed, rows: Rows, *, names: bool) -> list[Mention]:
    """Mentions that the encoder adds, in the order of the text; their clues go into `rows.clues`.

    Args:
        parsed: The document.
        rows: What was found so far.
        names: True for names alone, which other readers may use; False for descriptions, which come last.
    """
    encoding = encoding_of(parsed)
    if encoding is None:
        return []
    taken: dict[str, set[int]] = {}
    for mention in rows.mentions:
        tokens = parsed.tokens(mention.start, mention.end)
        taken.setdefault(mention.kind, set()).update(range(tokens.start, tokens.end))
    found = []
    for kind, likely in _likely([*encoding.mentions(), *encoding.inner_mentions()]):
        span = _trimmed(parsed, likely)
        head = _head(parsed, span)
        if (
            head is None
            or (_is_name(head) and not _acts(kind, head)) != names
            or (_is_name(head) and not names and rows.mention_at_head(head.i) is not None)
            or not _is_whole(parsed, span, head)
            or not taken.setdefault(kind, set()).isdisjoint(range(span.start, span.end))
        ):
            continue
        taken[kind].update(range(span.start, span.end))
        found.append(_mention(parsed, rows, kind, span, head))
    return sorted(found, key=lambda mention: (mention.start, mention.end))


def _likely(spans: Collection[Found]) -> Iterator[tuple[MentionKind, Found]]:
    for kind, least in LEAST.items():
        yield from ((kind, span) for span in spans if span.kind == kind and span.probability >= least)


def _is_name(head: Token) -> bool:
    """True for the head of a name: a proper noun, or an adjective made of one."""
    return head.tag_ in _NAME_TAGS or (head.tag_ == "JJ" and head.text[:1].isupper())


def _acts(kind: MentionKind, head: Token) -> bool:
    """True for the name of a place that does something or has something done to it: rather a state or a body."""
    return kind == "place" and head.dep_ in _OF_ACTORS


def _trimmed(parsed: Parsed, span: Found) -> Found:
    """A span without a preposition at its end, and the name of a place without its article."""
    start, end = span.start, span.end
    while end > start + 1 and parsed.doc[end - 1].tag_ in _LOOSE_TAGS:
        end -= 1
    is_name = parsed.doc[end - 1].tag_ in _NAME_TAGS
    while span.kind == "place" and is_name and start < end - 1 and parsed.doc[start].tag_ == "DT":
        start += 1
    return replace(span, start=start, end=end)


def _is_whole(parsed: Parsed, span: Found, head: Token) -> bool:
    """False for a part of a longer name, and for a name that is rather somebody's than a place's."""
    if not _is_name(head):
        return span.probability >= LEAST_DESCRIBED
    doc = parsed.doc
    beside = [doc[i] for i in (span.start - 1, span.end) if 0 <= i < len(doc) and doc[i].sent == head.sent]
    if any(token.tag_ in _NAME_TAGS and token.ent_type_ == head.ent_type_ != "" for token in beside):
        return False
    return span.kind != "place" or head.ent_type_ not in {"PERSON", "ORG"} or span.probability >= LEAST_AGAINST


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
        form="name" if _is_name(head) else "nominal",
    )  # fmt: skip
    rows.clues[mention.id] = Clue(head=head.i, is_plural=head.tag_ in _PLURAL_TAGS)
    return mention
