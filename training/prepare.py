"""Training data from the development parts of the benchmark sets, in the product's own tokens and sentences.

Goes in: the benchmark folder; comes out: one JSON file a set, a document a line: `set`, `id`, `held_out`, `words`,
`sentences` (token ranges), `labels` (head to label numbers). Run in the product's environment, without torch.

Only sets whose licence allows weights are read: re3d (each source by its own licence), muc4, factuality (rows of
UDS-IH2 alone), places-wotr. 15 % of the documents of each set are held out by the digest of their id; so are those
of `apart.json`, which the gold corpus of whole records uses for development and test.

    python training/prepare.py --sets ../shared/bench --out prepared
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from heads import HEADS, UNLABELLED, tagged
from onrecord.ingest import ingest_text
from onrecord.syntax import Parsed, load_parser

HELD_OUT_PERCENT = 15
KIND_OF_RE3D = {
    "Organisation": "actor", "Person": "person", "Location": "place", "Nationality": "nationality", "Temporal": "time",
    "Quantity": "quantity", "Weapon": "weapon", "MilitaryPlatform": "vehicle", "Vehicle": "vehicle", "Money": "money",
    "DocumentReference": "document",
}  # fmt: skip
NAME_OF_WOTR = {"place": "place", "person": "person", "org": "actor"}
ROLE_OF_MUC = (
    ("perp_individual", "perpetrator"), ("perp_organization", "organisation"), ("hum_tgt_name", "victim"),
    ("hum_tgt_description", "victim"), ("phys_tgt_id", "target"), ("instrument_id", "weapon"),
)  # fmt: skip
INCIDENT_OF_MUC = {
    "ATTACK": "attack", "BOMBING": "bombing", "KIDNAPPING": "kidnapping", "ARSON": "arson", "ROBBERY": "robbery",
}  # fmt: skip
STANDING_OF_CLASS = {
    "CT+": "happened", "PS+": "uncertain", "UU": "uncertain", "PS-": "uncertain", "CT-": "did_not_happen",
}  # fmt: skip

Row = dict[str, Any]
Span = tuple[int, int, str]


def is_held_out(set_: str, id_: str) -> bool:
    """True for the 15 % of documents that no weights see."""
    digest = hashlib.sha256(f"{set_}/{id_}".encode()).hexdigest()
    return int(digest[:8], 16) % 100 < HELD_OUT_PERCENT


def rows_of(path: Path) -> Iterator[Row]:
    """Documents of a set."""
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def parsed_text(text: str) -> Parsed:
    """A text as the readers get it."""
    return load_parser("en").parse(ingest_text(text, language="en").document)


def record(set_: str, id_: str, parsed: Parsed, labels: dict[str, list[int]]) -> Row:
    """One document for training."""
    return {
        "set": set_,
        "id": id_,
        "held_out": is_held_out(set_, id_),
        "words": [token.text for token in parsed.doc],
        "sentences": [[sentence.start, sentence.end] for sentence in parsed.doc.sents],
        "labels": labels,
    }


def tokens_of(parsed: Parsed, span: Row) -> tuple[int, int]:
    """Token range of a gold span."""
    found = parsed.tokens(span["start"], span["end"])
    return found.start, found.end


def re3d(folder: Path) -> Iterator[Row]:
    """Mentions: the outermost of nested ones for one head, the outermost inside those for another."""
    for row in rows_of(folder / "re3d" / "dev.jsonl"):
        parsed = parsed_text(row["text"])
        listed = [
            (*tokens_of(parsed, e), KIND_OF_RE3D[e["type"]]) for e in row["entities"] if e["type"] in KIND_OF_RE3D
        ]
        listed.sort(key=lambda s: (s[0], -s[1]))
        outer, inner = layers(listed)
        length = len(parsed.doc)
        labels = {"mention": tagged(length, outer, HEADS["mention"]), "inner": tagged(length, inner, HEADS["inner"])}
        yield record("re3d", row["id"], parsed, labels)


def layers(listed: list[Span]) -> tuple[list[Span], list[Span]]:
    """Spans that no other holds, and those inside them that only one holds; of two that cross, the first and longer."""
    outer: list[Span] = []
    inner: list[Span] = []
    for span in listed:
        if not outer or span[0] >= outer[-1][1]:
            outer.append(span)
        elif span[1] <= outer[-1][1] and span[:2] != outer[-1][:2] and (not inner or span[0] >= inner[-1][1]):
            inner.append(span)
    return outer, inner


def wotr(folder: Path) -> Iterator[Row]:
    """Names of places, persons and bodies."""
    for row in rows_of(folder / "places-wotr" / "dev.jsonl"):
        parsed = parsed_text(row["text"])
        listed = [(*tokens_of(parsed, t), NAME_OF_WOTR[t["type"]]) for t in row["toponyms"]]
        yield record("wotr", row["id"], parsed, {"name": tagged(len(parsed.doc), sorted(listed), HEADS["name"])})


def muc4(folder: Path) -> Iterator[Row]:
    """Roles at the located strings of the templates, and the kind of incident of the sentences that hold them."""
    for row in rows_of(folder / "muc4" / "dev.jsonl"):
        parsed = parsed_text(row["text"])
        listed: list[Span] = []
        incidents: list[tuple[int, str]] = []
        for template in row["templates"]:
            kinds = [INCIDENT_OF_MUC[v] for f in template["incident_type"] for v in f["values"] if v in INCIDENT_OF_MUC]
            for slot, role in ROLE_OF_MUC:
                for filler in template.get(slot, []):
                    for mention in filler.get("mentions", []):
                        start, end = tokens_of(parsed, mention)
                        listed.append((start, end, role))
                        incidents.extend((start, kind) for kind in kinds[:1])
        listed.sort(key=lambda s: (s[0] - s[1], s[0]))
        length = len(parsed.doc)
        labels = {
            "role": tagged(length, listed, HEADS["role"]),
            "incident": sentence_labels(parsed, incidents, listed),
        }
        yield record("muc4", row["id"], parsed, labels)


def sentence_labels(parsed: Parsed, incidents: list[tuple[int, str]], listed: list[Span]) -> list[int]:
    """The kind of incident of each token's sentence.

    A sentence that holds strings of an incident's roles tells of it where it holds two of them; with one alone that is
    not certain, and nothing is learned from it.
    """
    labels = HEADS["incident"]
    tags = [0] * len(parsed.doc)
    for sentence in parsed.doc.sents:
        kinds = [kind for place, kind in incidents if sentence.start <= place < sentence.end]
        roles = {role for start, _, role in listed if sentence.start <= start < sentence.end}
        if kinds:
            label = labels.index(max(sorted(set(kinds)), key=kinds.count)) if len(roles) > 1 else UNLABELLED
            tags[sentence.start : sentence.end] = [label] * (sentence.end - sentence.start)
    return tags


def uds(folder: Path) -> Iterator[Row]:
    """Words that are events, and how they stand. The sentences of one text are one document."""
    texts: dict[str, list[Row]] = {}
    for row in rows_of(folder / "factuality" / "dev.jsonl"):
        if row["source"] == "UDS-IH2":
            id_ = row["sent_id"].rsplit("-", 1)[0] if row.get("sent_id") else row["id"]
            texts.setdefault(id_, []).append(row)
    for id_, group in texts.items():
        words: list[str] = []
        sentences: list[list[int]] = []
        tags: list[int] = []
        for row in group:
            parsed = parsed_text(row["text"])
            labels = [0] * len(parsed.doc)
            for event in row["events"]:
                start, end = tokens_of(parsed, event)
                if start < end:
                    labels[start] = HEADS["standing"].index(STANDING_OF_CLASS[event["class"]])
            sentences.append([len(words), len(words) + len(labels)])
            words.extend(token.text for token in parsed.doc)
            tags.extend(labels)
        yield {
            "set": "uds", "id": id_, "held_out": is_held_out("uds", id_), "words": words, "sentences": sentences,
            "labels": {"standing": tags},
        }  # fmt: skip


SETS: dict[str, Callable[[Path], Iterator[Row]]] = {"re3d": re3d, "wotr": wotr, "uds": uds, "muc4": muc4}
"""Readers of the sets; a further one yields rows of the same form, with labels for the heads that it knows."""


def kept_apart() -> dict[str, list[str]]:
    """Documents by set that the gold corpus has, or may have, in its development and test parts (`apart.json`)."""
    path = Path(__file__).with_name("apart.json")
    found: dict[str, list[str]] = json.loads(path.read_text(encoding="utf-8"))
    return found


def main() -> None:
    """Prepare every set, and say how large each is and which bytes it was made from."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--sets", type=Path, required=True, help="folder of the benchmark sets")
    arguments.add_argument("--out", type=Path, required=True)
    given = arguments.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    apart = kept_apart()
    digests = {}
    for name, read in SETS.items():
        target = given.out / f"{name}.jsonl"
        count = held = 0
        with target.open("w", encoding="utf-8") as out:
            for row in read(given.sets):
                row["held_out"] = row["held_out"] or row["id"] in apart.get(name, ())
                count, held = count + 1, held + row["held_out"]
                out.write(json.dumps(row, ensure_ascii=False) + "\n")
        digests[name] = {
            "sha256": hashlib.sha256(target.read_bytes()).hexdigest(), "documents": count, "held_out": held,
        }  # fmt: skip
        print(name, digests[name])
    (given.out / "digests.json").write_text(json.dumps(digests, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
