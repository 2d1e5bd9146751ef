"""Statements as the syntax shows them: a reporting word, whose statement it is, and the words that are stated.

In: a parsed document and the quotations in it. Out: drafts of claims (`Statement`), their content as ranges of the
view's characters. Quotations that stand apart from the reporting word's clause are joined to it by
`onrecord.read.speech`; sources, stances and rows are made by `onrecord.read.claims`.

Method: the reporting word's own complements (clause, object, infinitive, prepositional phrase), chosen by the
vocabulary. Where a clause stands before its reporting word, the content runs from the sentence's beginning, since
parsers often attach an opening adverbial to the reporting word.

Known errors: a clause that the parser attached to the wrong verb; a statement without any complement ("he agreed").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from onrecord.model import Stance
from onrecord.read.claim_cues import Cue, Cues
from onrecord.syntax import Parsed
from onrecord.syntax.clauses import SUBJECT, agents, conjuncts, first_conjunct, is_negated, is_passive, obliques, patients

if TYPE_CHECKING:
    from spacy.tokens import Token

Range = tuple[int, int]
"""Characters [start, end) of the view."""

_CLAUSE = frozenset({"ccomp"})
_EDGE_DEPENDENTS = frozenset({"aux", "auxpass", "neg", "prt"})
_SPEAKING_ENTITIES = frozenset({"PERSON", "ORG", "NORP", "GPE"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_FARTHEST_COMPLEMENTIZER = 10
"""Tokens between a reporting verb and its complementizer ("said after a meeting on Tuesday that")."""
_LONGEST_TAIL = 6
_EDGE_CHARACTERS = " \t\n,;:.!?-–—―"


@dataclass(slots=True)
class Statement:
    """A draft of a claim.

    Attributes:
        cue: The reporting word; None where a quotation has none.
        cue_tokens: Indices [start, end) of the tokens of the cue.
        sources: Heads of the phrases that name who says it; empty where nobody is named.
        parts: Content, in ranges of the view, in order.
        stance: What the cue tells.
        takes_quote: The cue can govern a quotation.
        is_anonymous: Given to nobody in particular ("reportedly").
        through: Head of the phrase that names the body through which it came.
        clause: Head of the clause stated, where there is one.
    """

    cue: Token | None
    cue_tokens: Range | None
    sources: list[Token]
    parts: list[Range]
    stance: Stance
    takes_quote: bool = False
    is_anonymous: bool = False
    through: Token | None = None
    clause: Token | None = None
    quoted: list[Range] = field(default_factory=list)


def find_statements(parsed: Parsed, cues: Cues) -> list[Statement]:
    """Statements of a document in the order of their reporting words, those without content included where their
    reporting word can govern a quotation."""
    found: list[Statement] = []
    for token in parsed.doc:
        if token.pos_ in {"VERB", "AUX"} and token.lemma_.lower() in cues.verbs:
            found.extend(_of_verb(parsed, cues, token))
        elif token.pos_ == "NOUN" and token.lemma_.lower() in cues.nouns:
            found.extend(_of_noun(parsed, cues, token))
        elif token.lower_ in cues.adverbs:
            found.extend(_of_adverb(parsed, cues, token))
        else:
            found.extend(_of_phrase(parsed, cues, token))
    return found


def _of_verb(parsed: Parsed, cues: Cues, verb: Token) -> Iterator[Statement]:
    if _is_unsaid(cues, verb):
        return
    sources = [source for source in _speakers(cues, verb) if source.lower_ not in cues.words["hearer"]]
    if not sources:
        yield from _hearsay(parsed, cues, verb)
        return
    best: Statement | None = None
    for cue in _cues_of(cues, verb):
        if cue.is_thought and all(source.lower_ in cues.words["first_persons"] for source in sources):
            continue
        if cue.is_figurative and not any(can_speak(cues, source) for source in sources):
            continue
        content, clause = _content(cues, verb, cue)
        statement = Statement(
            cue=verb,
            cue_tokens=_cue_tokens(verb),
            sources=sources,
            parts=_ranges(parsed, cues, content),
            stance=cue.stance,
            takes_quote="quote" in cue.takes,
            clause=clause,
        )
        if statement.parts:
            yield statement
            return
        if best is None or statement.takes_quote > best.takes_quote:
            best = statement
    if best is not None and best.takes_quote:
        yield best


def _speakers(cues: Cues, verb: Token) -> list[Token]:
    """Who says it. A reporting verb joined to the clause of another ("said it was calm but warned") has that one's."""
    found = agents(verb)
    first = first_conjunct(verb)
    if first.i == verb.i or any(c.dep_ in SUBJECT for c in verb.children) or first.dep_ not in _CLAUSE:
        return found
    if first.head.lemma_.lower() in cues.verbs and first.head.tag_ == verb.tag_ and not any(can_speak(cues, s) for s in found):
        return agents(first.head)
    return found


