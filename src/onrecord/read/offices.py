"""Persons and the bodies that they lead, hold an office in or belong to: "the Front's leader, N", "Sorvia's envoy N".

Goes in: mentions of persons by name with the words of their office; come out: relations of a person to a body.

Method: the office's words are looked for beside the name. The body is whose the office is ("*its* director"), what the
office's noun is joined to ("spokesman for the militants", "*hospital* spokeswoman"), or what follows the name
("Commander N of the Front"); of two, the nearest to the office. An office of a place's government has the place for its
body. A minister or president without a word of whose is tied to the country that the registry has for the person, or
to the only one that the report speaks of. An office without a body makes no row; the actor keeps the words of it.

Known errors: a body told in another sentence is not found. Vocabulary: offices.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

from onrecord.model import ActorKind, Clue, Mention, Relation, RelationKind, Rows
from onrecord.read.actor_words import actor_words
from onrecord.read.parties import OWNERS, Parties
from onrecord.read.phrases import HYPHENS, noun_phrase
from onrecord.read.relation_making import Maker
from onrecord.read.tie_offices import Posts
from onrecord.syntax import clauses
from onrecord.syntax.parsed import Parsed
from onrecord.vocab import load

if TYPE_CHECKING:
    from spacy.tokens import Token

_NEAR = 25
"""Tokens on either side of a name among which its office is looked for."""
_LED = frozenset({"rebel_group", "militia", "party"})
_MODIFIER = frozenset({"compound", "nmod", "amod", "poss"})
_LEAST_TOLD, _LEAST_SHARE = 3, 0.9
"""A report speaks of one country alone where it has this many mentions and this share of all."""


@cache
def _words(language: str) -> Mapping[str, frozenset[str]]:
    return {name: frozenset(entries) for name, entries in load("offices", language).items()}


def find_offices(parsed: Parsed, rows: Rows, parties: Parties) -> list[Relation]:
    """Relations of named persons to the bodies that their offices are of."""
    finder = _Finder(parsed, rows, parties)
    mentions = list(rows.mentions)
    found = [one for mention in mentions for one in (*finder.of(mention), *finder.of_own(mention))]
    return [*found, *(one for token in parsed.doc for one in finder.posts.at(token))]


class _Finder:
    def __init__(self, parsed: Parsed, rows: Rows, parties: Parties) -> None:
        self.parsed, self.rows, self.parties = parsed, rows, parties
        self.maker = Maker(parsed, rows, parties)
        self.words = _words(parsed.language)
        self.titles = load("titles", parsed.language)
        self.posts = Posts(self.maker, self.words, self._kind)
        self._country: tuple[Mention | None] | None = None

    def of(self, mention: Mention) -> Iterator[Relation]:
        """The relation of one person to the body of the office that stands beside the name."""
        clue = self.rows.clues.get(mention.id)
        if clue is None or not clue.office or mention.kind != "person" or mention.form != "name":
            return
        tokens = self._office(mention, clue.office)
        if not tokens:
            return
        last = next((t for i, t in enumerate(tokens) if self._is_before_complement(tokens, i)), tokens[-1])
        body = self._body(mention, clue, tokens, last)
        kind = self._kind(tokens, last, body) if body is not None else None
        if body is not None and kind is not None:
            yield from self.maker.relation(kind, mention, body, last, self._title(tokens))

    def _title(self, tokens: list[Token]) -> str:
        """The words of an office without whose it is ("*spokesman*" of "the army's spokesman")."""
        start = next((i + 1 for i, t in reversed(list(enumerate(tokens[:-1]))) if t.tag_ == "POS"), 0)
        return self.parsed.span(tokens[start].i, tokens[-1].i + 1).text

    def of_own(self, mention: Mention) -> Iterator[Relation]:
        """Whose men they are: "Colonel N's brigade", "the fighters of N"."""
        clue = self.rows.clues.get(mention.id)
        if clue is None or mention.kind != "actor" or mention.form == "pronoun":
            return
        head = self.parsed.doc[clue.head]
        lemma = head.lemma_.lower()
        if lemma not in self.words["own"] | self.words["men"]:
            return
        # "the smugglers of Colonel N" are whom N leads; "N's men" may be whoever is with N
        owners = [child for child in head.children if child.dep_ == "poss"] if lemma in self.words["own"] else []
        for token in [*owners, *clauses.obliques(head, self.words["whose"])]:
            person = self.rows.mention_at_head(token.i, {"person"})
            if person is not None and person.form == "name":
                yield from self.maker.relation("leads", person, mention, head, None)

    def _is_before_complement(self, tokens: list[Token], i: int) -> bool:
        return i + 1 < len(tokens) and tokens[i + 1].lower_ in self.words["complements"]

    def _office(self, mention: Mention, office: str) -> list[Token]:
        """The tokens of an office's words, where they stand nearest to the name."""
        doc, own = self.parsed.doc, self.parsed.tokens(mention.start, mention.end)
        first, end = max(0, own.start - _NEAR), min(len(doc), own.end + _NEAR)
        places: list[tuple[int, int, int]] = []
        for i in range(first, end):
            if not office.startswith(doc[i].text):
                continue
            span = doc.char_span(doc[i].idx, doc[i].idx + len(office))
            if span is not None and span.text == office:
                away = max(0, own.start - span.end, span.start - own.end)
                places.append((away, span.start, span.end))
        if not places:
            return []
        _, start, stop = min(places)
        return list(doc[start:stop])

    def _kind(self, tokens: list[Token], last: Token, body: Mention) -> RelationKind | None:
        """What the office's last word tells; None where it is no tie."""
        words, of = self.words, self.rows.clues[body.id].actor_kind
        is_country = body.kind == "nationality" or of == "state"
        word = last.lower_
        is_member = word in words["members"] or (self._is_rank(tokens) and word not in words["leads"])
        has_no_members = is_country or body.kind == "person" or of == "government"
        if word in words["none"] or (is_member and has_no_members):
            return None
        if is_member:
            return "member_of"
        is_plain = not any(t.lower_ in words["deputies"] for t in tokens) and not self._is_of_part(tokens, body)
        if word in words["leads"] and (is_plain or of in _LED):
            # a leader of a part of it ("a *cell* leader of the Front") belongs to it
            leads: RelationKind = "leads" if is_plain else "member_of"
            return None if is_country or body.kind == "person" else leads
        if word in words["heads"] and of in _LED and is_plain:
            return "leads"
        is_told_of_state = word in words["state"] | words["rulers"] | words["local"]
        return None if is_country and not is_told_of_state else "holds_office"

    def _is_rank(self, tokens: list[Token]) -> bool:
        ranks = {*self.titles["rank"], *self.titles["honorific"], *self.titles["before"]}
        return all(t.lower_ in ranks or not t.is_alpha for t in tokens)

    def _is_of_part(self, tokens: list[Token], body: Mention) -> bool:
        """True for the head of a part of a body ("UN *aid* chief"), who does not lead the body."""
        own = set(body.text.lower().split())
        words = [t.lower_ for t in tokens if t.tag_ not in {"POS", "DT"}]
        return len(words) > 1 and words[0] in own and words[-2] not in own

    # ---- whose the office is --------------------------------------------------------------------------------------

    def _body(self, mention: Mention, clue: Clue, tokens: list[Token], last: Token) -> Mention | None:
        head = self.parsed.doc[clue.head]
        found = [m for m in self._told(mention, tokens, last) if m.id != mention.id and not self._is_born(m)]
        if found:
            return self._nearest(found, last)
        named = self._of_place(tokens, last) or self._of_owner(last) or self._of_noun(tokens, last)
        if named is not None:
            return named
        if last.i < head.i:
            after = [m for m in self.parties.owners(head, self.words["after"]) if m.id != mention.id]
            after = [m for m in after if m.start >= mention.end]
            if after:
                return after[0]
        known = next((m for m in self.rows.mentions if m.id == clue.affiliation), None)
        return known or self._government(head) or self._of_state(clue, last)

    def _government(self, name: Token) -> Mention | None:
        """The government that is told as somebody's ("the *government* of President N")."""
        if name.dep_ != "pobj" or name.head.lower_ not in self.words["whose"]:
            return None
        found = self.rows.mention_at_head(name.head.head.i, {"actor"})
        is_government = found is not None and self.rows.clues[found.id].actor_kind == "government"
        return found if is_government else None

    def _told(self, mention: Mention, tokens: list[Token], last: Token) -> list[Mention]:
        """Bodies that the office's noun, or what it stands before, belongs to."""
        heads = {t.i: t for t in (last, *tokens) if t.pos_ in {"NOUN", "PROPN", "ADJ"}}
        found = self.parties.owners(last, self.words["complements"])
        inside = self.parsed.tokens(mention.start, mention.end)
        if inside.start <= last.i < inside.end:  # "the army's chief N N": all hangs on the name
            found += [m for i in range(inside.start, last.i) if (m := self.rows.mention_at_head(i, OWNERS)) is not None]
        else:
            for token in heads.values():
                found += self.parties.owners(token, ())
        return list({m.id: m for m in found if m.kind != "person" or m.form == "pronoun"}.values())

    def _nearest(self, found: list[Mention], last: Token) -> Mention:
        """Of several, the one joined to the office after it; else the last before it."""
        place = self.parsed.span(last.i, last.i + 1)
        after = [m for m in found if m.start >= place.end]
        return min(after, key=lambda m: m.start) if after else max(found, key=lambda m: m.end)

    def _is_born(self, mention: Mention) -> bool:
        """True for the country in "Sorvian-born": no body of an office."""
        end = self.parsed.tokens(mention.start, mention.end).end
        return end < len(self.parsed.doc) and self.parsed.doc[end].text in HYPHENS

    def _of_noun(self, tokens: list[Token], last: Token) -> Mention | None:
        """A body named by a common noun before the office ("*hospital* spokeswoman")."""
        words = actor_words(self.parsed.language)
        before = [c for t in (last, last.head) for c in t.children if c.dep_ in _MODIFIER and c.i < last.i]
        before += [t for t in tokens if t.i < last.i]
        for token in sorted({t.i: t for t in before}.values(), key=lambda t: -t.i):
            noun = words.noun(token)
            if any(token.lower_ in self.titles[group] for group in ("before", "rank", "office")):
                continue
            is_body = (noun is not None and noun.is_body) or token.lower_ in self.words["bodies"]
            if is_body and last.i - token.i <= len(tokens) + 1:
                start = token.i
                while start > 0 and self._is_of_name(token, self.parsed.doc[start - 1]):
                    start -= 1
                kind = noun.kind if noun is not None else None
                return self.maker.body(start, token, Clue(head=token.i, actor_kind=kind or "unknown"), is_name=False)
        return None

    def _of_owner(self, last: Token) -> Mention | None:
        """A body that nothing but its office tells to be one ("the *Watch*'s spokesman", "head of the *commune*")."""
        owners = [child for child in last.children if child.dep_ == "poss"]
        if last.lower_ not in self.words["rulers"]:
            owners += [t for t in clauses.obliques(last, self.words["whose"]) if self._is_body(t)]
        owners += [c for c in last.children if c.dep_ == "compound" and c.text.isupper() and not last.text.isupper()]
        for token in owners:
            is_free = self.rows.mention_at_head(token.i) is None
            if is_free and token.pos_ in {"NOUN", "PROPN"}:
                start = noun_phrase(token, ())[0]
                if self.parsed.doc[start].tag_ == "DT" and token.pos_ == "PROPN":
                    start += 1
                is_name = token.pos_ == "PROPN"
                return self.maker.body(start, token, Clue(head=token.i, actor_kind="unknown"), is_name=is_name)
        return None

    def _is_body(self, token: Token) -> bool:
        """True for a name or a noun with "the" that an office can be of: not "of defence", "of staff"."""
        return any(child.tag_ == "DT" for child in token.children) and token.ent_type_ not in {"DATE", "TIME", "EVENT"}

    def _is_of_name(self, token: Token, before: Token) -> bool:
        return before.dep_ == "compound" and before.pos_ == "PROPN" and before.head.i in {token.i, token.head.i}

    def _of_place(self, tokens: list[Token], last: Token) -> Mention | None:
        """The place whose government an office is of ("mayor of *Lenna*", "*Orsk*'s ambassador"), as a body."""
        if last.lower_ not in self.words["local"] | self.words["state"]:
            return None
        kind: ActorKind = "government" if last.lower_ in self.words["local"] else "state"
        near = [child for child in last.children if child.dep_ == "poss"]
        if kind == "government":
            near += [*clauses.obliques(last, self.words["whose"]), *last.children, *tokens]
        for token in near:
            place = self.rows.mention_at_head(token.i, {"place"})
            if place is not None and place.form == "name":
                start = self.parsed.tokens(place.start, place.end).start
                return self.maker.body(start, token, Clue(head=token.i, actor_kind=kind), is_name=True)
        return None

    def _of_state(self, clue: Clue, last: Token) -> Mention | None:
        """The state of a ruler or minister of whom no word tells whose."""
        if last.lower_ not in self.words["rulers"]:
            return None
        if clue.country is not None:
            return next((m for m in self._states() if self.rows.clues[m.id].country == clue.country), None)
        if clue.known_as is not None:
            return None
        if self._country is None:
            self._country = (self._only_country(),)
        return self._country[0]

    def _states(self) -> list[Mention]:
        return [
            m for m in self.rows.mentions
            if m.kind in OWNERS and m.form == "name" and m.id in self.rows.clues
            and self.rows.clues[m.id].actor_kind == "state"
        ]  # fmt: skip

    def _only_country(self) -> Mention | None:
        """The state that a report speaks of, where it is nearly the only one."""
        states = self._states()
        told = Counter(self.rows.clues[m.id].country or m.text for m in states)
        if not told:
            return None
        name, times = told.most_common(1)[0]
        if times < _LEAST_TOLD or times < _LEAST_SHARE * told.total():
            return None
        return next(m for m in states if (self.rows.clues[m.id].country or m.text) == name)
