"""What is stated: the complement of a reporting word, as characters of the view.

In: a reporting verb, noun or phrase and what its cue takes. Out: token indices, and ranges made of them. Method: the
syntax first; where a clause stands before its reporting word, the content runs from the sentence's beginning, since
parsers often attach an opening adverbial to the reporting word; where the parser found no clause at all, order and
commas decide ("S, N said", "N said on Monday that S").

Known errors: a clause attached to the wrong verb; a statement without any complement ("he agreed").
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from onrecord.read.answers import answer, governor_of, is_answer
from onrecord.read.claim_cues import Cue
from onrecord.read.extents import FINITE, citings, joined_reports, settled
from onrecord.read.quotes import holds
from onrecord.read.statement import Range, Reading
from onrecord.syntax import Parsed
from onrecord.syntax.clauses import RELATIVE, SUBJECT, agents, obliques, patients

if TYPE_CHECKING:
    from spacy.tokens import Span as TokenSpan
    from spacy.tokens import Token

_CLAUSE = "ccomp"
_OWN = SUBJECT | {"aux", "auxpass", "neg", "prt", "dobj", "dative", "nsubjpass"}
_NO_CLAUSE_BEGINS = frozenset({"PUNCT", "ADP", "CCONJ", "SCONJ", "SPACE"})
_FARTHEST_COMPLEMENTIZER = 10
"""Tokens between a reporting verb and its complementizer ("said after a meeting on Tuesday that")."""
_LONGEST_PAUSE = 3
"""Tokens (auxiliaries, adverbs) between a subject and its reporting verb."""
_LEAST_CLAUSE = 4
_LEAST_REST = 5
_EDGE_CHARACTERS = " \t\n,;:.!?-–—―"

Content = tuple[set[int], "Token | None"]
"""Tokens that are stated, and the head of the clause stated, if it is one."""
_NOTHING: Content = (set(), None)


def content_of(reading: Reading, verb: Token, cue: Cue) -> Content:
    """What a reporting verb states, by what its cue takes; without what another answers to it."""
    tokens, clause = (
        _as_clause(reading, verb, cue)
        or _ended_by(reading, verb, cue)
        or _clause(reading, verb, cue)
        or _infinitive(reading, verb, cue)
        or _nominal(reading, verb, cue)
        or _loose(reading, verb, cue)
        or _NOTHING
    )
    return settled(reading, verb, tokens, clause), clause


def _as_clause(reading: Reading, verb: Token, cue: Cue) -> Content | None:
    """All of the sentence but a clause with "as" that holds the reporting verb ("As N reported, S")."""
    if "clause" not in cue.takes or verb.dep_ != "advcl":
        return None
    marks = [c for c in verb.children if c.dep_ in {"mark", "advmod"} and reading.knows(c.lower_, "as_marks")]
    if not marks or any(c.dep_ in {_CLAUSE, "dobj"} for c in verb.children):
        return None
    return around_phrase(marks[0], {t.i for t in verb.subtree}), verb.head


def _ended_by(reading: Reading, verb: Token, cue: Cue) -> Content | None:
    """All that stands before a subject and verb that end a sentence ("S, N said."), however it was parsed."""
    if not cue.is_plain:
        return None
    subject = next((c for c in reversed(list(verb.lefts)) if c.dep_ in SUBJECT), None)
    if subject is None or subject.right_edge.i + _LONGEST_PAUSE < verb.i:
        return None
    sentence, doc = verb.sent, verb.doc
    begin = subject.left_edge.i
    before, rest = doc[sentence.start : begin], doc[verb.i + 1 : sentence.end]
    if len(before) < _LEAST_CLAUSE or before[-1].text != "," or not _tells(before):
        return None
    if _has_clause(rest) and not _is_inserted(reading, verb, cue, before, rest):
        return None
    clauses = [c for c in verb.children if c.dep_ == _CLAUSE]
    return set(range(_after_semicolon(verb), begin)) | _going_on(reading, verb), next(iter(clauses), None)


def _is_inserted(reading: Reading, verb: Token, cue: Cue, before: TokenSpan, rest: TokenSpan) -> bool:
    """True for a reporting clause after a whole statement, with more to come but no further clause stated."""
    if any(t.dep_ in {"mark", "advmod"} and t.head.dep_ == "advcl" for t in before[:2]):
        return False
    if any(reading.knows(t.lower_, "complementizers") for t in rest[:_FARTHEST_COMPLEMENTIZER] if t.dep_ == "mark"):
        return False
    if rest[0].text == ",":
        return not is_finite(rest) and not any(t.dep_ == "advmod" and t.i == rest[1].i for t in rest[:2])
    comma = next((t.i for t in rest if t.text == ","), None)
    addressed = verb.doc[verb.i + 1 : comma] if comma is not None and cue.is_addressee else ()
    return len(addressed) > 0 and not any(t.pos_ in {"VERB", "AUX"} for t in addressed)


def _tells(words: TokenSpan) -> bool:
    """True for words with a finite verb, or one that the parser took for a participle ("*Gunmen killed* nine men")."""
    return is_finite(words) or any(t.tag_ == "VBN" and t.dep_ == "acl" and t.head.dep_ in SUBJECT for t in words)


def _has_clause(tokens: Iterable[Token]) -> bool:
    return any(t.pos_ in {"VERB", "AUX"} or t.dep_ in {"mark", "dobj"} for t in tokens)


def _clause(reading: Reading, verb: Token, cue: Cue) -> Content | None:
    clauses = [c for c in verb.children if c.dep_ == _CLAUSE and not is_infinitive(reading, c)]
    clauses = [c for c in clauses if not _is_apart(verb, c)] or _through_particle(verb, cue)
    if not clauses or not {"clause", "quote"} & cue.takes:
        return None
    tokens = below(clauses, verb) - joined_reports(reading, verb, clauses) - citings(reading, verb, clauses)
    tokens -= _own_words(verb) | _opening_time(verb, tokens)
    if tokens and min(tokens) < verb.i:
        if verb.dep_ == "ROOT":
            tokens |= set(range(max(_after_semicolon(verb), verb.sent.start), min(tokens))) - _own_words(verb)
        tokens |= _going_on(reading, verb)
    return (tokens, clauses[0]) if tokens else None


def _through_particle(verb: Token, cue: Cue) -> list[Token]:
    """Clauses that hang on a noun of the particle's phrase ("learned with concern that S")."""
    return [
        clause
        for child in verb.children
        if cue.particle is not None and child.lower_ == cue.particle
        for noun in child.children
        for clause in noun.children
        if clause.dep_ in {"acl", _CLAUSE} and any(c.dep_ == "mark" for c in clause.children)
    ]


