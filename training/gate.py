"""Judge the exported encoder, as the product runs it, on the held-out documents; fail where it lost to its training.

    python training/gate.py --data prepared --models src/onrecord/vocab/models --figures run/figures.json

Run in the product's environment. Goes in: the prepared sets, the exported files, the figures of exact weights that
train.py wrote; comes out: a table of both, and exit status 1 where a head lost more than `MOST_LOST`.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import defaultdict
from pathlib import Path

from heads import HEADS
from onrecord.encoder.model import load_from
from scores import figures

MOST_LOST = 0.015
"""Loss of a head's F1 by whole-number weights that is borne."""


def main() -> None:
    """Judge and compare."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--data", type=Path, required=True)
    arguments.add_argument("--models", type=Path, required=True)
    arguments.add_argument("--figures", type=Path, required=True)
    given = arguments.parse_args()
    model = load_from(given.models)
    if model is None:
        sys.exit(f"no encoder in {given.models}")
    pairs = defaultdict(list)
    words, spent = 0, 0.0
    for path in sorted(given.data.glob("*.jsonl")):
        with path.open(encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                if not row["held_out"]:
                    continue
                began = time.process_time()
                is_loud = row["set"] == "muc4"
                found = model.encode(row["words"], [tuple(s) for s in row["sentences"]], is_loud=is_loud)
                spent += time.process_time() - began
                words += len(row["words"])
                for head, labels in row["labels"].items():
                    told = found.probabilities[head].copy()
                    if head == "incident":
                        for start, end in row["sentences"]:
                            told[start:end] = told[start:end].mean(0)
                    pairs[head].append((labels, told.argmax(1).tolist()))
    exact = json.loads(given.figures.read_text(encoding="utf-8"))[-1]
    lost = []
    print(f"{words} words, {words / spent:.0f} a CPU second")
    for head in HEADS:
        whole = figures(head, pairs[head])
        lost.append(exact[head]["strict"] - whole["strict"])
        for name, value in whole.items():
            print(f"{head:10} {name:22} exact {exact[head][name]:.3f}  8 bits {value:.3f}")
    sys.exit(1 if max(lost) > MOST_LOST else 0)


if __name__ == "__main__":
    main()
