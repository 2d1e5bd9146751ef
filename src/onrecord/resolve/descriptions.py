"""Whom descriptions mean: "this latter group", "the minister", "a man who gave his name as N N".

Goes in: a document's mentions with the keys of those that are names; comes out, description by description: a key.

Method: rules, made for precision. A description means the name that it stands beside; the last named actor that its
noun can stand for; or the earlier mention with the same head whose words include its own; "the former" and "the latter"
mean the ends of the coordination before. People told of in the plural or with a figure are apart from others called
alike, but where "the" takes them up. Who means nobody told of before has a key of their own.

Known errors: a description that takes up an actor under another noun is an actor of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from onrecord.model import Mention
from onrecord.resolve.discourse import Discourse
from onrecord.syntax.clauses import (
    OBJECT,
    conjuncts,
    first_conjunct,
)

if TYPE_CHECKING:
    from spacy.tokens import Token


_FAR = 6
"""Sentences that a description looks back for a named actor."""
_REFERRING = 4
"""Sentences that a description of a kind alone ("the group") looks back."""
_MOST_GOVERNMENT = 3
_ARMED = frozenset({"rebel_group", "militia", "state_forces"})


@dataclass(slots=True)
class Descriptions:
    """Decides whom descriptions mean.

    Attributes:
        discourse: The document's mentions.
        keys: Mention id to key, filled as decided; the names' keys to begin with.
        registry_id: Registry id that a name means, if it means only one actor.
        named: Keys of actors that have a name in the document.
    """

    discourse: Discourse
    keys: dict[str, str]
    registry_id: Callable[[str], str | None] = lambda _: None
    named: set[str] = field(default_factory=set)
    _past: list[Mention] = field(default_factory=list)
    _gender: dict[str, str] = field(default_factory=dict)
    _governments: Counter[str] = field(default_factory=Counter)

    def _description(self, mention: Mention) -> str:
        named = self._apposed(mention)
        if named is not None:
            self._name_introduced(mention, named)
            return named
        found = (
            self._of_two(mention) or self._same_head(mention) or self._referring(mention) or self._as_before(mention)
        )
        return found or self._own(mention)

    def _name_introduced(self, mention: Mention, key: str) -> None:
        """Give the key of a name to the person told of before ("a spokesman for it ... the spokesman, *N N*")."""
        discourse = self.discourse
        if mention.kind != "person" or not discourse.is_definite(mention):
            return
        before = self._introduced(mention, discourse.lemma(discourse.head(mention)), set(discourse.modifiers(mention)))
        if before is not None and before not in self.named:
            self.keys.update({id_: key for id_, own in self.keys.items() if own == before})

    def _as_before(self, mention: Mention) -> str | None:
        """Key of what the same bare description meant last, where no other actor that it could mean came between."""
        discourse, kinds = self.discourse, self._kinds(mention)
        if not kinds or not self._is_bare(mention):
            return None
        head = discourse.lemma(discourse.head(mention))
        last: str | None = None
        for earlier in self._past:
            key = self.keys.get(earlier.id)
            if (
                earlier.form == "nominal"
                and self._is_bare(earlier)
                and discourse.lemma(discourse.head(earlier)) == head
            ):
                last = key if key in self.named else None
            elif last is not None and key != last and key in self.named and self._can_be(earlier, kinds):
                last = None
        return last

    def _is_bare(self, mention: Mention) -> bool:
        """True for "the group" and no more."""
        discourse = self.discourse
        if mention.kind != "actor" or mention.form != "nominal" or discourse.clue(mention).is_plural:
            return False
        return discourse.is_definite(mention) and not (
            discourse.modifiers(mention) or _has_complement(discourse.head(mention))
        )

    def _own(self, mention: Mention) -> str:
        """A key of the description's own: its words, and whose it is where a pronoun tells."""
        discourse = self.discourse
        clue, tokens = discourse.clue(mention), discourse.tokens(mention)
        head = discourse.lemma(discourse.head(mention))
        if clue.actor_kind == "state_forces" and clue.country is not None and head in discourse.words.one_force:
            return self._forces(mention, clue.country, discourse.words.one_force[head])
        words = " ".join(discourse.content(mention)) or mention.text.casefold()
        possessor = next((m for t in tokens if t.tag_ == "PRP$" and (m := discourse.at_head(t)) is not None), None)
        if possessor is not None:
            return f"{words} of {self.keys.get(possessor.id, possessor.id)}"
        if self._is_apart(mention, head):
            return f"{words} {mention.id}"
        is_side = clue.is_plural and clue.actor_kind in _ARMED
        is_body = mention.kind != "person" and not clue.is_plural
        return words if is_body or is_side else f"{2 if clue.is_plural else 1} {words}"

    def _is_apart(self, mention: Mention, head: str) -> bool:
        """True for people whom only the place tells apart: "a soldier", "five fighters", "residents"."""
        discourse = self.discourse
        clue, first = discourse.clue(mention), discourse.tokens(mention)[0]
        if not clue.is_plural:
            return not discourse.is_definite(mention) and first.tag_ in {"DT", "CD"}
        is_counted = any(t.tag_ == "CD" or t.like_num for t in discourse.tokens(mention))
        if is_counted or head not in discourse.words.sides:
            return is_counted or clue.actor_kind not in _ARMED or not discourse.modifiers(mention)
        return False

    def _forces(self, mention: Mention, country: str, force: str) -> str:
        """Key of a state's forces: the same whether called "troops" or "soldiers"; those of a special kind apart."""
        discourse = self.discourse
        start, _ = discourse.range(mention)
        before = discourse.parsed.doc[start : discourse.clue(mention).head]
        words = [t.text for t in before if t.tag_ not in {"DT", "CD", "PRP$"} and t.lower_ not in discourse.words.empty]
        special = [word for word in words if word.islower() and word not in discourse.words.governing]
        plain = " ".join([*words, discourse.words.forces]) if force in discourse.words.of_all_arms else ""
        known = None if special or not plain else self.registry_id(plain)
        return known or " ".join(["forces", country, force, *special])

    def _apposed(self, mention: Mention) -> str | None:
        """Key of the name that a description stands beside ("the Marsh Front, a local militia")."""
        head = self.discourse.head(mention)
        beside = [head.head] if head.dep_ == "appos" or self._follows_name(mention, head) else []
        beside += [child for child in head.children if child.dep_ == "appos"]
        others = [self.discourse.at_head(token) for token in beside]
        for other in [*others, *self._named_after(mention)]:
            if (
                other is None
                or other.form != "name"
                or other.id not in self.keys
                or (mention.kind == "person") != (other.kind == "person")
            ):
                continue
            if self._is_owned_by(mention, other):
                continue
            if not self.discourse.clue(mention).is_plural and other.kind != "nationality":
                return self.keys[other.id]
        return None

    def _is_owned_by(self, mention: Mention, other: Mention) -> bool:
        """True for someone of the person named right before ("Anna Dorek, *her mother* and a friend")."""
        owners = [t for t in self.discourse.tokens(mention) if t.tag_ == "PRP$" and "Sing" in t.morph.get("Number", [])]
        return bool(owners) and other.end < mention.start and mention.kind == "person"

    def _named_after(self, mention: Mention) -> Iterator[Mention]:
        """The name right after a description, after its comma, or told as the person's.

        "State agency *Northwire*", "the head of the council, *N N*,", "a man who gave his name as *N N*".
        """
        discourse, doc = self.discourse, self.discourse.parsed.doc
        end, head = discourse.range(mention)[1], discourse.head(mention)
        for other in discourse.mentions:
            if other.form != "name" or other.id == mention.id:
                continue
            start, stop = discourse.range(other)
            begins = discourse.tokens(other)[0].tag_ != "DT" and not discourse.tokens(mention)[-1].is_punct
            if start == end and begins and discourse.head(other).head.i == head.head.i != head.i:
                yield other
            closes = stop >= len(doc) or doc[stop].text in {",", "."}
            if start == end + 1 and doc[end].text == "," and closes and mention.kind == "person" == other.kind:
                yield other
            if mention.kind == "person" == other.kind and self._is_told_name(mention, discourse.head(other)):
                yield other

    def _is_told_name(self, mention: Mention, name: Token) -> bool:
        """True for the name that the person of a description gives as theirs."""
        words = self.discourse.words
        verb = name.head if name.dep_ == "oprd" else name.head.head
        is_told = name.dep_ == "oprd" or name.head.lower_ in words.as_words
        if not is_told or verb.lemma_.lower() not in words.naming:
            return False
        end = self.discourse.range(mention)[1]
        objects = {child.lower_ for child in verb.children if child.dep_ in OBJECT}
        if not objects & words.name_words or verb.dep_ not in {"relcl", "acl:relcl"}:
            return False
        between = self.discourse.parsed.doc[end : verb.left_edge.i]
        return verb.left_edge.i >= end and not any(t.is_alpha for t in between)

    def _follows_name(self, mention: Mention, head: Token) -> bool:
        """True for "the Marsh Front, Sorvia's main ally": parsed as a list, but someone's something after a name."""
        start, _ = self.discourse.range(mention)
        other = self.discourse.at_head(head.head) if head.dep_ == "conj" else None
        return (
            other is not None and self.discourse.range(other)[1] == start - 1
            and not self.discourse.clue(mention).is_plural
            and any(t.tag_ == "POS" for t in self.discourse.tokens(mention))
        )  # fmt: skip

    def _of_two(self, mention: Mention) -> str | None:
        """Key of the first or last of the actors named together before ("the latter group")."""
        discourse = self.discourse
        which = next((w for t in discourse.tokens(mention) if (w := discourse.words.ordinals.get(t.lower_))), None)
        if which is None:
            return None
        here, kinds = discourse.sentence(mention), self._kinds(mention)
        for earlier in reversed(self._past):
            if here - discourse.sentence(earlier) > 1:
                break
            together = [
                m for t in conjuncts(first_conjunct(discourse.head(earlier))) if (m := discourse.at_head(t)) is not None
            ]
            fitting = [
                m for m in together if m.id in self.keys and (not kinds or discourse.clue(m).actor_kind in kinds)
            ]
            if len(fitting) > 1:
                return self.keys[fitting[0 if which == "first" else -1].id]
        near = [m for m in self._past if here - discourse.sentence(m) <= 1 and self.keys.get(m.id) in self.named
                and discourse.clue(m).actor_kind in kinds and m.form == "name"]  # fmt: skip
        keys = list(dict.fromkeys(self.keys[m.id] for m in near))
        return keys[0 if which == "first" else -1] if len(keys) > 1 else None

    def _kinds(self, mention: Mention) -> frozenset[str]:
        return self.discourse.words.refers_to.get(self.discourse.lemma(self.discourse.head(mention)), frozenset())

    def _referring(self, mention: Mention) -> str | None:
        """Key of the last named actor that a description without words of its own can stand for ("the group")."""
        discourse = self.discourse
        kinds, clue = self._kinds(mention), discourse.clue(mention)
        is_pointing = discourse.tokens(mention)[0].lower_ in discourse.words.pointing
        if not kinds or clue.is_plural or not discourse.is_definite(mention):
            return None
        if not is_pointing and (discourse.modifiers(mention) or _has_complement(discourse.head(mention))):
            return None
        if not is_pointing and self._is_other(mention):
            return None
        here = discourse.sentence(mention)
        fitting: list[Mention] = []
        for earlier in reversed(self._past):
            distance = here - discourse.sentence(earlier)
            if distance > _REFERRING or (fitting and discourse.sentence(earlier) != discourse.sentence(fitting[0])):
                break
            if (
                self.keys.get(earlier.id) in self.named
                and self._can_be(earlier, kinds)
                and not self._holds(earlier, mention)
            ):
                fitting.append(earlier)
        return self._only(fitting)

    def _is_other(self, mention: Mention) -> bool:
        """True where an actor of that very noun was described before: the description means that one, or is unsure."""
        discourse = self.discourse
        head = discourse.lemma(discourse.head(mention))
        return any(
            m.kind == "actor" and m.form == "nominal" and self.keys.get(m.id) not in {None, *self.named}
            and not discourse.clue(m).is_plural and discourse.lemma(discourse.head(m)) == head
            for m in self._past
        )  # fmt: skip

    def _can_be(self, mention: Mention, kinds: frozenset[str]) -> bool:
        if mention.kind != "actor" or mention.form == "pronoun":
            return False
        return self.discourse.clue(mention).actor_kind in kinds and not self.discourse.clue(mention).is_plural

    def _only(self, fitting: list[Mention]) -> str | None:
        """Key of the only actor among mentions, or of the only one that is a subject."""
        keys = {self.keys[m.id] for m in fitting}
        if len(keys) == 1:
            return keys.pop()
        subjects = {self.keys[m.id] for m in fitting if self.discourse.is_subject(m)}
        return subjects.pop() if len(subjects) == 1 else None

    def _same_head(self, mention: Mention) -> str | None:
        """Key of the only earlier actor with the same head noun whose words include the description's."""
        discourse = self.discourse
        is_bare_modifier = mention.form == "nominal" and self._is_bare_modifier(mention)
        if not is_bare_modifier and (not discourse.is_definite(mention) or _has_complement(discourse.head(mention))):
            return None
        head, wanted = discourse.lemma(discourse.head(mention)), set(discourse.modifiers(mention))
        if self._is_government(mention):
            return self._government(mention, wanted)
        if mention.kind == "person":
            return self._office_holder(head, wanted) or self._introduced(mention, head, wanted)
        if discourse.clue(mention).is_plural:
            return self._side(head, wanted) or self._again(mention, head, wanted)
        is_general = head in discourse.words.refers_to
        keys = [
            self.keys[earlier.id]
            for earlier in self._past
            if (earlier.form == "name" or not is_general or self._is_near(earlier, mention))
            and earlier.kind == "actor" and earlier.form != "pronoun" and earlier.id in self.keys
            and not discourse.clue(earlier).is_plural and not self._holds(earlier, mention)
            and discourse.lemma(discourse.head(earlier)) == head and wanted <= set(discourse.content(earlier))
        ]  # fmt: skip
        return keys[0] if len(set(keys)) == 1 else None

    def _is_bare_modifier(self, mention: Mention) -> bool:
        """True for a body's noun that only modifies another ("the *coalition* spokesman")."""
        start, end = self.discourse.range(mention)
        clue = self.discourse.clue(mention)
        return end - start == 1 and self.discourse.head(mention).dep_ == "compound" and clue.population is None

    def _introduced(self, mention: Mention, head: str, wanted: set[str]) -> str | None:
        """Key of the only person told of before under the same noun ("a military source ... the source")."""
        discourse = self.discourse
        keys = {
            self.keys[m.id]
            for m in self._past
            if m.kind == "person" and m.form == "nominal" and m.id in self.keys and not self._holds(m, mention)
            and discourse.lemma(discourse.head(m)) == head and wanted <= set(discourse.content(m))
            and not discourse.clue(m).is_plural
        }  # fmt: skip
        return keys.pop() if len(keys) == 1 else None

    def _side(self, head: str, wanted: set[str]) -> str | None:
        """Key of the only named actor described by the same noun ("the Oster rebels ... the rebels")."""
        discourse = self.discourse
        if wanted or head not in discourse.words.sides:
            return None
        keys = {
            self.keys[m.id]
            for m in self._past
            if m.kind == "actor" and m.form != "pronoun" and m.id in self.keys
            and discourse.lemma(discourse.head(m)) == head
        }  # fmt: skip
        return keys.pop() if len(keys) == 1 and keys <= self.named else None

    def _again(self, mention: Mention, head: str, wanted: set[str]) -> str | None:
        """Key of the people told of not far before under the same noun ("five fighters ... the fighters")."""
        discourse, here = self.discourse, self.discourse.sentence(mention)
        if any(t.tag_ == "CD" for t in discourse.tokens(mention)):
            return None
        near = [
            m
            for m in self._past
            if here - discourse.sentence(m) <= _FAR and m.form == "nominal" and discourse.clue(m).is_plural
            and m.id in self.keys and discourse.lemma(discourse.head(m)) == head and not self._holds(m, mention)
            and wanted <= set(discourse.content(m))
        ]  # fmt: skip
        is_one = len({discourse.content(m) for m in near}) == 1
        return self.keys[near[-1].id] if is_one else None

    def _is_near(self, earlier: Mention, mention: Mention) -> bool:
        """True for a description of its own not far before."""
        distance = self.discourse.sentence(mention) - self.discourse.sentence(earlier)
        return distance <= _FAR and self.keys.get(earlier.id) not in {None, *self.named}

    def _is_government(self, mention: Mention) -> bool:
        discourse = self.discourse
        return (
            mention.kind == "actor" and discourse.lemma(discourse.head(mention)) in discourse.words.central
            and not discourse.clue(mention).is_plural
        )  # fmt: skip

    def _government(self, mention: Mention, wanted: set[str]) -> str | None:
        if wanted:
            return None
        here = self.discourse.sentence(mention)
        near = {
            self.keys[m.id] for m in self._past
            if self._is_government(m) and m.id in self.keys and here - self.discourse.sentence(m) <= 1
        }  # fmt: skip
        if len(near) == 1:
            return near.pop()
        ranked = [(n, key) for key, n in self._governments.items() if key]
        ranked.sort(reverse=True)
        if ranked and ranked[0][0] >= _MOST_GOVERNMENT and (len(ranked) == 1 or ranked[0][0] > 2 * ranked[1][0]):
            return ranked[0][1]
        return None

    def _office_holder(self, head: str, wanted: set[str]) -> str | None:
        """The last person whose office has the description's words."""
        for earlier in reversed(self._past):
            office = self.discourse.clue(earlier).office
            if earlier.kind != "person" or earlier.form == "pronoun" or office is None or earlier.id not in self.keys:
                continue
            words = set(office.lower().replace("-", " ").split())
            if head in words and wanted <= words and self.keys[earlier.id] in self.named:
                return self.keys[earlier.id]
        return None

    def _holds(self, outer: Mention, inner: Mention) -> bool:
        return outer.start <= inner.start and inner.end <= outer.end


def _has_complement(head: Token) -> bool:
    return any(child.dep_ in {"prep", "relcl", "acl"} and child.i == head.i + 1 for child in head.rights)
