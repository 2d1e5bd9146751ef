"""The quality gate: no reader may get worse unnoticed. Run by `make quality`.

    python benchmarks/quality.py [--sample] [SET...]          # check against the floors; exit status 1 below one
    python benchmarks/quality.py --accept [--sample] [SET...] # take the run as the accepted one; floors only rise
    python benchmarks/quality.py --accept --lower "why" [SET...]   # floors may fall; the reason goes into CHANGELOG.md
    python benchmarks/quality.py --page                       # write docs/benchmarks.md from the kept runs

Floors stand in `floors.json` with the digest of the gold data that they were measured on: another digest is an error,
not a lower score. `accepted/` holds the wrong rows of the last accepted run by document and offsets (no text), so that
a check lists each row gained and lost. The folder of benchmarks is not part of the repository; without it the gate says
so and passes.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from page import write_page
from sets import FULL, GUARDED, SAMPLE, Run, at_hand, run

HERE = Path(__file__).parent
FLOORS = HERE / "floors.json"
KEPT = HERE / "scores.json"
ACCEPTED = HERE / "accepted"
CHANGELOG = HERE.parent / "CHANGELOG.md"
SLACK = {"full": 0.005, "sample": 0.02}
"""A floor lies this much under the accepted value; more where few rows are counted and machines round otherwise."""
SHOWN = 15


def main() -> int:
    """Run the gate; the exit status is 1 where a floor is missed or gold data changed."""
    given = _options()
    if given.page:
        write_page()
        return 0
    if not at_hand():
        print("quality: the folder of benchmarks (../shared/bench) is not beside the repository: nothing checked")
        return 0
    profile, limits = ("sample", SAMPLE) if given.sample else ("full", FULL)
    floors = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.is_file() else {}
    faults: list[str] = []
    for name in given.sets or limits:
        done = run(name, limits[name], given.workers)
        known = floors.setdefault(profile, {}).get(name)
        _tell(done, known, profile)
        if not given.accept:
            faults += _faults(done, known)
            continue
        faults += _accept(done, floors[profile], profile, given.lower)
    if given.accept and not faults:
        FLOORS.write_text(json.dumps(floors, indent=1, sort_keys=True) + "\n", encoding="utf-8")
        write_page()
    for fault in faults:
        print(f"BELOW  {fault}")
    print("quality: " + (f"{len(faults)} faults" if faults else "every floor held"))
    return 1 if faults else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*", metavar="SET", help="sets to run; all where none is named")
    parser.add_argument("--sample", action="store_true", help="a few documents a set (continuous integration)")
    parser.add_argument("--accept", action="store_true", help="take this run as the accepted one")
    parser.add_argument("--lower", metavar="REASON", help="let floors fall; the reason goes into the changelog")
    parser.add_argument("--page", action="store_true", help="write docs/benchmarks.md and stop")
    parser.add_argument("--workers", type=int, default=2, help="processes that read (default: %(default)s)")
    return parser.parse_args()


def _faults(done: Run, known: dict[str, Any] | None) -> Iterable[str]:
    if known is None:
        return [f"{done.name}: no floor yet; accept a run first: python benchmarks/quality.py --accept {done.name}"]
    if known["gold_digest"] != done.gold_digest:
        told = f"the gold data have digest {done.gold_digest}, the floors were measured on {known['gold_digest']}"
        return [f"{done.name}: {told}; accept a run on the new data"]
    failed = [f"{done.name}: {failure['id']} was not read: {failure['message']}" for failure in done.told["failures"]]
    return failed[: max(0, len(failed) - known.get("failures", 0))] + [
        f"{done.name}: {metric} is {value:.3f}, floor {floor:.3f}"
        for metric, floor in known["floors"].items()
        if (value := done.value(metric) or 0.0) < floor
    ]


def _accept(done: Run, floors: dict[str, Any], profile: str, reason: str | None) -> list[str]:
    """Keep a run; told back are the floors that would fall without leave."""
    known = floors.get(done.name, {})
    old = known.get("floors", {}) if known.get("gold_digest") == done.gold_digest else {}
    new = {
        metric: math.floor((value - SLACK[profile]) * 1000) / 1000
        for metric, _ in GUARDED[done.name]
        if (value := done.value(metric)) is not None
    }
    fallen = [f"{done.name}: {m} would fall from {old[m]:.3f} to {v:.3f}" for m, v in new.items() if v < old.get(m, 0)]
    if fallen and reason is None and any((done.value(m) or 0.0) < old[m] for m in old):
        return fallen
    if reason is None:
        new = {metric: max(value, old.get(metric, 0.0)) for metric, value in new.items()}
    elif fallen:
        _note_in_changelog([f"{line}: {reason}" for line in fallen])
    floors[done.name] = {
        "gold_digest": done.gold_digest,
        "documents": len(done.documents),
        "failures": len(done.told["failures"]),
        "floors": new,
    }
    ACCEPTED.mkdir(exist_ok=True)
    with gzip.GzipFile(ACCEPTED / f"{profile}-{done.name}.tsv.gz", "wb", mtime=0) as out:
        out.write("\n".join(sorted(done.wrong)).encode())
    if profile == "full":
        kept = json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.is_file() else {}
        kept[done.name] = done.told
        KEPT.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return []


def _note_in_changelog(lines: list[str]) -> None:
    text = CHANGELOG.read_text(encoding="utf-8")
    head, mark, rest = text.partition("\n## ")
    added = "".join(f"- Quality floor lowered: {line}.\n" for line in lines)
    first, _, more = rest.partition("\n")
    CHANGELOG.write_text(f"{head}{mark}{first}\n\n{added.rstrip()}\n{more.lstrip()}", encoding="utf-8")


def _tell(done: Run, known: dict[str, Any] | None, profile: str) -> None:
    """Print a run: values beside floors, rows gained and lost against the accepted run."""
    floors = (known or {}).get("floors", {})
    for metric, reader in GUARDED[done.name]:
        value, floor = done.value(metric), floors.get(metric)
        shown = "-" if value is None else f"{value:.3f}"
        beside = "no floor" if floor is None else f"floor {floor:.3f}"
        print(f"{done.name:20} {reader:10} {metric:45} {shown:>6}  {beside}", flush=True)
    path = ACCEPTED / f"{profile}-{done.name}.tsv.gz"
    if not path.is_file():
        return
    before = set(gzip.decompress(path.read_bytes()).decode().split("\n"))
    lost = sorted(set(done.wrong) - before)
    gained = sorted(key for key in before - set(done.wrong) if key)
    print(f"    {len(gained)} wrong rows gone, {len(lost)} new ones")
    for sign, keys in (("+", gained), ("-", lost)):
        for key in keys[:SHOWN]:
            document, kind, start, end, _ = key.split("\t")
            print(f"    {sign} {document} {start}-{end} {done.wrong.get(key, kind)[:110]}")
        if len(keys) > SHOWN:
            print(f"    {sign} and {len(keys) - SHOWN} more")


if __name__ == "__main__":
    sys.exit(main())
