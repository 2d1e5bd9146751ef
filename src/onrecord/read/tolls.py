"""Tolls: counts of people killed, injured, missing, held, driven out or besieged, with who is counted and by whom.

In: a parsed document and the rows found before (mentions, times, claims, events). Out: `Toll` rows, and events with the
figures of the tolls tied to them.

Method: statements of harm (`onrecord.read.harm`) with the parts of totals (`onrecord.read.toll_parts`) become drafts
with population, source, place, times, standing and event; drafts that count the same people are merged
(`onrecord.read.toll_merging`). A toll's source is that of the innermost claim in whose content its figure stands; a
part without a source of its own has that of its total. A single person harmed in background to the news is an event,
not a toll. The people who did the harm are never the population.

Does not find: harm told without a figure; sums that the reader must add up.
Known errors: two incidents of one day in one report with equal figures are taken for one.

Reference: the bounds follow UCDP GED (best, low, high), Sundberg and Melander, Journal of Peace Research 50(4), 2013.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.model import Rows, Toll, identify
from onrecord.read.figures import find_quantities
from onrecord.read.harm import find_harm
from onrecord.read.harm_people import Harm
from onrecord.read.populations import People
from onrecord.read.toll_drafts import Draft, mark_rests, share_classes
from onrecord.read.toll_events import fill_background, recall, tie
from onrecord.read.toll_making import DraftMaker
from onrecord.read.toll_merging import merged
from onrecord.read.toll_parts import with_parts
from onrecord.read.toll_tables import find_table_drafts
from onrecord.syntax import Parsed, clauses

READER = "tolls 1"


def find_tolls(parsed: Parsed, rows: Rows) -> list[Toll]:
    """Every count of people harmed, in text order.

    Events told as background get the figures of people told of one by one, who make no toll of the report.
    """
    quantities = find_quantities(parsed)
    people = People(parsed, rows)
    of_tables = find_table_drafts(parsed, rows, people, quantities)
    tabled = {draft.place_token for draft in of_tables}
    in_text = [q for q in quantities if q.start not in tabled and not parsed.in_table(parsed.doc[q.start])]
    found = [harm for harm in find_harm(parsed, people, in_text) if not _is_speaker(parsed, harm)]
    harms, totals = with_parts(parsed, people, in_text, found)
    maker = DraftMaker(parsed, rows, people, in_text)
    drafts = [maker.draft(harm) for harm in harms]
    mark_rests(drafts, harms)
    recall(drafts, rows)
    for draft, total in zip(drafts, totals, strict=True):
        if total is not None:
            draft.total = drafts[total]
            _inherit(draft, drafts[total])
    share_classes(drafts)
    stand = merged([*(draft for draft in drafts if not _is_hidden(draft)), *of_tables])
    tie(stand, rows)
    for draft in stand:
        whole = draft.standing_total
        draft.event = draft.event or (whole.event if whole is not None else None)
    fill_background(merged(draft for draft in drafts if _is_hidden(draft)), rows)
    return _rows(parsed, sorted(stand, key=lambda draft: draft.place_token))


def _is_speaker(parsed: Parsed, harm: Harm) -> bool:
    """True for who tells of the harm, where the parser lists them with the harmed ("..., the doctor, N N, said")."""
    head = parsed.doc[harm.head] if harm.head is not None else None
    if head is None or head.dep_ != "conj" or any(child.dep_ == "cc" for child in head.head.children):
        return False
    place = head.right_edge.i + 1
    while place < head.sent.end and parsed.doc[place].is_punct:
        place += 1
    verb = parsed.doc[min(place, len(parsed.doc) - 1)]
    has_subject = any(child.dep_ in clauses.SUBJECT | clauses.PASSIVE_SUBJECT for child in verb.children)
    return verb.pos_ == "VERB" and verb.is_ancestor(head) and not has_subject


def _is_hidden(draft: Draft) -> bool:
    """A single person harmed in background to the news is no count of this report."""
    return draft.is_single and draft.is_recalled and draft.total is None


def _inherit(part: Draft, total: Draft) -> None:
    """A part is counted by whom, when and where its total is, where it says nothing else."""
    part.source = part.source or total.source
    part.is_cumulative = part.is_cumulative or total.is_cumulative
    part.since = part.since or total.since
    part.as_of = part.as_of or total.as_of
    part.place = part.place or total.place
    part.event = total.event
    if total.status != "happened" and part.status == "happened":
        part.status = total.status


def _rows(parsed: Parsed, drafts: Sequence[Draft]) -> list[Toll]:
    ids: dict[int, str] = {}
    for draft in drafts:
        figure = draft.figure
        ids[id(draft)] = identify(
            "to", parsed.document.id, draft.measure, draft.spans[0].start, draft.spans[0].end, draft.place_token,
            figure.low, figure.best, figure.high,
        )  # fmt: skip
    return [
        Toll(
            id=ids[id(draft)],
            document=parsed.document.id,
            reader=READER,
            measure=draft.measure,
            low=draft.figure.low,
            best=draft.figure.best,
            high=draft.figure.high,
            qualifier=draft.qualifier,
            population=draft.population,
            place=draft.place,
            since=draft.since,
            as_of=draft.as_of,
            counted_by=draft.source,
            part_of=ids.get(id(draft.standing_total)),
            event=draft.event.id if draft.event is not None else None,
            is_cumulative=draft.is_cumulative,
            status=draft.status,
            spans=tuple(draft.spans),
        )
        for draft in drafts
    ]