def _is_apart(verb: Token, clause: Token) -> bool:
    """True for a clause that a semicolon parts from the reporting clause after it ("N says S; others deny it")."""
    return clause.i < verb.i and clause.i < _after_semicolon(verb)


def _after_semicolon(verb: Token) -> int:
    """Index after the last semicolon before a verb in its sentence; the sentence's start where there is none."""
    sentence = verb.sent
    return max((t.i + 1 for t in verb.doc[sentence.start : verb.i] if t.text == ";"), default=sentence.start)


def _going_on(reading: Reading, verb: Token) -> set[int]:
    """Tokens of what goes on after an inserted reporting clause ("The bridge was held, N said, by two men")."""
    doc, end = verb.doc, verb.sent.end
    if verb.i + 2 >= end or doc[verb.i + 1].text != ",":
        return set()
    first = doc[verb.i + 2]
    is_phrase = first.tag_ in {"IN", "TO"} and first.dep_ in {"prep", "agent", "dative"}
    if not is_phrase or first.lower_ in reading.cues.phrase_starts or reading.knows(first.lower_, "as_marks"):
        return set()
    rest = doc[verb.i + 2 : end]
    is_other = any(t.ent_type_ in {"DATE", "TIME"} or reading.knows(t.lemma_.lower(), "documents") for t in rest)
    return set() if is_other or is_finite(rest) or any(t.text in {";", ","} for t in rest) else {t.i for t in rest}


def _opening_time(verb: Token, tokens: set[int]) -> set[int]:
    """Tokens of a time right after the reporting word, which tells when it was said ("said on Sunday they left")."""
    doc, found = verb.doc, set[int]()
    if not tokens or min(tokens) != verb.i + 1 or doc[verb.i + 1].dep_ != "prep":
        return found
    phrase = {t.i for t in doc[verb.i + 1].subtree}
    is_time = any(doc[i].ent_type_ in {"DATE", "TIME"} for i in phrase) and phrase <= tokens
    last = max(phrase)
    follows = last + 1 < len(doc) and doc[last + 1].pos_ in {"DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM"}
    return phrase if is_time and follows else found


