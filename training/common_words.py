"""Counts how many reports use each common word and writes `src/onrecord/vocab/en/common_words.yml`.

    python training/common_words.py [--sets ../shared/bench] [--write]

In: the development part of MUC-4 (newswire, in capitals) for the share of reports, and WikiWars and re3d for words that
are written small, so that no name is among them. Out: a word's rank, 2 (one report in 256) to 5 (one in four or more).
"""

from __future__ import annotations

import argparse
import json
import math
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

TARGET = Path(__file__).parents[1] / "src" / "onrecord" / "vocab" / "en" / "common_words.yml"
HEADER = """about: >-
  Common words of news in English, by rank: 5 stands in a quarter of all reports or more, 4 in a sixteenth, 3 in a 64th,
  2 in a 256th. Names are left out. Two reports that share such words need not tell of the same thing.
origin: counted by training/common_words.py in the development part of MUC-4 (FBIS), with WikiWars and re3d for spelling
licence: Apache-2.0
entries:
"""
_WORD = re.compile(r"[^\W\d_]+")
_LEAST, _SMALL = 2, 0.8


def texts(path: Path) -> Iterator[str]:
    """Texts of a set."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)["text"]


def count(sets: Path) -> dict[int, list[str]]:
    """Words by rank."""
    small, large = Counter[str](), Counter[str]()
    for name in ("dates-wikiwars", "re3d"):
        for text in texts(sets / name / "dev.jsonl"):
            for word in _WORD.findall(text):
                (small if word.islower() else large)[word.lower()] += 1
    reports = 0
    found = Counter[str]()
    for text in texts(sets / "muc4" / "dev.jsonl"):
        reports += 1
        found.update({word.lower() for word in _WORD.findall(text)})
    ranks: dict[int, list[str]] = {}
    for word, number in sorted(found.items()):
        rank = math.floor(math.log(4096 * number / reports, 4))
        if rank >= _LEAST and small[word] > _SMALL * (small[word] + large[word]):
            ranks.setdefault(rank, []).append(word)
    return ranks


def main() -> None:
    """Count and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sets", type=Path, default=Path("../shared/bench"))
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    ranks = count(options.sets)
    lines = [f"  {rank}: {json.dumps(' '.join(words))}" for rank, words in sorted(ranks.items())]
    if options.write:
        TARGET.write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")
    print({rank: len(words) for rank, words in sorted(ranks.items())})


if __name__ == "__main__":
    main()
