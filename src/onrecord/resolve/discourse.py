"""The mentions of a document in order, with what resolving asks of them: words, number, gender, sentence, clause role.

Goes in: a parsed document and its rows; comes out: `Discourse`. No identity is decided here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from onrecord.model import Clue, Mention, Rows
from onrecord.syntax import Parsed
from onrecord.syntax.clauses import PASSIVE_SUBJECT, SUBJECT
from onrecord.vocab import load

if TYPE_CHECKING:
    from spacy.tokens import Token

ACTING_KINDS = frozenset({"actor", "person", "nationality"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceWords:
    """Vocabularies of one language for telling who is meant."""

    third: Mapping[str, Mapping[str, str]]
    speaker: Mapping[str, Mapping[str, str]]
    may_mean_nobody: frozenset[str]
    reflexive: frozenset[str]
    titles: frozenset[str]
    gender_of_title: Mapping[str, str]
    gender_of_name: Mapping[str, str]
    particles: frozenset[str]
    central: frozenset[str]
    definite: frozenset[str]
    pointing: frozenset[str]
    ordinals: Mapping[str, str]
    plural_ending: str
    naming: frozenset[str]
    name_words: frozenset[str]
    sides: frozenset[str]
    as_words: frozenset[str]
    refers_to: Mapping[str, frozenset[str]]
    empty: frozenset[str]
    one_force: Mapping[str, str]
    forces: str
    of_all_arms: frozenset[str]
    governing: frozenset[str]
    government: str
    with_article: Mapping[str, str]

    def government_of(self, state: str) -> str:
        """Name of a state's government."""
        return self.government.format(name=self.with_article.get(state, state))


@cache
def reference_words(language: str) -> ReferenceWords:
    """The vocabularies of a language, loaded once."""
    pronouns, titles, names = load("pronouns", language), load("titles", language), load("given_names", language)
    alignments, told = load("alignments", language), load("descriptions", language)
    return ReferenceWords(
        third=pronouns["third"], speaker=pronouns["speaker"],
        may_mean_nobody=frozenset(pronouns["may_mean_nobody"]),
        reflexive=frozenset(pronouns["reflexive"]),
        titles=frozenset(word for group in ("honorific", "rank", "office") for word in titles[group]),
        gender_of_title={word: gender for gender in ("m", "f") for word in titles[gender]},
        gender_of_name={word: gender for gender in ("m", "f") for word in names[gender]},
        particles=frozenset(alignments["particles"]), central=frozenset(alignments["central"]),
        definite=frozenset(told["definite"]), pointing=frozenset(told["pointing"]), ordinals=told["ordinals"],
        plural_ending=told["plural_ending"], naming=frozenset(told["naming"]), sides=frozenset(told["sides"]),
        name_words=frozenset(told["name_words"]), as_words=frozenset(told["as"]),
        refers_to={noun: frozenset(kinds) for noun, kinds in told["refers_to"].items()}, empty=frozenset(told["empty"]),
        one_force=told["one_force"], forces=told["forces"],
        of_all_arms=frozenset(told["of_all_arms"]),
        governing=frozenset(alignments["governing"]), government=told["government_of"],
        with_article=told["with_article"],
    )  # fmt: skip


