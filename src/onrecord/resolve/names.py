"""Which names mean one actor: registry ids, full and partial names, acronyms in brackets.

Goes in: a document's mentions; comes out: mention id to *key*, a registry id or a folded name. Method: a name that the
registry knows is that actor; a person's family name, or the last words of a longer name, mean the only longer name of
the document that fits; an acronym in brackets means the name before it. Known error: two people of one family named by
their family name only are one person.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from onrecord.model import Mention
from onrecord.resolve.discourse import Discourse, joined

_OPENING, _CLOSING = frozenset("(["), frozenset(")]")


def folded(text: str) -> str:
    """A name without case, accents and marks, for comparing."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c)).split())


def name_of(discourse: Discourse, mention: Mention) -> str:
    """The name in a mention: a person's without titles, a body's without its article."""
    if mention.kind == "person":
        return joined(discourse.name_words(mention)) or mention.text
    tokens = discourse.tokens(mention)
    while len(tokens) > 1 and (tokens[0].tag_ == "DT" or not tokens[0].text[0].isupper()):
        tokens = tokens[1:]
    if len(tokens) == 1 and mention.text in tokens[0].text:
        return mention.text  # "U.S." of the token "U.S.-backed"
    return discourse.parsed.view.text[tokens[0].idx : tokens[-1].idx + len(tokens[-1])]


def keys_of_names(discourse: Discourse) -> dict[str, str]:
    """Mention id to key of every mention that is a name, or that the registry knows."""
    keys: dict[str, str] = {}
    unknown: list[Mention] = []
    for mention in discourse.mentions:
        known_as = discourse.clue(mention).known_as
        if known_as is not None:
            keys[mention.id] = known_as
        elif mention.form == "name":
            unknown.append(mention)
    names = {m.id: folded(name_of(discourse, m)) for m in discourse.mentions if m.form == "name"}
    full = _full_names(names, keys, discourse)
    for mention in unknown:
        keys[mention.id] = full.get(mention.id, names[mention.id])
    _by_family_name(discourse, keys, names)
    for acronym, owner in _acronyms(discourse, unknown):
        if owner.id not in keys:  # "the opposition alliance (MDA)": a description has no key of its own
            continue
        before = keys[acronym.id]
        for id_, key in list(keys.items()):
            if key == before:
                keys[id_] = keys[owner.id]
    return keys


def _full_names(names: dict[str, str], keys: dict[str, str], discourse: Discourse) -> dict[str, str]:
    """For names that are the end, or a person's beginning, of only one longer name: the key of that one."""
    known = {m.id: m for m in discourse.mentions if m.form == "name"}
    inner = _inner_names(known.values(), names)
    longer: dict[str, dict[str, str]] = {}
    for id_, name in names.items():
        parts = name.split()
        own = keys.get(id_, name)
        for i in range(1, len(parts)):
            if " ".join(parts[i:]) not in inner[id_]:
                longer.setdefault(" ".join(parts[i:]), {})[own] = known[id_].kind
        if known[id_].kind == "person" and len(parts) > 1:
            longer.setdefault(parts[0], {})[own] = "person"
    found = {}
    for id_, name in names.items():
        owners = [key for key, kind in longer.get(name, {}).items() if kind == known[id_].kind and key != name]
        if id_ not in keys and len(set(owners)) == 1:
            found[id_] = owners[0]
    return found


def _inner_names(mentions: Iterable[Mention], names: dict[str, str]) -> dict[str, set[str]]:
    """Names inside a longer name of a body ("the Hill Column of *the People's Army*"): a whole is no short form."""
    bodies = [m for m in mentions if m.kind == "actor"]
    return {
        outer.id: {
            names[m.id] for m in bodies
            if outer.start <= m.start and m.end <= outer.end and m.end - m.start < outer.end - outer.start
        }
        for outer in mentions
    }  # fmt: skip


def _by_family_name(discourse: Discourse, keys: dict[str, str], names: dict[str, str]) -> None:
    """A family name that the registry knows means the person whom the document names in full, where there is one."""
    persons = [m for m in discourse.mentions if m.kind == "person" and m.form == "name"]
    full: dict[str, set[str]] = {}
    for mention in persons:
        parts = names[mention.id].split()
        if len(parts) > 1:
            full.setdefault(parts[-1], set()).add(keys[mention.id])
    for mention in persons:
        owners = full.get(names[mention.id], set())
        if len(owners) == 1 and keys[mention.id] not in owners:
            keys[mention.id] = next(iter(owners))


def _acronyms(discourse: Discourse, unknown: Iterable[Mention]) -> list[tuple[Mention, Mention]]:
    """Acronyms in brackets with the name before them."""
    doc, found = discourse.parsed.doc, []
    for mention in unknown:
        start, end = discourse.range(mention)
        if start < 2 or end >= len(doc) or doc[start - 1].text not in _OPENING or doc[end].text not in _CLOSING:  # noqa: PLR2004 - a word and a bracket before
            continue
        owners = [m for m in discourse.mentions if discourse.range(m)[1] == start - 1 and m.kind == mention.kind]
        if owners and is_acronym_of(mention.text, owners[0].text):
            found.append((mention, owners[0]))
    return found


def is_acronym_of(acronym: str, name: str) -> bool:
    """True where the letters of an acronym begin words of a name, in order.

    >>> is_acronym_of("LRC", "the Lenna Relief Committee"), is_acronym_of("LRC", "Lenna Hospital")
    (True, False)
    """
    initials = iter(word[0].lower() for word in folded(name).split())
    return acronym.isupper() and all(letter in initials for letter in folded(acronym).replace(" ", ""))
