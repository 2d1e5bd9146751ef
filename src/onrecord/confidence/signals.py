"""What can be seen of a row that speaks for or against it, as words: one function for each list of rows.

In: a row and its scene. Out: names of signals, such as `kind=shelling` or `initiator=known name`. A signal that the
calibration never met has no weight. Signals speak of how a thing is told, never of who it is about.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from onrecord.confidence.around import around_claim, around_event
from onrecord.confidence.scene import Scene
from onrecord.encoder import encoding_of
from onrecord.model import (
    Agreement,
    Argument,
    Claim,
    Control,
    Event,
    Figure,
    Flow,
    Mention,
    Place,
    Relation,
    Span,
    Time,
    Toll,
)

_LEAST = 1e-6
_STEPS = (1, 2, 4, 8, 16, 32, 64)


def signals_of(name: str, row: object, scene: Scene) -> list[str]:
    """Signals of a row of the list `name`, without repetition, in a fixed order."""
    return list(dict.fromkeys(SIGNALS[name](row, scene)))


def _bucket(name: str, number: int) -> str:
    """A number as the largest step that it reaches: a few classes, whatever its size."""
    return f"{name}>={max((step for step in _STEPS if number >= step), default=0)}"


def _told_at(span: Span, scene: Scene) -> Iterator[str]:
    """How the words are told: the sentence, its place in the text, the statement around them, the head's syntax."""
    number = scene.sentence(span.start)
    sentence = scene.parsed.sentences[number] if scene.parsed.sentences else None
    yield "sentence=first" if number == 0 else "sentence=second" if number == 1 else "sentence=later"
    if sentence is not None:
        yield _bucket("words", len(sentence))
        last = next((token for token in reversed(list(sentence)) if not token.is_space), None)
        yield "ends=stop" if last is not None and last.is_punct else "ends=open"
        yield _bucket("events beside", scene.events_in[number])
    claim = scene.claim_around(span)
    yield f"within={claim.stance} {claim.quotation}" if claim is not None else "within=narration"
    head = scene.head(span)
    if head is not None:
        yield f"pos={head.pos_}"
        yield f"dep={head.dep_}"
        yield f"tag={head.tag_}"
        yield f"under={head.head.pos_} {head.dep_}"


def _deemed(span: Span, scene: Scene) -> Iterator[str]:
    """What the trained encoder says of a trigger: an event at all, how it stands, an incident of violence."""
    encoding = encoding_of(scene.parsed)
    if encoding is None:
        return
    tokens = scene.parsed.tokens(span.start, span.end)
    if not len(tokens):
        return
    standing = encoding.standing(tokens.root.i)
    yield f"deemed no event={_fifth(min(encoding.standing(token.i)['none'] for token in tokens))}"
    yield f"deemed happened={_fifth(standing['happened'] / max(1 - standing['none'], _LEAST))}"
    yield f"deemed violent={_fifth(1 - encoding.incident(tokens.start, tokens.end)['none'])}"


def _fifth(value: float) -> str:
    return f"{min(int(value * 5), 4) / 5:.1f}"


def _first(spans: tuple[Span, ...]) -> Span:
    return spans[0] if spans else Span(0, 0, "")


def _argument(argument: Argument, scene: Scene) -> Iterator[str]:
    yield f"{argument.role}={scene.form_of(argument.start, argument.end, argument.entity)}"


def _figure(name: str, figure: Figure | None) -> str:
    if figure is None:
        return f"{name}=none"
    return f"{name}=" + ("zero" if figure.high == 0 else "exact" if figure.low == figure.high else "bound")