def can_speak(cues: Cues, noun: Token) -> bool:
    """True for words that may name a person, a body or a document; not for things ("the footage", "it")."""
    if noun.pos_ == "PROPN" or noun.ent_type_ in _SPEAKING_ENTITIES:
        return True
    if noun.pos_ == "PRON":
        return noun.lower_ in cues.words["personal_pronouns"] or noun.lower_ in cues.words["anonymous_pronouns"]
    lemma = noun.lemma_.lower()
    return any(lemma in cues.words[name] for name in ("documents", "anonymous_people", "anonymous_things", "speakers"))


def _cues_of(cues: Cues, verb: Token) -> list[Cue]:
    particles = {child.lower_ for child in verb.children if child.dep_ in {"prt", "advmod", "prep"}}
    return [
        cue
        for cue in cues.verbs.get(verb.lemma_.lower(), ())
        if cue.particle is None or cue.particle in particles
    ]


def _is_unsaid(cues: Cues, verb: Token) -> bool:
    """True where the text says that something was not said, or only might be."""
    if is_negated(verb):
        return True
    if any(child.dep_ == "aux" and child.lower_ in cues.words["hypothetical"] for child in verb.children):
        return True
    return verb.dep_ == "xcomp" and (verb.head.lemma_ in cues.words["refusals"] or is_negated(verb.head))


def _cue_tokens(verb: Token) -> Range:
    tokens = {verb.i} | {child.i for child in verb.children if child.dep_ in {"aux", "auxpass", "prt"}}
    start = end = verb.i
    while start - 1 in tokens:
        start -= 1
    while end + 1 in tokens:
        end += 1
    return start, end + 1


def _content(cues: Cues, verb: Token, cue: Cue) -> tuple[set[int], Token | None]:
    """Tokens that are stated, and the head of the clause stated, if it is one."""
    clauses = [c for c in verb.children if c.dep_ in _CLAUSE and not _is_infinitive(cues, c)]
    if clauses and {"clause", "quote"} & cue.takes:
        return _clause_tokens(cues, verb, clauses), clauses[0]
    infinitives = [c for c in verb.children if c.dep_ in {"xcomp", "ccomp", "advcl"} and _is_infinitive(cues, c)]
    if infinitives and {"infinitive", "person_infinitive"} & cue.takes and infinitives[0].dep_ != "advcl":
        person = patients(verb) if "person_infinitive" in cue.takes else []
        return _below([*person, infinitives[0]], verb), infinitives[0]
    if "gerund" in cue.takes:
        gerunds = [c for c in verb.children if c.dep_ in {"xcomp", "ccomp"} and c.tag_ == "VBG"]
        if gerunds:
            return _below(gerunds, verb), gerunds[0]
    if "naming" in cue.takes and not any(o.tag_ == "WP" for o in patients(verb)):
        names = [c for c in verb.children if c.dep_ in {"oprd", "ccomp", "xcomp"}]
        if names:
            return _below([*patients(verb), *names], verb), None
    objects = [o for o in patients(verb) if o.i not in {s.i for s in agents(verb)}]
    if cue.pair and objects:
        hosts = [verb, *objects] if "object" not in cue.takes else [verb]
        pair = [c for host in hosts for c in host.children if c.dep_ == "prep" and c.lower_ in cue.pair]
        if pair:
            return _below([*objects, *pair], verb), None
    if "object" in cue.takes and objects and not cue.is_addressee:
        return _below(objects, verb), None
    after = obliques(verb, cue.after)
    if after:
        return _below([*after, *infinitives], verb), None
    if "clause" in cue.takes and (around := _interrupted(verb)):
        return around, verb.head
    if cue.is_plain and any(c.dep_ in SUBJECT for c in verb.children):
        return _beside(cues, verb), None
    return set(), None


