"""Events, ledgers, disputes and reasons across reports as lines for people."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

Json = Mapping[str, Any]

_QUOTE_CHARACTERS = 160
_USES = {
    "current": "used", "earlier": "given up by the same voice since", "overtaken": "overtaken by a younger, higher one",
    "copy": "a copy", "part": "of part of the people", "not_counted": "not counted: denied, planned or recalled",
}  # fmt: skip
_ALONE = "stands alone: no other row is like enough to be compared, or a judgement keeps it apart"
_BY_JUDGEMENT = "one event of {} rows: a judgement of people joins this one to the others, not likeness"
_STANDINGS = {"open": "not come about yet", "not": "denied, or did not happen"}
_NO_BEST = {
    "irreconcilable": "no best figure: independent sources exclude each other",
    "bounds_only": "no best figure: only bounds are given",
    "not_stated": "no report gives a figure of the whole",
}


def event_lines(event: Json, *, width: int) -> Iterator[str]:
    """An event across reports: what it is, its figures, its reports in order, what they differ on."""
    summary = event["summary"]
    is_contested = not {"denial", "actor"}.isdisjoint(event["disputes"])
    yield f"{headline(summary, is_contested=is_contested)}  [{event['id']}]"
    reports, origins = {row["document"] for row in event["rows"]}, event["independent_origins"]
    yield f"  {_count(len(reports), 'report')}, {_count(origins, 'independent origin')}"
    for measure, figure in event["figures"].items():
        yield from _wrapped(f"{measure}: {figure_words(figure)}", width)
    for name, versions in summary.get("differs", {}).items():
        told = ", ".join(f"{named(summary, version.split(', '))} ({number})" for version, number in versions.items())
        yield from _wrapped(f"{name.replace('_', ' ')} differs: {told}", width)
    if event["disputes"]:
        yield from _wrapped("in dispute: " + ", ".join(event["disputes"]), width)
    for row in event["rows"]:
        copied = "" if row["root"] in {None, row["document"]} else ", a copy"
        recalled = ", recalled" if row["is_recalled"] else ""
        told = f"{row['published'] or 'undated'} {about(row)}{copied}: {row['status']}{recalled} [{row['id']}]"
        yield from _wrapped(told, width)
        if row["spans"]:
            yield from _wrapped(f"“{_short(row['spans'][0]['text'])}”", width, indent=6)


def headline(summary: Json, *, is_contested: bool = False) -> str:
    """An event across reports in one line: day, kind, place, sides; who did it is told as alleged where it is denied.

    >>> headline(
    ...     {
    ...         "day": "2016-12-13",
    ...         "kind": "air_strike",
    ...         "place": "Tarsk",
    ...         "doers": [],
    ...         "done_to": [],
    ...         "status": "happened",
    ...     }
    ... )
    '2016-12-13  air strike, Tarsk'
    """
    by = "allegedly by" if is_contested or is_denied(summary) else "by"
    sides = [f"{by} {named(summary, summary['doers'])}"] if summary.get("doers") else []
    sides += [f"against {named(summary, summary['done_to'])}"] if summary.get("done_to") else []
    standing = (
        []
        if summary.get("status", "happened") == "happened"
        else [f"({_STANDINGS.get(summary['status'], summary['status'])})"]
    )
    where = [summary["place"]] if summary.get("place") else []
    if summary.get("counted_by"):
        sides.append(f"counted by {summary['counted_by']}" + (f" since {summary['since']}" if summary["since"] else ""))
    what = ", ".join([str(summary.get("kind", "")).replace("_", " "), *where, *sides])
    return "  ".join([(summary.get("day") or "undated").replace("/", " to "), " ".join([what, *standing])])


def is_denied(summary: Json) -> bool:
    """True where a report denies the event, or tells that it did not happen: nobody did it for certain."""
    return summary.get("status") == "not" or "not" in summary.get("differs", {}).get("status", {})


def named(summary: Json, actors: Iterable[str]) -> str:
    """Actors by their names, where the registry knows them by an id.

    >>> named({"names": {"group:hill": "Hill Front"}}, ["group:hill", "rebels"])
    'Hill Front, rebels'
    """
    return ", ".join(summary.get("names", {}).get(one, one) for one in actors)


def figure_words(figure: Json) -> str:
    """Low, best and high in words, and why there is no best.

    >>> figure_words({"low": 4, "best": None, "high": 9, "in_dispute": 1, "no_best_because": "irreconcilable"})
    '4 to 9 (no best figure: independent sources exclude each other)'
    """
    low, best, high = figure["low"], figure["best"], figure["high"]
    reason = figure["no_best_because"]
    if reason == "not_stated":
        return _NO_BEST[reason]
    bounds = f"{low} or more" if high is None else str(low) if low == high else f"{low} to {high}"
    if best is None:
        return f"{bounds} ({_NO_BEST.get(reason, reason)})"
    return f"{best}" if low == best == high else f"best {best}, {bounds}"


def ledger_lines(ledger: Json, *, width: int) -> Iterator[str]:
    """A ledger: the whole and its rule, then every figure with what became of it."""
    yield f"{headline(ledger['summary'])}  {ledger['measure']}  [{ledger['cluster']}]"
    yield from _wrapped(f"the whole: {figure_words(ledger)}", width)
    yield from _wrapped(f"rule: {ledger['rule']}", width)
    if ledger["in_dispute"]:
        sides = "; ".join(f"{one['who'] or one['voice']}: {bounds(one)}" for one in ledger["says"])
        yield from _wrapped(f"in dispute: {sides}", width)
    for entry in sorted(ledger["entries"], key=lambda one: (one["moment"] or "", one["row"])):
        through = entry["publisher"] or entry["document"]
        who = f"{entry['counter']}, through {through}" if entry["counter"] else through
        people = f" {entry['population']}" if entry["population"] else ""
        line = f"{entry['moment'] or 'undated'}  {bounds(entry)}{people}  {who}"
        yield from _wrapped(f"{line}: {_USES[entry['use']]} [{entry['row']}]", width)


def bounds(entry: Json) -> str:
    """A figure in words: exact, or within which bounds.

    >>> bounds({"low": 9, "best": None, "high": None})
    '9 or more'
    """
    if entry["best"] is not None and entry["low"] in {entry["best"], None}:
        return str(entry["best"])
    if entry["high"] is None:
        return f"{entry['low']} or more"
    return f"{entry['low'] if entry['low'] is not None else 0} to {entry['high']}"


def dispute_lines(dispute: Json, *, width: int) -> Iterator[str]:
    """A dispute: what it is about, then each side with who says it and in which words."""
    told = (
        headline(dispute["summary"], is_contested=dispute["kind"] in {"denial", "actor"})
        if dispute["summary"]
        else "accusation and answer"
    )
    yield f"{dispute['kind']}: {told}  [{dispute['cluster'] or dispute['id']}]"
    for side in dispute["sides"]:
        origins = _count(side["origins"], "independent origin")
        sources = ", ".join(map(source_words, side["sources"]))
        yield from _wrapped(f"{side['position']}: {sources} ({origins})", width)
        shown: dict[str, str] = {}
        for words in side["words"]:
            shown.setdefault(words["document"], words["text"])
        for document, text in shown.items():
            yield from _wrapped(f"“{_short(text)}”  {about(dispute['reports'][document])}", width, indent=6)


def source_words(source: str) -> str:
    """A source of a side in words.

    >>> source_words("not named")
    'a report that names no publisher'
    """
    return "a report that names no publisher" if source == "not named" else source


def why_lines(told: Json, *, width: int) -> Iterator[str]:
    """Why rows were taken as telling of one event, and what was nearest and kept apart."""
    rows = {row["id"]: row for row in [*told["rows"], *told.get("others", [])]}
    if told["cluster"]:
        yield f"{headline(told['cluster']['summary'])}  [{told['cluster']['id']}]"
    if not told["joined"] and told["cluster"]:
        is_alone = len(told["cluster"]["members"]) == 1
        yield f"  {_ALONE if is_alone else _BY_JUDGEMENT.format(len(told['cluster']['members']))}"
    for pair in told["joined"]:
        yield from _pair_lines("together", pair, rows, width)
    for pair in told["rejected"]:
        yield from _pair_lines("nearest kept apart", pair, rows, width)
    for judgement in told["judgements"]:
        undone = f", taken back {judgement['undone_at']}" if judgement["undone_at"] else ""
        reason = f": {judgement['reason']}" if judgement["reason"] else ""
        said = f"{judgement['left']} and {judgement['right']} are {judgement['value']}"
        yield from _wrapped(f"judged by {judgement['by']} at {judgement['at']}{undone}: {said}{reason}", width)
    yield from _lineage_lines(told["lineage"], width)


def _lineage_lines(lineage: Sequence[Json], width: int) -> Iterator[str]:
    for row in lineage:
        origin = row["origin_title"] or row["origin_publisher"] or row["origin"]
        is_key = row["origin_title"] is None and row["origin_publisher"] is None and ":" in origin
        link = "a report of its own" if row["kind"] == "independent" else f"{row['kind'].replace('_', ' ')} of {origin}"
        if is_key:  # no report: who is quoted, or the agency credited, by its key
            link = f"rests on {origin.partition(':')[2]}"
        share = "" if row["kind"] == "independent" else f" ({row['score']:.0%}; {row['basis']})"
        yield from _wrapped(f"{about(row)}: {link}{share}", width)


def _pair_lines(what: str, pair: Json, rows: Mapping[str, Json], width: int) -> Iterator[str]:
    yield f"  {what}, score {pair['score']:.2f}: {pair['left']} and {pair['right']}"
    for identifier in (pair["left"], pair["right"]):
        row = rows.get(identifier)
        if row is not None:
            words = row["spans"][0]["text"] if row["spans"] else row["trigger"]["text"]
            yield from _wrapped(f"{about(row)}: “{_short(words)}”", width, indent=6)
    yield from _wrapped(pair["reason"], width, indent=6)


def about(report: Json) -> str:
    """A report by its publisher and title.

    >>> about({"publisher": "Tarsk Post", "title": "Market hit", "document": "doc-1"})
    'Tarsk Post, Market hit'
    """
    told = ", ".join(part for part in (report.get("publisher"), report.get("title")) if part)
    return told or str(report.get("document") or report.get("id"))


def _count(number: int, name: str) -> str:
    return f"{number} {name}" + ("" if number == 1 else "s")


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _QUOTE_CHARACTERS else flat[: _QUOTE_CHARACTERS - 1] + "…"


def _wrapped(text: str, width: int, *, indent: int = 4) -> Iterable[str]:
    lead = " " * indent
    flat = " ".join(text.split())
    return textwrap.wrap(flat, width, initial_indent=lead, subsequent_indent=lead + "  ", break_on_hyphens=False)
