"""Runs the scorers of the benchmark folder beside the repository and writes docs/benchmarks.md.

Run: python benchmarks/scores.py [--limit N] [SET ...]     (a set's figures are kept in benchmarks/scores.json)
The folder of benchmarks is not part of the repository; without it this script says so and stops.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
SCORER = HERE.parents[1] / "shared" / "bench" / "score.py"
KEPT = HERE / "scores.json"
COST = HERE / "cost.json"
PAGE = HERE.parent / "docs" / "benchmarks.md"
SAMPLE_SEED = 1
LIMITS = {"gva_counts": 1500}
"""Documents drawn from the largest set, so that a whole run takes a quarter of an hour on two cores."""
SETS = (
    "isaf_releases", "gva_counts", "attribution-polnear", "dates-tempeval3", "dates-wikiwars", "places", "places-wotr",
    "re3d", "muc4", "wikievents", "plover_plv", "factuality", "indiapoliceevents", "record",
)  # fmt: skip


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

Figures of the readers on the development parts of public data sets, as they are. Written by `benchmarks/scores.py`;
each set says when it was run, on which commit and on how many documents (the larger sets are sampled, seed {seed}).
Values are fractions; the interval is a 95 % bootstrap over documents. Readers were built and mended while looking at
errors on these development parts, so unseen text will do somewhat worse; held-out parts are scored apart and were not
looked at. What each metric means stands in the benchmark folder's notes.

No weights are trained in this version: everything here is grammar, syntax and reviewed vocabulary, so no set's licence
touches the product.

"""


UNSCORED = """## Sets without figures here

`coref-gum`, `ngec_actors` and `petrarch` have no scorer in the benchmark folder. `ecbplus`, `linkage`, `mse`,
`war_timelines`, `wire_copies`, `gaza_releases` and the incidents of `gva_counts` ask for answers across reports or
lists of victims, which this version does not give.
"""


def run(name: str, limit: int | None) -> dict[str, object]:
    """One set's figures, with the day, the commit and how many documents were read."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out.json"
        command = [sys.executable, str(SCORER), name, "--workers", "2", "--json", str(out)]
        if limit is not None:
            command += ["--limit", str(limit), "--sample", str(SAMPLE_SEED)]
        started = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        [told] = json.loads(out.read_text(encoding="utf-8"))
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=True).stdout
    return {
        "day": date.today().isoformat(),  # noqa: DTZ011 - the day here is meant
        "commit": commit.strip(),
        "seconds": round(time.perf_counter() - started),
        "told": told,
    }


def page(kept: dict[str, Any]) -> str:
    """The page of all kept figures, with the cost of reading where it has been measured."""
    parts = [HEAD.format(seed=SAMPLE_SEED)]
    for name in SETS:
        if name not in kept:
            continue
        told = kept[name]["told"]
        run_on = f"{told['documents']} documents, {kept[name]['day']}, commit {kept[name]['commit']}"
        faults = f"{len(told['failures'])} failures, {told['span_faults']} spans off their text"
        parts.append(f"## {name}\n\n{run_on}, {faults}.\n")
        if name in REFERENCES:
            parts.append(f"For comparison: {REFERENCES[name]}.\n")
        rows = ["| metric | value | 95 % | P | R | n |", "|---|---|---|---|---|---|"]
        rows += [_row(metric) for metric in told["metrics"]]
        parts.append("\n".join(rows) + "\n")
    parts.append(UNSCORED)
    if COST.is_file():
        parts.append(_cost(json.loads(COST.read_text(encoding="utf-8"))))
    return "\n".join(parts)


def _row(metric: dict[str, Any]) -> str:
    def number(value: float | None) -> str:
        return "-" if value is None else f"{value:.3f}"

    interval = metric.get("interval")
    between = f"{interval[0]:.3f}-{interval[1]:.3f}" if interval else "-"
    cells = [number(metric["value"]), between, number(metric["precision"]), number(metric["recall"]), str(metric["n"])]
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
| words a CPU second: spaCy alone / reading | {alone:,} / {whole:,} |
| `onrecord --help`, fresh process | {cold["help_s"]} s |
| `onrecord read` of a short file, fresh process | {cold["read_one_short_file_s"]} s |
| {workers["articles"]:,} articles into a case, one / two workers | {one_s} / {two_s} s |
| two workers are faster by | {workers["speed_up"]} times |
| peak memory, MB: one process / largest worker | {peak["this_process"]} / {peak["largest_worker"]} |

Each stage as a share of the parser's time: {stages}.
"""


def main() -> None:
    """Run the sets that were asked for and write the page of all that are kept."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("sets", nargs="*", help="sets to run; all where none is named")
    options.add_argument("--limit", type=int, help="documents a set, at most")
    options.add_argument("--page", action="store_true", help="write the page only")
    given = options.parse_args()
    kept = json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.is_file() else {}
    if not given.page and not SCORER.is_file():
        sys.exit("the folder of benchmarks (../shared/bench) is not beside the repository: nothing to score")
    for name in [] if given.page else given.sets or SETS:
        limits = [limit for limit in (given.limit, LIMITS.get(name)) if limit is not None]
        kept[name] = run(name, min(limits, default=None))
        KEPT.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", encoding="utf-8")
        print(name, kept[name]["seconds"], "s", flush=True)
    PAGE.write_text(page(kept), encoding="utf-8")


if __name__ == "__main__":
    main()