def _is_infinitive(cues: Cues, clause: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ in cues.words["infinitive_marks"] for c in clause.children)


def _clause_tokens(cues: Cues, verb: Token, clauses: list[Token]) -> set[int]:
    tokens = _below(clauses, verb) - _joined_reports(cues, verb, clauses)
    first = min(tokens)
    if first < verb.i and verb.dep_ == "ROOT":
        own = _own_words(verb)
        tokens |= {i for i in range(verb.sent.start, first) if i not in own}
    return tokens - _own_words(verb)


def _joined_reports(cues: Cues, verb: Token, clauses: list[Token]) -> set[int]:
    """Tokens of reporting verbs that the parser joined to the clause reported, though they go on with the reporting."""
    tokens: set[int] = set()
    for clause in clauses:
        for other in conjuncts(clause)[1:]:
            if (
                other.lemma_.lower() in cues.verbs
                and other.tag_ == verb.tag_
                and not any(c.dep_ in SUBJECT for c in other.children)
                and not any(can_speak(cues, s) for s in agents(other))
            ):
                start = next((c.i for c in reversed(list(other.head.children)) if c.dep_ == "cc" and c.i < other.i), other.i)
                tokens |= set(range(start, other.right_edge.i + 1))
    return tokens


def _interrupted(verb: Token) -> set[int]:
    """Tokens around a reporting clause that interrupts or follows what it reports ("The attack, they said, failed")."""
    if verb.dep_ != "parataxis" or verb.head.i == verb.i:
        return set()
    own = {t.i for t in verb.subtree}
    return {t.i for t in verb.head.subtree} - own


def _beside(cues: Cues, verb: Token) -> set[int]:
    """Tokens that must be what is reported, where the parser found no clause: by order and commas alone."""
    sentence = verb.sent
    subjects = [c for c in verb.children if c.dep_ in SUBJECT]
    begin = min([verb.i, *(s.left_edge.i for s in subjects)])
    end = max([verb.i, *(s.right_edge.i for s in subjects)]) + 1
    for i in range(end, min(end + _FARTHEST_COMPLEMENTIZER, sentence.end)):
        token = sentence.doc[i]
        if token.lower_ in cues.words["complementizers"] and token.tag_ == "IN" and token.dep_ == "mark":
            return set(range(i + 1, sentence.end))
        if token.pos_ in {"VERB", "AUX"}:
            break
    start = end
    while start < sentence.end and sentence.doc[start].dep_ in {"advmod", "npadvmod"} and sentence.doc[start].head == verb:
        start += 1
    following = sentence.doc[start : sentence.end]
    has_object = any(c.dep_ in {"dobj", "dative"} for c in verb.children)
    if not has_object and len(following) and following[0].pos_ not in {"PUNCT", "ADP", "CCONJ", "SCONJ", "SPACE"} and _is_finite(following):
        return set(range(start, sentence.end))
    before = sentence.doc[sentence.start : begin]
    if len(before) > 1 and before[-1].text == "," and _is_finite(before) and not _is_finite(sentence.doc[end : sentence.end]):
        comma = next((t.i for t in sentence.doc[end : sentence.end] if t.text == "," and t.i - end <= _LONGEST_TAIL), None)
        rest = set(range(comma + 1, sentence.end)) if comma is not None and comma == end else set()
        return set(range(sentence.start, begin)) | rest
    return set()