def _infinitive(reading: Reading, verb: Token, cue: Cue) -> Content | None:
    inner = [c for c in verb.children if c.dep_ in {"xcomp", _CLAUSE}]
    infinitives = [c for c in inner if is_infinitive(reading, c)]
    if infinitives and {"infinitive", "person_infinitive"} & cue.takes:
        person = patients(verb) if "person_infinitive" in cue.takes else []
        return below([*person, infinitives[0]], verb), infinitives[0]
    gerunds = [c for c in inner if c.tag_ == "VBG" or any(a.dep_ == "aux" and a.tag_ == "VBG" for a in c.children)]
    if gerunds and "gerund" in cue.takes:
        return below(gerunds, verb), gerunds[0]
    return None


def _nominal(reading: Reading, verb: Token, cue: Cue) -> Content | None:
    speakers = {s.i for s in agents(verb)}
    objects = [o for o in patients(verb) if o.i not in speakers]
    if is_answer(reading, verb):
        return _answered(reading, verb), None
    if any(o.tag_ in {"WP", "WDT"} or reading.knows(o.lower_, "reflexives") for o in objects):
        return None
    return _object(reading, verb, cue, objects) or _after(verb, cue, reading)


def _object(reading: Reading, verb: Token, cue: Cue, objects: list[Token]) -> Content | None:
    """What is named, said of something, or said itself as an object."""
    if "naming" in cue.takes:
        names = _names(reading, verb, cue)
        if names:
            return below([*objects, *names], verb), None
    if cue.pair and objects:
        qualities = [c for c in verb.children if c.dep_ == "advcl" and c.pos_ == "ADJ"]
        pair = [
            c if c.dep_ == "prep" else c.head
            for host in (verb, *objects, *qualities)
            for c in host.children
            if c.lower_ in cue.pair and (c.dep_ == "prep" or c.head.pos_ == "ADJ")
            if host is verb or "object" not in cue.takes or reading.knows(c.lower_, "as_marks")
        ]
        if not pair and cue.needs_number:
            pair = [t for o in objects for t in o.subtree if t.lower_ in cue.pair and _takes_number(t)]
        tokens = below([*objects, *pair], verb)
        if pair and (not cue.needs_number or any(verb.doc[i].like_num for i in tokens)):
            return tokens, None
    if cue.is_addressee:
        objects = [o for o in objects if not reading.can_speak(o) and o.dep_ == "dobj" and o.pos_ == "NOUN"]
    if cue.needs_number:
        objects = [o for o in objects if any(c.dep_ == "nummod" for c in o.children)]
    if "object" in cue.takes and objects and not _is_deed(reading, verb, cue, objects):
        return below([*objects, *_parted_from(reading, verb, objects)], verb) - _terms(reading, objects), None
    return None


def _takes_number(preposition: Token) -> bool:
    return any(child.dep_ == "pobj" and child.like_num for child in preposition.children)


def _parted_from(reading: Reading, verb: Token, objects: list[Token]) -> list[Token]:
    """Phrases that belong to an object but hang on the verb ("claimed responsibility today *for N*", "talk *of N*")."""
    is_of_kind = any(reading.knows(o.lemma_.lower(), "taking_for") for o in objects)
    after = (*verb.rights, *(d for c in verb.rights if c.dep_ == "advmod" for d in c.rights))
    return [
        c
        for c in after
        if c.dep_ == "prep"
        and c.i > objects[-1].i
        and (reading.knows(c.lower_, "naming_prepositions") or (is_of_kind and reading.knows(c.lower_, "reasons")))
    ]


def _after(verb: Token, cue: Cue, reading: Reading) -> Content | None:
    """What follows the reporting word's preposition ("called *for N*")."""
    after = obliques(verb, cue.after)
    if after and not (cue.needs_pair and not any(c.lower_ in cue.pair for c in verb.children)):
        pair = [c for c in verb.children if c.dep_ == "prep" and c.lower_ in cue.pair]
        infinitives = [c for c in verb.children if c.dep_ in {"xcomp", "advcl"} and is_infinitive(reading, c)]
        return below([*after, *pair, *infinitives], verb), None
    return None


