"""Writes docs/benchmarks.md from the kept runs: scores with intervals, floors, speed, references, cost, releases."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sets import FULL, GUARDED, SEED

HERE = Path(__file__).parent
KEPT = HERE / "scores.json"
FLOORS = HERE / "floors.json"
COST = HERE / "cost.json"
RELEASES = HERE / "releases.json"
CASES = HERE / "cases.json"
PAGE = HERE.parent / "docs" / "benchmarks.md"

REFERENCES = {
    "isaf_releases": "patterns .492, constant .276 (killed and captured exact)",
    "gva_counts": "patterns .518, constant .265 (both exact); two or more victims: patterns .276",
    "attribution-polnear": "subject and clause of a list of verbs .306 joint; people, characters: source .81",
    "dates-tempeval3": "value, held-out part: HeidelTime .776, SUTime .674",
    "dates-wikiwars": "spans, development part: SynTime .822 strict, .942 relaxed",
    "places": "name finder and largest population .258 to .528; CamCoder finds .53 of TR-News within 161 km",
    "re3d": "spaCy's NER .475 relaxed, .371 strict; plain MiniLM tagger .717 relaxed (held-out)",
    "muc4": "held-out: GTT .502, T5-large .53; plain MiniLM tagger, one incident a text .359",
    "wikievents": "given the trigger, argument head F1 .718 (identified); no end-to-end figure known",
    "plover_plv": "held-out: tf-idf and regression .665, zero-shot NLI .782 to .821",
    "factuality": "always the commonest class .10 to .19 by source (macro F1, given the word)",
    "indiapoliceevents": "held-out: tf-idf and regression KILL .746, ARREST .810, FORCE .859",
}
"""What others or simple rules reach, from the benchmark folder's notes; often on other parts, so read with care."""

HEAD = """# Benchmarks

Figures of the readers on the development parts of public data sets and on the corpus of whole records in `gold/`,
as they are. Written by `benchmarks/quality.py`; each set says when it was run, on which commit and on how many
documents (the larger sets are sampled by the digest of an id, seed {seed}). Values are fractions; the interval is a
95 % bootstrap over documents; a floor is what `make quality` holds. `re3d`, `muc4`, `places-wotr` and the UDS part
of `factuality` are told on the documents that the encoder's training left out. Readers were built and mended while
looking at errors on these development parts (of `gold-test` nothing was looked at), so unseen text will do somewhat
worse; held-out parts are scored apart and were not looked at. What each metric means stands in the benchmark
folder's notes.
"""

UNSCORED = """## Sets without figures here

`coref-gum`, `ngec_actors` and `petrarch` have no scorer in the benchmark folder. `linkage` and `mse` ask for lists of
victims and estimates, which this version does not give; `war_timelines` and `gaza_releases` were not run.
"""

CASES_HEAD = """## Across reports

Kept by hand in `benchmarks/cases.json`, from the scorers of `score_cases.py`, in part over a case that had been read
before; the note says how. Thresholds were set while looking at these development parts.

| set | metric | value | n | note |
|---|---|---|---|---|
"""


def write_page() -> None:
    """Write the page of all kept figures."""
    kept, floors = _load(KEPT), _load(FLOORS).get("full", {})
    parts = [HEAD.format(seed=SEED), _summary(kept, floors)]
    parts += [_set(name, kept[name], floors.get(name, {}).get("floors", {})) for name in FULL if name in kept]
    if CASES.is_file():
        parts.append(_cases(json.loads(CASES.read_text(encoding="utf-8"))))
    parts.append(UNSCORED)
    if COST.is_file():
        parts.append(_cost(_load(COST)))
    PAGE.write_text("\n".join(parts), encoding="utf-8")


def _cases(rows: list[dict[str, Any]]) -> str:
    """Figures across reports, as they were noted."""
    lines = [f"| {row['set']} | {row['metric']} | {row['value']} | {row['n']} | {row['note']} |" for row in rows]
    return CASES_HEAD + "\n".join(lines) + "\n"


def _load(path: Path) -> dict[str, Any]:
    return dict(json.loads(path.read_text(encoding="utf-8"))) if path.is_file() else {}


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def _summary(kept: dict[str, Any], floors: dict[str, Any]) -> str:
    """The guarded metrics of all sets, with those of earlier releases."""
    releases = _load(RELEASES)
    heads = ["set", "metric", "reader", "now", "floor", *releases]
    lines = [f"| {' | '.join(heads)} |", "|---" * len(heads) + "|"]
    for name, metrics in GUARDED.items():
        values = {row["name"]: row["value"] for row in kept.get(name, {}).get("metrics", [])}
        for metric, reader in metrics if values else ():
            floor = floors.get(name, {}).get("floors", {}).get(metric)
            earlier = [_number(told.get(name, {}).get(metric)) for told in releases.values()]
            cells = [name, metric, reader, _number(values.get(metric)), _number(floor), *earlier]
            lines.append(f"| {' | '.join(cells)} |")
    return "## At a glance\n\n" + "\n".join(lines) + "\n"


def _set(name: str, told: dict[str, Any], floors: dict[str, float]) -> str:
    faults = f"{len(told['failures'])} failures, {told['span_faults']} spans off their text"
    speed = f", {told['words_a_second']:,} words a second of reading" if "words_a_second" in told else ""
    lines = [
        f"## {name}",
        "",
        f"{told['documents']} documents, {told['day']}, commit {told['commit']}, {faults}{speed}.",
    ]
    if name in REFERENCES:
        lines += ["", f"For comparison: {REFERENCES[name]}."]
    lines += ["", "| metric | value | 95 % | P | R | n | floor |", "|---|---|---|---|---|---|---|"]
    lines += [_row(metric, floors.get(metric["name"])) for metric in told["metrics"]]
    return "\n".join(lines) + "\n"


def _row(metric: dict[str, Any], floor: float | None) -> str:
    interval = metric.get("interval")
    between = f"{interval[0]:.3f}-{interval[1]:.3f}" if interval else "-"
    numbers = [_number(metric[key]) for key in ("value", "precision", "recall")]
    cells = [numbers[0], between, *numbers[1:], str(metric["n"]), "" if floor is None else _number(floor)]
    return f"| {metric['name']} | " + " | ".join(cells) + " |"


def _cost(told: dict[str, Any]) -> str:
    reading, cold, workers, peak = (told[key] for key in ("reading", "cold", "workers", "peak_mb"))
    stages = ", ".join(f"{name} {share:.3f}" for name, share in told["stages_to_parser"].items())
    alone, whole = reading["parser_words_per_cpu_s"], reading["reading_words_per_cpu_s"]
    one_s, two_s = workers["workers_1_s"], workers["workers_2_s"]
    return f"""## Cost of reading

{told["day"]}, commit {told["commit"]}, {told["machine"]}; `benchmarks/cost.py` on generated articles.

| what | value |
|---|---|
| reading, as a multiple of spaCy alone, same texts and run | {reading["reading_to_parser"]} |
| the same without the encoder (`--fast`) | {reading.get("fast_to_parser", "-")} |
| words a CPU second: spaCy alone / reading | {alone:,} / {whole:,} |
| `onrecord --help`, fresh process | {cold["help_s"]} s |
| `onrecord read` of a short file, fresh process | {cold["read_one_short_file_s"]} s |
| {workers["articles"]:,} articles into a case, one / two workers | {one_s} / {two_s} s |
| two workers are faster by | {workers["speed_up"]} times |
| peak memory, MB: one process / largest worker | {peak["this_process"]} / {peak["largest_worker"]} |

Each stage as a share of the parser's time: {stages}.
"""