def of_event(event: Event, scene: Scene) -> Iterator[str]:
    """Kind, status, arguments and how each is named, time, place, figures, how often it is told."""
    yield from _told_at(event.trigger, scene)
    for deemed in _deemed(event.trigger, scene):
        yield deemed
        yield f"{deemed} status={event.status}"
    yield f"kind={event.kind}"
    yield f"status={event.status}"
    yield f"recalled={event.is_recalled}"
    yield f"recalled={event.is_recalled} status={event.status}"
    head = scene.head(event.trigger)
    if head is not None:
        yield f"kind={event.kind} pos={head.pos_}"
        yield f"trigger={head.lemma_.lower()}"
    roles = {argument.role for argument in event.arguments}
    yield f"roles={' '.join(sorted(roles & {'initiator', 'target', 'victim'}))}"
    for role in ("initiator", "target", "victim", "instrument", "party"):
        yield _bucket(role, sum(argument.role == role for argument in event.arguments))
    for argument in event.arguments:
        if argument.role in {"initiator", "target", "victim", "party"}:
            yield from _argument(argument, scene)
    yield f"place={scene.is_known(event.place)}" if event.place else "place=none"
    time = scene.times.get(event.time or "")
    yield f"time={time.date_precision}" if time is not None else "time=none"
    yield from (_figure(name, getattr(event, name)) for name in ("killed", "injured", "captured"))
    yield _bucket("told", len(event.spans))
    yield from around_event(event, scene)


def of_toll(toll: Toll, scene: Scene) -> Iterator[str]:
    """Measure, figure, who is counted, by whom, for what event, of what total."""
    span = _first(toll.spans)
    yield from _told_at(span, scene)
    yield f"measure={toll.measure}"
    yield f"qualifier={toll.qualifier}"
    yield f"status={toll.status}"
    yield f"class={toll.population.class_}"
    yield "population=told" if toll.population.text else "population=untold"
    number = toll.best if toll.best is not None else toll.low if toll.low is not None else toll.high
    yield _bucket("number", number or 0)
    yield "number=one" if number == 1 else "number=none" if not number else "number=several"
    yield f"measure={toll.measure} number={'one' if number == 1 else 'other'}"
    yield "part" if toll.part_of else "whole"
    yield f"cumulative={toll.is_cumulative}"
    yield f"counted by={toll.counted_by.kind if toll.counted_by else 'narrator'}"
    event = scene.events.get(toll.event or "")
    yield f"event={event.kind}" if event is not None else "event=none"
    yield f"recalled={event is not None and event.is_recalled}"
    yield _bucket("tolls beside", scene.tolls_in[scene.sentence(span.start)])
    yield _bucket("told", len(toll.spans))
    yield "digits" if any(character.isdigit() for character in span.text) else "words"


def of_claim(claim: Claim, scene: Scene) -> Iterator[str]:
    """Stance, kind of quotation, source and how it is named, cue, length and shape of the content."""
    yield from _told_at(claim.content, scene)
    yield f"stance={claim.stance}"
    yield f"quotation={claim.quotation}"
    yield f"stance={claim.stance} {claim.quotation}"
    yield f"source kind={claim.source.kind}"
    yield f"source={scene.form_of(claim.source.start, claim.source.end, claim.source.actor)}"
    yield "via" if claim.via else "no via"
    cue = scene.head(claim.cue) if claim.cue is not None else None
    yield f"cue={cue.lemma_.lower()}" if cue is not None else "cue=none"
    yield f"cue pos={cue.pos_}" if cue is not None else "cue pos=none"
    words = scene.parsed.tokens(claim.content.start, claim.content.end)
    yield _bucket("content", len(words))
    yield "content=clause" if any(token.tag_ in {"VBD", "VBZ", "VBP", "MD"} for token in words) else "content=phrase"
    yield _bucket("fragments", len(claim.fragments))
    if claim.source.start is not None:
        apart = scene.sentence(claim.content.start) - scene.sentence(claim.source.start)
        yield "source=beside" if apart == 0 else "source=sentence off"
        yield "source=first" if claim.source.start < claim.content.start else "source=last"
    yield from around_claim(claim, scene)


def of_relation(relation: Relation, scene: Scene) -> Iterator[str]:
    """Kind, how both ends are named, means, status, how far the ends stand apart."""
    span = _first(relation.spans)
    yield from _told_at(span, scene)
    yield f"kind={relation.kind}"
    yield f"status={relation.status}"
    yield "means" if relation.means else "no means"
    ends = (_entity(relation.subject, scene), _entity(relation.object, scene))
    yield f"subject={ends[0]}"
    yield f"object={ends[1]}"
    yield f"kind={relation.kind} object={ends[1]}"
    yield f"kind={relation.kind} subject={ends[0]}"
    yield _bucket("span", len(span.text.split()))
    head = scene.head(span)
    if head is not None:
        yield f"word={head.lemma_.lower()}"


