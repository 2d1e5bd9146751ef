"""What stands around a row and its parts that speaks for or against it: distance, other rows in between, doubles.

In: a row and its scene. Out: names of signals, for `onrecord.confidence.signals`. A date, a figure or an actor taken
from another sentence, or from behind another event, is more often another event's; a second row of one kind may be a
double; a statement that holds other statements, or ends in the middle of a sentence, may run too far.

Known errors: nothing here knows whether a part that stands far off is meant all the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.confidence.scene import Scene
from onrecord.model import Claim, Event, Span

_ACTING = frozenset({"initiator", "target", "victim", "party"})
_DONE_TO = frozenset({"target", "victim"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_MOST_FINITE = 4
_ENDS = ".,;:\"\u201d'"


def around_event(event: Event, scene: Scene) -> Iterator[str]:
    """How far its parts stand from the trigger, past how many other events, and who else tells of its like."""
    start = event.trigger.start
    time = scene.times.get(event.time or "")
    if time is not None:
        yield from _away("time", time.start, event, scene)
        yield f"time shared={_few(other.time == event.time for other in _others(event, scene))}"
    for argument in event.arguments:
        yield from _away(argument.role, argument.start, event, scene)
    if event.place and not any(argument.role == "place" for argument in event.arguments):
        yield "place=borrowed"
    alike = [other for other in _others(event, scene) if other.kind == event.kind]
    number = scene.sentence(start)
    yield f"alike={_few(alike)}"
    yield f"alike beside={_few(scene.sentence(other.trigger.start) == number for other in alike)}"
    if not any(argument.role in _ACTING for argument in event.arguments):
        yield f"bare alike={_few(alike)}"
    tolls = [toll for toll in scene.rows.tolls if toll.event == event.id and toll.spans]
    yield f"tolls={_few(tolls)}"
    yield from (f"toll stands={_side(toll.spans[0].start, start, scene)}" for toll in tolls)
    yield from _told_by_side(event, scene)
    yield f"cues={_few(_cues(number, scene))} within={scene.claim_around(event.trigger) is not None}"


def around_claim(claim: Claim, scene: Scene) -> Iterator[str]:
    """How its content begins and ends, which statements and events it holds, how its source hangs on its cue."""
    content, text = claim.content, scene.parsed.document.text
    sentences = scene.sentence(max(content.end - 1, content.start)) - scene.sentence(content.start)
    yield f"sentences={_few([1] * sentences)}"
    first = text[content.start : content.start + 1]
    yield "opens=" + ("upper" if first.isupper() else "lower" if first.islower() else "other")
    after = text[content.end : content.end + 1]
    yield f"then={after if after and after in _ENDS else 'word'}"
    others = [other for other in scene.claims if other.id != claim.id]
    yield f"holds claims={_few(_holds(content, other.content) for other in others)}"
    yield f"holds cues={_few(other.cue is not None and _holds(content, other.cue) for other in others)}"
    yield f"crossed={any(_crosses(content, other.content) for other in others)}"
    yield f"same source={_few(other.source.actor == claim.source.actor for other in others)}"
    events = [event for event in scene.rows.events if content.start <= event.trigger.start < content.end]
    has_doer = any(argument.role == "initiator" for event in events for argument in event.arguments)
    yield f"stance={claim.stance} events={_few(events)}"
    yield f"stance={claim.stance} doer={has_doer}"
    yield from _shape(claim, scene)


def _few(things: Iterable[object]) -> str:
    """How many are true: none, one, or several."""
    number = sum(map(bool, things))
    return ("none", "one")[number] if number < 2 else "several"  # noqa: PLR2004 - one or more than one


def _side(start: int, of: int, scene: Scene) -> str:
    apart = scene.sentence(start) - scene.sentence(of)
    return "beside" if apart == 0 else "before" if apart < 0 else "after"


def _away(name: str, start: int, event: Event, scene: Scene) -> Iterator[str]:
    """On which side of an event's sentence something stands; in the same one, past how many other events."""
    side = _side(start, event.trigger.start, scene)
    yield f"{name} stands={side}"
    if side == "beside":
        low, high = sorted((start, event.trigger.start))
        yield f"{name} past={_few(low < other.trigger.start < high for other in _others(event, scene))}"


def _others(event: Event, scene: Scene) -> list[Event]:
    return [other for other in scene.rows.events if other.id != event.id]


def _cues(number: int, scene: Scene) -> list[Claim]:
    return [claim for claim in scene.claims if claim.cue is not None and scene.sentence(claim.cue.start) == number]


def _told_by_side(event: Event, scene: Scene) -> Iterator[str]:
    """Whether one actor stands on both sides, or the one who says so is one of them."""
    doers = {argument.entity for argument in event.arguments if argument.role == "initiator" and argument.entity}
    suffering = {argument.entity for argument in event.arguments if argument.role in _DONE_TO and argument.entity}
    if doers & suffering:
        yield "both sides=one"
    claim = scene.claim_around(event.trigger)
    if claim is not None and claim.source.actor in doers:
        yield "teller=doer"
    if claim is not None and claim.source.actor in suffering:
        yield "teller=sufferer"


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _crosses(left: Span, right: Span) -> bool:
    is_shared = left.start < right.end and right.start < left.end
    return is_shared and not _holds(left, right) and not _holds(right, left)


def _shape(claim: Claim, scene: Scene) -> Iterator[str]:
    words = scene.parsed.tokens(claim.content.start, claim.content.end)
    if not len(words):
        return
    yield f"finite={min(sum(token.tag_ in _FINITE for token in words), _MOST_FINITE)}"
    yield f"root={words.root.pos_}"
    yield f"root dep={words.root.dep_}"
    tops = sum(not words.start <= token.head.i < words.end or token.head.i == token.i for token in words)
    yield f"further tops={_few([1] * (tops - 1))}"
    yield f"first={words[0].pos_}"
    yield f"last={words[-1].pos_}"
    yield f"stance={claim.stance} negated={any(token.dep_ == 'neg' for token in words)}"
    cue = scene.head(claim.cue) if claim.cue is not None else None
    source = None
    if claim.source.start is not None and claim.source.end is not None:
        source = scene.head(Span(claim.source.start, claim.source.end, ""))
    if source is not None:
        yield f"source dep={source.dep_}"
        yield f"source name={source.ent_type_ or 'none'}"
        if cue is not None:
            yield f"source of cue={source.head.i == cue.i}"
