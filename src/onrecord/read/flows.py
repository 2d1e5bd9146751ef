"""Money, arms, fighters, training and other support that goes from one actor to another.

Finds: verbs of giving and taking with a good as their object ("Sorvia sent the brigade 40 missiles"), verbs that name
the support ("trained the militia"), nominalisations ("the provision of missiles", "the flow of arms to the north"),
support by a means that is itself a good ("backed by Russian airpower"). A row needs a giver or a recipient that is an
actor. Amounts keep their bounds. Does not find: flows told over several sentences. Vocabularies: flows, parties.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from onrecord.model import Flow, FlowWhat, Mention, Rows, Status, identify
from onrecord.read.figures import Quantity, find_quantities
from onrecord.read.parties import Parties
from onrecord.read.status import status_of, time_of_clause
from onrecord.syntax import clauses
from onrecord.syntax.parsed import Parsed
from onrecord.vocab import load

if TYPE_CHECKING:
    from spacy.tokens import Token

_READER = "flows 2"
_DEEPEST = 5
_MEN = frozenset({"troops", "fighters"})
_HELPERS = frozenset({"ngo", "intergovernmental"})
_BOUGHT = frozenset({"aid", "logistics"})
_TOLD = frozenset({"happened", "ongoing", "claimed"})


def find_flows(parsed: Parsed, rows: Rows) -> list[Flow]:
    """Flows of support, one for each giver, recipient, kind and place in the text."""
    finder = _Finder(parsed, rows)
    return list({flow.id: flow for token in parsed.doc for flow in finder.at(token)}.values())


@cache
def _vocabulary(language: str) -> Mapping[str, Any]:
    entries = load("flows", language)
    return {**entries, "good_of": {word: what for what, words in entries["goods"].items() for word in words}}


class _Finder:
    def __init__(self, parsed: Parsed, rows: Rows) -> None:
        self.parsed, self.rows = parsed, rows
        self.parties = Parties(parsed, rows)
        self.words = _vocabulary(parsed.language)
        self.quantities = find_quantities(parsed)

    def at(self, token: Token) -> Iterator[Flow]:
        """Flows whose cue is this token."""
        lemma = token.lemma_.lower()
        if token.pos_ == "VERB":
            yield from self._of_verb(token, lemma)
        elif token.pos_ in {"NOUN", "PROPN"}:
            if lemma in self.words["flow_nouns"]:
                yield from self._of_noun(token)
            elif lemma in self.words["strikes"]:
                yield from self._of_strikes(token)
            elif self._what(token) is not None:
                yield from self._of_means(token)

    def _of_verb(self, verb: Token, lemma: str) -> Iterator[Flow]:
        if lemma in self.words["transfers"] or lemma in self.words["promises"]:
            yield from self._of_giving(verb)
        if lemma in self.words["with_goods"]:
            yield from self._of_equipping(verb)
        elif lemma in self.words["takers"]:
            yield from self._of_taking(verb)
        if lemma in self.words["direct"] and self.words["direct"][lemma]:
            yield from self._of_support(verb, self.words["direct"][lemma])
        if lemma in self.words["supporting"]:
            yield from self._of_support_with(verb)
        if lemma in self.words["arrivals"] or lemma in self.words["going"]:
            yield from self._of_arrival(verb, lemma)
        if lemma in self.words["demanders"]:
            yield from self._of_demand(verb)

    def _of_giving(self, verb: Token) -> Iterator[Flow]:
        if any(child.dep_ == "prt" and child.lower_ in self.words["not_given"] for child in verb.children):
            return  # "brought up tanks"
        goods = [one for token in self._objects(verb) for one in self._goods(token)] or self._kind_of_money(verb)
        givers = self.parties.acting(clauses.agents(verb))
        near = self.parties.actors([*clauses.recipients(verb), *clauses.obliques(verb, self.words["to"])])
        states = self.parties.states(clauses.obliques(verb, self.words["to"]))
        near = near or [m for token in self._objects(verb) for m in self._squeezed(verb, token)]
        for good in goods:
            own = self.parties.actors(clauses.obliques(good, self.words["to"]))
            phrase = [
                one
                for token in self._chain(good)
                for one in self.parties.actors(clauses.obliques(token, self.words["to"]))
            ]
            is_sent = self._what(good) not in _MEN  # troops sent to a country go there, not to its state
            if not is_sent and verb.lemma_.lower() in self.words["handing"]:
                continue  # captives are handed over, not lent
            yield from self._flows(givers, own or phrase or near or (states if is_sent else []), good, verb)

    def _kind_of_money(self, verb: Token) -> list[Token]:
        """In "gave them 3 million crowns in aid", the aid."""
        if not any(q.is_money and q.start <= t.i < q.end for t in clauses.patients(verb) for q in self.quantities):
            return []
        return [one for one in clauses.obliques(verb, self.words["of"]) if self._what(one) is not None]

    def _squeezed(self, verb: Token, good: Token) -> list[Mention]:
        """In "sent the brigade 40 missiles", a name that the parser took for a part of the object after it."""
        first = verb.i + 2 if verb.i + 1 < len(verb.doc) and verb.nbor(1).tag_ == "DT" else verb.i + 1
        names = [c for c in good.children if c.dep_ in {"nmod", "compound", "amod"} and c.left_edge.i == first]
        is_loose = first > verb.i + 1  # "sent the Front *40* missiles": what stands between parts the two
        names = [c for c in names if not is_loose or good.i > c.i + 1 or c.text[:1].isupper()]
        return [m for m in self.parties.actors(names) if m.form == "name"]

    def _of_equipping(self, verb: Token) -> Iterator[Flow]:
        givers, takers = self.parties.acting(clauses.agents(verb)), self._receivers(clauses.patients(verb))
        for token in clauses.obliques(verb, self.words["with"]):
            for good in self._goods(token):
                if takers:
                    yield from self._flows(givers, takers, good, verb)

    def _receivers(self, tokens: Iterable[Token]) -> list[Mention]:
        """Actors that receive; a country or capital that goods go to is the state."""
        tokens = list(tokens)
        return self.parties.actors(tokens) or self.parties.states(tokens)

    def _of_taking(self, verb: Token) -> Iterator[Flow]:
        takers = self.parties.actors(clauses.agents(verb))
        for good in (one for token in self._objects(verb) for one in self._goods(token)):
            givers = self.parties.actors(
                [*clauses.obliques(verb, self.words["from"]), *clauses.obliques(good, ("from",))]
            )
            givers = givers or self.parties.states(clauses.obliques(verb, self.words["from"][:1]))
            givers = givers or self.parties.owners(good, ())
            is_given = verb.lemma_.lower() not in self.words["only_from"] and self._what(good) not in _BOUGHT
            if takers and (givers or is_given):
                yield from self._flows(givers, takers, good, verb)

    def _objects(self, verb: Token) -> list[Token]:
        particle = [c for c in verb.children if c.dep_ == "prep" and c.i == verb.i + 1]
        misparsed = [o for c in particle for o in c.children if o.dep_ == "pobj" and self._goods(o)]
        return [*clauses.patients(verb), *misparsed]

    def _of_support(self, verb: Token, what: FlowWhat) -> Iterator[Flow]:
        doers = clauses.agents(verb)
        # "Sorvian advisers train the brigade": it is Sorvia's training
        lenders = [m for one in doers if one.lemma_.lower() in self.words["lent"] for m in self.parties.owners(one, ())]
        agents = lenders or self.parties.acting(doers)
        patients = self.parties.actors(clauses.patients(verb))
        agents = agents or [m for one in doers for m in self.parties.owners(one, self.words["from"])]
        if agents and patients:
            yield from self._flows(agents, patients, None, verb, what=what)

    def _of_support_with(self, verb: Token) -> Iterator[Flow]:
        """Of "supports the brigade with money and arms": what the support is made of."""
        goods = [one for t in clauses.obliques(verb, self.words["made_of"]) for one in self._goods(t)]
        givers, takers = self.parties.acting(clauses.agents(verb)), self.parties.actors(clauses.patients(verb))
        for good in goods if givers and takers else ():
            yield from self._flows(givers, takers, good, verb)

    def _of_arrival(self, verb: Token, lemma: str) -> Iterator[Flow]:
        """Of "rifles from Sorvia reached the brigade", "went to it": who got them, and from whom where it is told."""
        takers = self.parties.actors(clauses.patients(verb))
        if lemma in self.words["going"]:
            takers = self.parties.actors(clauses.obliques(verb, self.words["to"][:1]))
        for good in (one for token in clauses.agents(verb) for one in self._goods(token)):
            sources = [*clauses.obliques(good, self.words["from"]), *clauses.obliques(verb, self.words["from"][:1])]
            told = self.parties.acting(clauses.obliques(verb, self.words["from"][:1]))
            givers = self.parties.owners(good, self.words["from"]) or told or self.parties.states(sources)
            owners = [m for m in self.parties.owners(good, ()) if m.id not in {x.id for x in told}] if told else []
            if (takers or (told and owners)) and self._what(good) not in _MEN:
                yield from self._flows(told or givers, takers or owners, good, verb)

    def _of_demand(self, verb: Token) -> Iterator[Flow]:
        """Of "is demanding a ransom": what is wanted, by whom, and of whom where it is told."""
        wanted = [*clauses.patients(verb), *clauses.obliques(verb, self.words["wanted_for"])]
        takers = [m for m in self.parties.actors(clauses.agents(verb)) if m.kind == "actor"]
        for good in (one for token in wanted for one in self._goods(token)):
            asked = [token for token in clauses.patients(verb) if not self._goods(token)]  # "asked *N* for weapons"
            givers = self.parties.acting([*asked, *clauses.obliques(verb, self.words["from"][:1])])
            is_wanted = givers or good.lemma_.lower() in self.words["ransoms"]
            if takers and is_wanted and self._what(good) not in _MEN:
                yield from self._flows(givers, takers, good, verb)

    def _of_noun(self, noun: Token) -> Iterator[Flow]:
        before = [c for c in noun.children if c.dep_ in {"compound", "amod"} and self._what(c) is not None]
        goods = [one for token in clauses.obliques(noun, self.words["of"]) for one in self._goods(token)] or before
        for good in goods:
            to = [*clauses.obliques(noun, self.words["to"]), *clauses.obliques(good, self.words["to"])]
            givers = self.parties.owners(noun, ("from", "by")) or self.parties.owners(good, ("from", "by"))
            yield from self._flows(givers, self.parties.actors(to) or self._beneficiaries(noun), good, noun)

    def _beneficiaries(self, noun: Token) -> list[Mention]:
        """Whom "backing that included the provision of missiles" backed: the actors of the support it is a part of."""
        for governor in clauses.governors(noun):
            if governor.dep_ in clauses.RELATIVE and governor.head.lower_ in self.words["support_nouns"]:
                return self.parties.actors(clauses.agents(governor.head.head)) if governor.head.dep_ == "advcl" else []
        return []

    def _of_strikes(self, noun: Token) -> Iterator[Flow]:
        """Of "flew five strikes in support of the brigade": air power lent to the brigade."""
        verb = noun.head
        if noun.dep_ not in clauses.OBJECT or verb.pos_ != "VERB":
            return
        helped = [
            one for token in (noun, verb) for support in clauses.obliques(token, self.words["in"])
            if support.lower_ in self.words["support_nouns"] for one in clauses.obliques(support, self.words["of"][:1])
        ]  # fmt: skip
        takers = self.parties.actors(helped)
        if takers:
            yield from self._flows(self.parties.acting(clauses.agents(verb)), takers, noun, verb, what="air_power")

    def _of_means(self, good: Token) -> Iterator[Flow]:
        """Support by a good: "backed by Russian airpower", "US arms to the rebels", "funding for the group"."""
        if (good.dep_ == "pobj" and good.head.dep_ in clauses.AGENT) or (
            good.dep_ == "conj" and good.head.head.dep_ in clauses.AGENT
        ):
            verb = clauses.clause_head(good) if good.head.head.pos_ != "VERB" else good.head.head
            is_backed = verb.lemma_.lower() in self.words["supporting"]
            givers = self.parties.owners(good, ()) if is_backed else []
            if givers:
                backed = self.parties.actors(clauses.patients(verb)) or self.parties.before(verb)
                what: FlowWhat | None = "air_power" if good.lemma_.lower() in self.words["flown"] else None
                yield from self._flows(givers, backed, good, good, what=what)
            return
        receivers = self.parties.actors(clauses.obliques(good, ("to", "for")))
        givers = self.parties.owners(good, ("from", "by"))
        if receivers and givers:
            yield from self._flows(givers, receivers, good, good)

    def _goods(self, token: Token, depth: int = _DEEPEST) -> list[Token]:
        """Goods that a noun phrase is made of: itself, or what its container holds ("tens of thousands of rifles")."""
        if depth == 0:
            return []
        inner = [one for token_ in clauses.obliques(token, self.words["of"]) for one in self._goods(token_, depth - 1)]
        is_container = token.lemma_.lower() in self.words["containers"] or token.pos_ == "NUM"
        is_container = is_container or any(q.is_money and q.start <= token.i < q.end for q in self.quantities)
        if inner and is_container:
            return inner
        return [token] if self._what(token) is not None else []

    def _chain(self, good: Token) -> Iterator[Token]:
        """The containers a good stands in, from the inside out."""
        for governor in clauses.governors(good):
            if governor.pos_ == "VERB":
                return
            yield governor

    def _what(self, token: Token) -> FlowWhat | None:
        if token.pos_ == "NUM" and any(q.is_money and q.start <= token.i < q.end for q in self.quantities):
            return "money"
        if token.pos_ not in {"NOUN", "PROPN", "ADJ"}:
            return None
        phrase = f"{token.nbor(-1).lower_} {token.lower_}" if token.i else ""
        goods: Mapping[str, FlowWhat] = self.words["good_of"]
        return self.words["phrases"].get(phrase) or goods.get(token.lemma_.lower()) or goods.get(token.lower_)

    def _flows(
        self,
        givers: list[Mention],
        receivers: list[Mention],
        good: Token | None,
        cue: Token,
        what: FlowWhat | None = None,
    ) -> Iterator[Flow]:
        kind = what or (self._what(good) if good is not None else None)
        if kind is None or not (givers or receivers):
            return
        if not (givers and receivers) and all(m.kind != "actor" for m in (*givers, *receivers)):
            return  # one unnamed person with a thing is no flow between the sides of a conflict
        if good is not None and any(self.rows.clues[m.id].head == good.i for m in receivers):
            return  # those who are sent get nothing
        if receivers and all(m.kind == "person" and m.form == "nominal" for m in receivers):
            return  # a court that awards a widow money arms nobody
        giving: list[Mention | None] = [*givers] or [None]
        receiving: list[Mention | None] = [*receivers] or [None]
        for giver in giving:
            for receiver in receiving:
                if giver is None or receiver is None or giver.id != receiver.id:
                    yield self._flow(giver, receiver, good, cue, self._as_aid(kind, giver))

    def _as_aid(self, kind: FlowWhat, giver: Mention | None) -> FlowWhat:
        """Lorries and fuel of those who help the needy are aid."""
        is_helper = giver is not None and self.rows.clues[giver.id].actor_kind in _HELPERS
        return "aid" if kind == "logistics" and is_helper else kind

    def _flow(
        self, giver: Mention | None, receiver: Mention | None, good: Token | None, cue: Token, kind: FlowWhat
    ) -> Flow:
        quantity = self._quantity(good)
        time = time_of_clause(self.parsed, self.rows, cue)
        quote = self.parties.quote(giver, receiver, good, cue)
        amount = (
            self.parsed.span(quantity.start, max(quantity.end, (good.i + 1) if good is not None else 0))
            if quantity
            else None
        )
        return Flow(
            id=identify("fl", self.parsed.document.id, kind, giver and giver.id, receiver and receiver.id, quote.start),
            document=self.parsed.document.id,
            reader=_READER,
            giver=giver.id if giver else None,
            recipient=receiver.id if receiver else None,
            what=kind,
            low=quantity.low if quantity else None,
            best=quantity.best if quantity else None,
            high=quantity.high if quantity else None,
            unit=(quantity.unit or quantity.currency) if quantity else None,
            amount_text=amount.text if amount else None,
            time=time.id if time else None,
            status=self._status(cue),
            spans=(quote,),
        )

    def _status(self, cue: Token) -> Status:
        """Where the flow stands: what is promised is still to come."""
        told = status_of(self.parsed, self.rows, cue).status
        lemma = cue.lemma_.lower()
        if told in _TOLD and lemma in self.words["promises"]:
            return "planned"
        if told in _TOLD and lemma in self.words["demanders"]:
            return "called_for"
        if told == "happened" and lemma in self.words["lasting"] and cue.tag_ in {"VBZ", "VBP"}:
            return "ongoing"  # "Sorvia, which finances the brigade"
        return told

    def _quantity(self, good: Token | None) -> Quantity | None:
        """The amount of a good: counted itself, or the money that its container names."""
        if good is None:
            return None
        places = {good.i, *(token.i for token in self._chain(good) if token.pos_ in {"NOUN", "NUM"})}
        if good.dep_ == "pobj" and good.head.head.pos_ == "VERB":
            places |= {token.i for token in clauses.patients(good.head.head) if token.i < good.i}
        for quantity in self.quantities:
            is_amount = quantity.kind in {"count", "money"} or quantity.unit
            if is_amount and (quantity.noun in places or places & set(range(quantity.start, quantity.end))):
                return quantity
        return None