def of_flow(flow: Flow, scene: Scene) -> Iterator[str]:
    """What goes, from whom, to whom, how much."""
    span = _first(flow.spans)
    yield from _told_at(span, scene)
    yield f"what={flow.what}"
    yield f"status={flow.status}"
    yield f"giver={_entity(flow.giver, scene)}"
    yield f"recipient={_entity(flow.recipient, scene)}"
    yield f"ends={flow.giver is not None} {flow.recipient is not None}"
    yield "amount" if flow.amount_text else "no amount"


def of_agreement(agreement: Agreement, scene: Scene) -> Iterator[str]:
    """Kind, number of parties and mediators, terms, status."""
    span = agreement.terms or _first(agreement.spans)
    yield from _told_at(span, scene)
    yield f"kind={agreement.kind}"
    yield f"status={agreement.status}"
    yield _bucket("parties", len(agreement.parties))
    yield _bucket("mediators", len(agreement.mediators))
    yield from (f"party={_entity(party, scene)}" for party in agreement.parties)
    yield _bucket("told", len(agreement.spans))


def of_control(control: Control, scene: Scene) -> Iterator[str]:
    """Change, how actor and place are named, status."""
    yield from _told_at(_first(control.spans), scene)
    yield f"change={control.change}"
    yield f"status={control.status}"
    yield f"actor={_entity(control.actor, scene)}"
    yield f"place={_entity(control.place, scene)}"


def of_time(time: Time, scene: Scene) -> Iterator[str]:
    """Kind, whether it is relative, whether and how closely it was resolved."""
    yield f"kind={time.kind}"
    yield f"relative={time.is_relative}"
    yield f"precision={time.date_precision}"
    yield f"unresolved={time.unresolved_because}"
    yield f"kind={time.kind} relative={time.is_relative} precision={time.date_precision}"
    yield _bucket("words", len(time.text.split()))
    yield "digits" if any(character.isdigit() for character in time.text) else "no digits"
    yield "published" if scene.parsed.document.published else "no date of publication"


def of_mention(mention: Mention, scene: Scene) -> Iterator[str]:
    """Kind and form, the words' shape and syntax, what a statistical tagger says, whether it is tied to anybody."""
    yield f"kind={mention.kind}"
    yield f"form={mention.form}"
    yield f"kind={mention.kind} form={mention.form}"
    yield _bucket("words", len(mention.text.split()))
    yield f"reader={mention.reader.split()[0]}"
    yield f"entity={_entity(mention.entity, scene)}"
    yield f"kind={mention.kind} entity={_entity(mention.entity, scene)}"
    head = scene.parsed.head_of(mention.start, mention.end)
    if head is not None:
        yield f"kind={mention.kind} tag={head.tag_}"
        yield f"kind={mention.kind} tagger={head.ent_type_ or 'none'}"
        yield f"dep={head.dep_}"


def of_place(place: Place, scene: Scene) -> Iterator[str]:
    """Kind, how closely the gazetteer puts it, how often and in what forms it is named."""
    yield f"kind={place.kind}"
    yield f"precision={place.where_precision}"
    yield "point" if place.latitude is not None else "no point"
    yield _bucket("named", len(place.mentions))
    yield _bucket("words", len(place.name.split()))
    yield f"form={scene.best_form(place.id)}"
    yield "country told" if place.country in scene.countries else "country untold"


def _entity(entity: str | None, scene: Scene) -> str:
    if entity is None:
        return "nobody"
    form = scene.best_form(entity)
    return f"known {form}" if scene.is_known(entity) else form


SIGNALS: Mapping[str, Callable[[Any, Scene], Iterator[str]]] = {
    "times": of_time, "events": of_event, "tolls": of_toll, "claims": of_claim, "relations": of_relation,
    "flows": of_flow, "agreements": of_agreement, "control": of_control, "mentions": of_mention, "places": of_place,
}  # fmt: skip
"""Signals of each list of rows that is judged by itself."""