def _answered(reading: Reading, verb: Token) -> set[int]:
    """Tokens of the statement that a relative clause of denial or confirmation takes up."""
    top, own = governor_of(verb), answer(reading, verb)
    for cue in reading.cues.verbs.get(top.lemma_.lower(), ()):
        tokens, _ = content_of(reading, top, cue)
        if tokens - own:
            return tokens - own
    cited = (c for c in top.children if c.lower_ in reading.cues.phrase_starts)
    return {t.i for t in top.subtree if t.i < min(own)} - {t.i for phrase in cited for t in phrase.subtree}


def _names(reading: Reading, verb: Token, cue: Cue) -> list[Token]:
    """What somebody or something is called ("called it *a trap*", "holds them *responsible*")."""
    names = [
        c
        for c in verb.children
        if (c.dep_ in {"oprd", _CLAUSE, "xcomp"} and not is_infinitive(reading, c))
        or (c.i > verb.i and c.dep_ in {"advmod", "acomp"} and holds(reading.quotations, c.idx))
    ]
    if cue.complements:
        names = [c for c in names if c.lemma_.lower() in cue.complements]
        beside = [c for o in patients(verb) for c in o.subtree if c.lemma_.lower() in cue.complements]
        return names or [c for c in beside if c.i > verb.i and c.tag_ == "JJ"]
    return names


def _is_deed(reading: Reading, verb: Token, cue: Cue, objects: list[Token]) -> bool:
    """True where the object of a denial or doubt is somebody: "denied them entry", "questioned the men"."""
    if cue.stance not in {"denies", "doubts"}:
        return False
    if any(c.dep_ == "dative" for c in verb.children):
        return True
    people = ("anonymous_people", "office_holders")
    return all(
        o.ent_type_ == "PERSON" or o.dep_ == "dative" or reading.knows(o.lemma_.lower(), *people) for o in objects
    )


def _terms(reading: Reading, objects: list[Token]) -> set[int]:
    """Tokens of "on condition of anonymity", which tells how something was said."""
    return {
        t.i
        for noun in objects
        for child in noun.children
        if child.dep_ == "prep" and any(reading.knows(o.lemma_.lower(), "terms_of_speech") for o in child.children)
        for t in child.subtree
    }


def _loose(reading: Reading, verb: Token, cue: Cue) -> Content | None:
    if "clause" in cue.takes and verb.dep_ == "parataxis":
        return {t.i for t in verb.head.subtree} - {t.i for t in verb.subtree}, verb.head
    if cue.is_plain and verb.dep_ not in RELATIVE and any(c.dep_ in SUBJECT for c in verb.children):
        return _beside(reading, verb) or (_any_rest(reading, verb) if cue.takes_any else set()), None
    return None


def _any_rest(reading: Reading, verb: Token) -> set[int]:
    """Tokens after a reporting verb whose clause the parser took for an object."""
    objects = [c for c in verb.children if c.dep_ == "dobj" and c.i > verb.i]
    rest = set(range(verb.i + 1, verb.sent.end))
    if len(rest) < _LEAST_REST or not objects or objects[0].left_edge.i != verb.i + 1:
        return set()
    return set() if any(reading.knows(o.lemma_.lower(), "things_said") or o.pos_ == "PRON" for o in objects) else rest


def is_infinitive(reading: Reading, clause: Token) -> bool:
    """True for "to V"."""
    return any(c.dep_ == "aux" and reading.knows(c.lower_, "infinitive_marks") for c in clause.children)


def below(heads: Iterable[Token], cue: Token) -> set[int]:
    """Tokens of the phrases of some heads, without what hangs on the reporting word where it stands among them."""
    tokens: set[int] = set()
    for head in heads:
        phrase = {t.i for t in head.subtree}
        tokens |= phrase - {t.i for t in cue.subtree} if cue.i in phrase else phrase
    return tokens


def _own_words(verb: Token) -> set[int]:
    """Tokens of the reporting clause itself."""
    return {verb.i} | {t.i for child in verb.children if child.dep_ in _OWN for t in child.subtree}