def _is_finite(tokens: Iterable[Token]) -> bool:
    return any(t.tag_ in _FINITE for t in tokens)


def _own_words(verb: Token) -> set[int]:
    """Tokens of the reporting clause itself: the verb, its subject, and what else hangs on it after or next to it."""
    own = {verb.i}
    for child in verb.children:
        if child.dep_ in SUBJECT | _EDGE_DEPENDENTS | {"dobj", "dative", "nsubjpass"}:
            own |= {t.i for t in child.subtree}
    return own


def _below(heads: Iterable[Token], verb: Token) -> set[int]:
    tokens: set[int] = set()
    for head in heads:
        below = {t.i for t in head.subtree}
        if verb.i in below:
            below -= {t.i for t in verb.subtree}
        tokens |= below
    return tokens


def _hearsay(parsed: Parsed, cues: Cues, verb: Token) -> Iterator[Statement]:
    """Passives without an agent: "it was reported that", "is said to have", "is accused of"."""
    stance = cues.passives.get(verb.lemma_.lower())
    if stance is None or not is_passive(verb) or verb.dep_ in {"amod"}:
        return
    clauses = [c for c in verb.children if c.dep_ in {"ccomp", "xcomp"}]
    subjects = [c for c in verb.children if c.dep_ in {"nsubjpass"}]
    if clauses:
        content = _below([*(s for s in subjects if s.pos_ != "PRON" or s.lower_ != "it"), *clauses], verb)
    elif subjects:
        pairs = frozenset().union(*(cue.pair for cue in _cues_of(cues, verb)))
        prepositions = [c for c in verb.children if c.dep_ == "prep" and c.lower_ in pairs]
        if not prepositions:
            return
        content = _below([*subjects, *prepositions], verb)
    else:
        return
    parts = _ranges(parsed, cues, content)
    if parts:
        clause = clauses[0] if clauses else None
        yield Statement(
            cue=verb, cue_tokens=_cue_tokens(verb), sources=[], parts=parts, stance=stance, is_anonymous=True, clause=clause
        )


def _of_noun(parsed: Parsed, cues: Cues, noun: Token) -> Iterator[Statement]:
    sources = [c for c in noun.children if c.dep_ == "poss"] or obliques(noun, cues.words["possessors"])
    for cue in cues.nouns.get(noun.lemma_.lower(), ()):
        clauses = [c for c in noun.children if c.dep_ in {"acl", "ccomp"} and "clause" in cue.takes and _has_mark(cues, c)]
        if "infinitive" in cue.takes:
            clauses += [c for c in noun.children if c.dep_ in {"acl", "xcomp"} and _is_infinitive(cues, c)]
        stated = clauses or obliques(noun, cue.after - cues.words["possessors"])
        if not sources and not clauses:
            continue
        parts = _ranges(parsed, cues, _below(stated, noun))
        if parts and sources:
            yield Statement(
                cue=noun, cue_tokens=(noun.i, noun.i + 1), sources=sources, parts=parts, stance=cue.stance, clause=clauses[0] if clauses else None
            )
            return


def _has_mark(cues: Cues, clause: Token) -> bool:
    return any(c.dep_ == "mark" and c.lower_ in cues.words["complementizers"] for c in clause.children)


def _of_adverb(parsed: Parsed, cues: Cues, adverb: Token) -> Iterator[Statement]:
    clause = adverb.head
    if clause.pos_ not in {"VERB", "AUX"} or clause.dep_ == "amod":
        return
    tokens = {t.i for t in clause.subtree if t.i != adverb.i}
    parts = _ranges(parsed, cues, tokens)
    if parts:
        yield Statement(
            cue=adverb, cue_tokens=(adverb.i, adverb.i + 1), sources=[], parts=parts, stance=cues.adverbs[adverb.lower_],
            is_anonymous=True, clause=clause,
        )  # fmt: skip


