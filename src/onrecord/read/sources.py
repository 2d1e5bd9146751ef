"""Who says it: the words that name a source, the mention they are, and whether the source is named.

In: the head of a source's phrase. Out: `onrecord.model.Source`. The words are the whole noun phrase with its title,
apposition and prepositional phrases, each of coordinated sources by itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.model import Mention, Rows, Source, SourceKind
from onrecord.read.claim_cues import Cues
from onrecord.read.statement import Range, Reading, Statement
from onrecord.syntax.clauses import RELATIVE, agents, obliques

if TYPE_CHECKING:
    from spacy.tokens import Span as TokenSpan
    from spacy.tokens import Token

_NAMERS = ("actor", "person", "nationality")
_DASHES = frozenset({"-", "--", "–", "—", "―"})
_PARTED = frozenset({"conj", "cc", "preconj"})
_CLOSERS = {")": "(", "]": "[", "”": "“", '"': '"', "’": "‘"}


def source_of(reading: Reading, statement: Statement, head: Token) -> Source:
    """The source that a phrase of a statement names.

    Args:
        reading: The document, its mentions, and the word lists.
        statement: The statement; a source never holds its cue or content.
        head: Head of the source's phrase.
    """
    start, end = statement.source_tokens or source_bounds(
        reading, head, statement.cue, is_one_of_several=len(statement.sources) > 1
    )
    start, end = _outside(reading, statement.parts, head, start, end)
    span = reading.parsed.span(start, end)
    mention = mention_of(reading.rows, head, start, end)
    kind = _kind(reading.cues, head, start, end, mention)
    if mention is None and kind == "document":
        mention = _author(reading.rows, head, reading.cues.words["possessors"])
    return Source(start=span.start, end=span.end, text=span.text, actor=mention.id if mention else None, kind=kind)


def _outside(reading: Reading, parts: list[Range], head: Token, start: int, end: int) -> tuple[int, int]:
    """The part of a phrase around its head that neither touches the content nor holds a dateline."""
    doc = reading.parsed.doc
    taken = {t.i for a, b in parts for t in doc[start:end] if t.idx < b and a < t.idx + len(t)}
    if head.doc[start].is_sent_start:
        dashes = [t.i for t in doc[start : head.i] if t.text in _DASHES and t.i > start]
        start = max([start - 1, *dashes]) + 1
    first = max((i + 1 for i in taken if i < head.i), default=start)
    last = min((i for i in taken if i > head.i), default=end)
    start, end = max(start, first), min(end, last)
    while start < head.i and (doc[start].is_punct or doc[start].is_space):
        start += 1
    while end > head.i + 1 and doc[end - 1].text in {",", "“", '"', "''", "``"} and not _is_closing(doc[start:end]):
        end -= 1
    return start, end


def mention_of(rows: Rows, head: Token, start: int, end: int) -> Mention | None:
    """The mention that a phrase is: by the name that stands beside a description, by its head, by what it holds."""
    found = rows.mention_at_head(head.i, _NAMERS)
    if found is not None:
        return (found.form == "nominal" and _named_beside(rows, found, head, end)) or found
    for child in head.children:
        if child.dep_ in {"appos", "compound", "nmod"} and start <= child.i < end:
            found = rows.mention_at_head(child.i, _NAMERS)
            if found is not None and (child.dep_ == "appos" or found.kind == "person"):
                return found
    return None


def _named_beside(rows: Rows, described: Mention, head: Token, end: int) -> Mention | None:
    """The person's name that ends a description after a comma ("a lawyer for the clinic, *N N*")."""
    if "Plur" in head.morph.get("Number", []):
        return None
    doc = head.doc
    for token in doc[head.i + 1 : end]:
        named = rows.mention_at_head(token.i, ("person",))
        if named is None or named.form != "name" or named.id not in rows.clues or named.start < described.end:
            continue
        first = next((t.i for t in token.subtree if t.i <= token.i and t.pos_ == "PROPN"), token.i)
        opens = doc[token.left_edge.i if token.dep_ == "appos" else first]
        is_apart = opens.i > 0 and doc[opens.i - 1].text == ","
        if is_apart and (token.dep_ == "appos" or token.i + 1 >= end):
            return named
    return None