def _beside(reading: Reading, verb: Token) -> set[int]:
    """Tokens that must be what is reported, where the parser found no clause: by order and commas alone."""
    sentence, doc = verb.sent, verb.doc
    subjects = [c for c in verb.children if c.dep_ in SUBJECT]
    begin = min([verb.i, *(s.left_edge.i for s in subjects)])
    end = max([verb.i, *(s.right_edge.i for s in subjects)]) + 1
    for token in doc[end : min(end + _FARTHEST_COMPLEMENTIZER, sentence.end)]:
        if reading.knows(token.lower_, "complementizers") and token.dep_ == "mark":
            return set(range(token.i + 1, sentence.end))
        if token.pos_ in {"VERB", "AUX"}:
            break
    start = end
    while start < sentence.end and doc[start].dep_ in {"advmod", "npadvmod"} and doc[start].head == verb:
        start += 1
    has_object = any(c.dep_ in {"dobj", "dative"} for c in verb.children)
    begins = not has_object and start < sentence.end and doc[start].pos_ not in _NO_CLAUSE_BEGINS
    if begins and is_finite(doc[start : sentence.end]):
        return set(range(start, sentence.end))
    before, rest = doc[sentence.start : begin], doc[end : sentence.end]
    if len(before) > 1 and before[-1].text == "," and is_finite(before) and not is_finite(rest):
        return set(range(sentence.start, begin))
    return set()


def is_finite(tokens: Iterable[Token]) -> bool:
    """True where a finite verb stands among the tokens."""
    return any(t.tag_ in FINITE for t in tokens)


def around_phrase(token: Token, own: set[int]) -> set[int]:
    """What a phrase such as "according to N" covers: the sentence that it opens or ends, else the clause around it.

    Args:
        token: First token of the phrase.
        own: All tokens of the phrase, the source's included.
    """
    sentence = token.sent
    before = [t for t in token.doc[sentence.start : token.i] if t.i not in own]
    after = list(token.doc[max(own) + 1 : sentence.end])
    covered_before, covered_after = {t.i for t in before}, {t.i for t in after}
    if not _has_words(t for t in before if t.pos_ not in {"CCONJ", "SCONJ"}):
        return covered_after
    bracket = next((t for t in reversed(before) if t.text in {"(", ")"}), None)
    if bracket is not None and bracket.text == "(":
        return {t.i for t in before if t.i > bracket.i}
    if any(t.dep_ == "mark" and t.i == token.i - 1 for t in before):
        return covered_after
    if not _has_words(after):
        return covered_before
    begins_anew = not after[0].is_alpha and len(after) > 1 and after[1].pos_ in {"CCONJ", "SCONJ", "ADV"}
    if begins_anew and is_finite(before):
        return covered_before
    return covered_before | covered_after


def _has_words(tokens: Iterable[Token]) -> bool:
    return any(t.is_alpha or t.like_num for t in tokens)


def ranges(reading: Reading, tokens: set[int]) -> list[Range]:
    """Runs of tokens as ranges of the view, without the marks, blanks and complementizer at their edges."""
    doc = reading.parsed.doc
    found: list[Range] = []
    run: list[int] = []
    for i in [*sorted(tokens), -1]:
        if run and i > run[-1] and all(t.is_quote for t in doc[run[-1] + 1 : i]):
            run.extend(range(run[-1] + 1, i))
        if run and i != run[-1] + 1:
            while len(run) > 1 and not found and _is_complementizer(reading, doc[run[0]]):
                run.pop(0)
            found.extend(trimmed(reading.parsed, doc[run[0]].idx, doc[run[-1]].idx + len(doc[run[-1]])))
            run = []
        run.append(i)
    return found


def _is_complementizer(reading: Reading, token: Token) -> bool:
    return (
        token.is_space
        or token.text == ","
        or (
            reading.knows(token.lower_, "complementizers")
            and token.dep_ in {"mark", "nsubj"}
            and token.tag_ in {"IN", "WDT", "DT"}
        )
    )


def trimmed(parsed: Parsed, start: int, end: int) -> list[Range]:
    """A range without blanks and punctuation at its edges; nothing where no more is left."""
    words = parsed.view.text[start:end]
    first = start + len(words) - len(words.lstrip(_EDGE_CHARACTERS))
    last = start + len(words.rstrip(_EDGE_CHARACTERS))
    return [(first, last)] if any(c.isalnum() for c in parsed.view.text[first:last]) else []