class Discourse:
    """A document's mentions of actors in order of the text.

    Attributes:
        mentions: Mentions of actors, persons and nationalities.
        words: Vocabularies of the document's language.
    """

    def __init__(self, parsed: Parsed, rows: Rows) -> None:
        self.parsed = parsed
        self.rows = rows
        self.words = reference_words(parsed.language)
        self.mentions = sorted(
            (m for m in rows.mentions if m.kind in ACTING_KINDS and m.id in rows.clues), key=lambda m: (m.start, -m.end)
        )
        self._sentence = {token.i: n for n, sentence in enumerate(parsed.doc.sents) for token in sentence}
        self._by_head: dict[int, Mention] = {}
        for mention in self.mentions:
            self._by_head.setdefault(rows.clues[mention.id].head, mention)
        self._range = {m.id: self._token_range(m) for m in self.mentions}

    def _token_range(self, mention: Mention) -> tuple[int, int]:
        tokens = self.parsed.tokens(mention.start, mention.end)
        return tokens.start, tokens.end

    def clue(self, mention: Mention) -> Clue:
        """What reading learned of a mention."""
        return self.rows.clues[mention.id]

    def head(self, mention: Mention) -> Token:
        """Head token of a mention."""
        token: Token = self.parsed.doc[self.clue(mention).head]
        return token

    def tokens(self, mention: Mention) -> list[Token]:
        """Tokens of a mention."""
        start, end = self._range[mention.id]
        return list(self.parsed.doc[start:end])

    def range(self, mention: Mention) -> tuple[int, int]:
        """Token range of a mention."""
        return self._range[mention.id]

    def at_head(self, token: Token) -> Mention | None:
        """The mention that a token heads."""
        return self._by_head.get(token.i)

    def sentence(self, mention: Mention) -> int:
        """Number of the sentence that a mention stands in."""
        return self._sentence[self.clue(mention).head]

    def is_quoted(self, mention: Mention) -> bool:
        """True for a mention inside the marks of a claim in direct speech, not in the reporting words between."""
        return any(
            part.start <= mention.start < part.end
            for claim in self.rows.claims
            if claim.quotation == "direct"
            for part in (claim.fragments or (claim.content,))
        )

    def is_subject(self, mention: Mention) -> bool:
        """True for a mention that is the subject of its clause."""
        return self.head(mention).dep_ in SUBJECT | PASSIVE_SUBJECT

    def lemma(self, token: Token) -> str:
        """Lemma of a noun in lower case; capitals (names) lose their plural ending only by the parser's word."""
        lemma: str = token.lemma_.lower()
        if lemma == token.lower_ and lemma.endswith("s") and token.tag_ in {"NNS", "NNPS"}:
            return lemma[:-1]
        return lemma

    def content(self, mention: Mention) -> tuple[str, ...]:
        """Lemmas of a mention's words that tell which actor is meant: no articles, figures, marks and empty words."""
        kept = []
        for token in self.tokens(mention):
            lemma = self.lemma(token)
            is_word = any(c.isalpha() for c in token.text) and token.tag_ not in {"DT", "CD", "POS", "PRP$"}
            if is_word and lemma not in self.words.empty and token.lower_ not in self.words.empty:
                kept.append(lemma)
        return tuple(kept)

    def modifiers(self, mention: Mention) -> tuple[str, ...]:
        """The content words of a mention before its head."""
        start, _ = self.range(mention)
        before = {self.lemma(t) for t in self.parsed.doc[start : self.clue(mention).head]}
        return tuple(word for word in self.content(mention) if word in before)

    def is_definite(self, mention: Mention) -> bool:
        """True for a description that opens as one of something known ("the", "this")."""
        return self.tokens(mention)[0].lower_ in self.words.definite

    def name_words(self, mention: Mention) -> tuple[str, ...]:
        """Words of a person's name, titles and what goes before them left out."""
        kept: list[str] = []
        for token in reversed(self.tokens(mention)):
            if token.lower_ in self.words.titles and kept:
                break
            if not token.text[:1].isupper() and token.lower_ not in self.words.particles and token.text.isalnum():
                if kept:
                    break
                continue
            kept.append(token.text)
        return tuple(reversed(kept))

    def gender(self, mention: Mention) -> str | None:
        """Gender of a person, by titles and given name; None where neither tells."""
        words = self.words
        for token in self.tokens(mention):
            if token.lower_ in words.gender_of_title:
                return words.gender_of_title[token.lower_]
        if mention.form == "name":
            for word in self.name_words(mention)[:-1]:
                if word.lower() in words.gender_of_name:
                    return words.gender_of_name[word.lower()]
        return None


def joined(words: tuple[str, ...]) -> str:
    """Words of a name as one string, hyphens closed up."""
    text = " ".join(words)
    for hyphen in ("-", "‐", "‑"):
        text = text.replace(f" {hyphen} ", hyphen)
    return text