def _author(rows: Rows, head: Token, possessors: frozenset[str]) -> Mention | None:
    """Who speaks through a document: "the group's report", "a report issued by the group"."""
    owners = [child for child in head.children if child.dep_ == "poss"] or obliques(head, possessors)
    issuers = [one for child in head.children if child.dep_ == "acl" for one in agents(child)]
    found = (rows.mention_at_head(token.i, _NAMERS) for token in (*owners, *issuers))
    return next((mention for mention in found if mention is not None), None)


def source_bounds(reading: Reading, head: Token, cue: Token | None, *, is_one_of_several: bool) -> tuple[int, int]:
    """Token range of a source's phrase: without what is coordinated with it and without a clause that holds the cue."""
    tokens = {head.i}
    for child in head.children:
        below = {t.i for t in child.subtree}
        if child.dep_ in _PARTED or (cue is not None and cue.i in below) or _is_aside(child) or _is_time(child):
            continue
        tokens |= below
    start = end = head.i
    while start - 1 in tokens:
        start -= 1
    while end + 1 in tokens:
        end += 1
    doc = head.doc
    while start < head.i and (
        doc[start].is_punct
        or doc[start].is_space
        or (is_one_of_several and reading.knows(doc[start].lower_, "pairing"))
    ):
        start += 1
    while end > head.i and (doc[end].is_punct or doc[end].is_space) and not _is_closing(doc[start : end + 1]):
        end -= 1
    for further in (end + 2, end + 3):
        if further <= len(doc) and doc[further - 2].text in {doc[end].text, ","} and _is_closing(doc[start:further]):
            end = further - 1
    return start, end + 1


def _is_aside(child: Token) -> bool:
    """A relative clause set off by a comma: it tells more of the source but does not name it."""
    return (
        child.dep_ in {*RELATIVE, "acl"}
        and child.left_edge.i > 0
        and child.left_edge.nbor(-1).text in {",", "-", "—", "–"}
    )


def _is_time(child: Token) -> bool:
    """When somebody spoke, hung on the speaker by the parser ("the council on Thursday said")."""
    inner = [child] if child.dep_ == "npadvmod" else [c for c in child.children if child.dep_ == "prep"]
    return any(token.ent_type_ in {"DATE", "TIME"} for token in inner)


def _is_closing(words: TokenSpan) -> bool:
    """True where the last of the words closes a bracket or mark that opened among them."""
    closer = words[-1].text
    opener = _CLOSERS.get(closer)
    marks = [t.text for t in words[:-1] if t.text in {opener, closer}]
    return opener is not None and bool(marks) and (marks[-1] == opener if opener != closer else len(marks) % 2 == 1)


def _kind(cues: Cues, head: Token, start: int, end: int, mention: Mention | None) -> SourceKind:
    words, lemma = cues.words, head.lemma_.lower()
    is_document = lemma in words["documents"]
    if head.lower_ in words["anonymous_pronouns"]:
        return "anonymous"
    if (head.pos_ == "PROPN" and not is_document) or (mention is not None and mention.form == "name"):
        return "named"
    if lemma in words["anonymous_things"] and not _is_owned(cues, head) and (head.tag_ == "NNS" or not is_document):
        return "anonymous"
    if is_document:
        return "document"
    is_unnamed = lemma in words["anonymous_people"] or (lemma in words["office_holders"] and _is_indefinite(cues, head))
    return "anonymous" if is_unnamed and not _has_name(head, start, end) else "named"


def _is_indefinite(cues: Cues, head: Token) -> bool:
    """True for "a commander", "two ministers", "commanders"; not for "the commander", "their commanders"."""
    deps = {"det", "poss", "nummod", "amod"}
    determiners = {child.lower_ for child in head.children if child.dep_ in deps}
    if determiners & cues.words["indefinites"]:
        return True
    return head.tag_ == "NNS" and not any(child.dep_ in {"det", "poss"} for child in head.children)


def _is_owned(cues: Cues, head: Token) -> bool:
    """True for a report that is somebody's ("the group's report", "reports by N")."""
    return any(
        child.dep_ == "poss" or (child.dep_ == "prep" and child.lower_ in cues.words["owning"])
        for child in head.children
    ) or any(child.dep_ == "acl" and any(c.dep_ == "agent" for c in child.children) for child in head.children)


def _has_name(head: Token, start: int, end: int) -> bool:
    """A name in apposition ("the official, N N")."""
    return any(t.dep_ == "appos" and t.pos_ == "PROPN" and start <= t.i < end for t in head.children)