def _of_phrase(parsed: Parsed, cues: Cues, token: Token) -> Iterator[Statement]:
    """ "According to N" and its like: all of the clause that the phrase stands in."""
    for words, stance in cues.phrases.items():
        end = token.i + len(words)
        if token.lower_ != words[0] or end >= len(parsed.doc):
            continue
        if tuple(t.lower_ for t in parsed.doc[token.i : end]) != words:
            continue
        last = parsed.doc[end - 1]
        sources = obliques(last.head, [last.lower_]) or [c for c in last.children if c.dep_ == "pobj"]
        if not sources:
            continue
        own = {t.i for t in token.subtree} | set(range(token.i, end)) | {t.i for s in sources for t in s.subtree}
        parts = _ranges(parsed, cues, _phrase_content(token, own))
        if parts:
            yield Statement(cue=token, cue_tokens=(token.i, end), sources=sources, parts=parts, stance=stance, clause=token.head)
        return


def _phrase_content(token: Token, own: set[int]) -> set[int]:
    """What a phrase such as "according to N" covers: the sentence that it opens or ends, else the clause around it."""
    sentence = token.sent
    before = [t for t in sentence.doc[sentence.start : token.i] if t.i not in own]
    after = [t for t in sentence.doc[max(own) + 1 : sentence.end]]
    if not any(t.is_alpha or t.like_num for t in before if t.pos_ not in {"CCONJ", "SCONJ"}):
        return {t.i for t in after}
    bracket = next((t.i for t in reversed(before) if t.text in {"(", ")"}), None)
    if bracket is not None and sentence.doc[bracket].text == "(":
        return {t.i for t in before if t.i > bracket}
    marks = [t for t in before if t.dep_ == "mark" and t.i == token.i - 1]
    if marks:
        return {t.i for t in after}
    whole = {t.i for t in before}
    if not any(t.is_alpha or t.like_num for t in after):
        return whole
    begins_anew = after[0].text in {",", ";", "-", "—", "–"} and len(after) > 1 and after[1].pos_ in {"CCONJ", "SCONJ", "ADV"}
    if begins_anew and _is_finite(before):
        return whole
    return whole | {t.i for t in after}


def _ranges(parsed: Parsed, cues: Cues, tokens: set[int]) -> list[Range]:
    """Runs of tokens as ranges of the view, without the marks, blanks and complementizer at their edges."""
    doc = parsed.doc
    ranges: list[Range] = []
    run: list[int] = []
    for i in [*sorted(tokens), -1]:
        if run and i != run[-1] + 1:
            ranges.extend(trimmed(parsed, doc[run[0]].idx, doc[run[-1]].idx + len(doc[run[-1]])))
            run = []
        run.append(i)
    if ranges:
        start, end = ranges[0]
        for word in cues.words["complementizers"]:
            if parsed.view.text[start:end].lower().startswith(word + " ") and _is_mark_at(parsed, start):
                ranges[0] = (start + len(word) + 1, end)
    return ranges


def _is_mark_at(parsed: Parsed, start: int) -> bool:
    span = parsed.doc.char_span(start, start + 1, alignment_mode="expand")
    return span is not None and span[0].dep_ in {"mark", "nsubj"} and span[0].tag_ in {"IN", "WDT", "DT"}


def trimmed(parsed: Parsed, start: int, end: int) -> list[Range]:
    """A range without blanks and punctuation at its edges; nothing where no more is left."""
    words = parsed.view.text[start:end]
    lead = len(words) - len(words.lstrip(_EDGE_CHARACTERS))
    stop = start + len(words.rstrip(_EDGE_CHARACTERS))
    return [(start + lead, stop)] if any(c.isalnum() for c in parsed.view.text[start + lead : stop]) else []
