"""Train the encoder on the prepared sets.

    python training/train.py --backbone DIR --data prepared --out run [--passes 4] [--layers 6] [--threads 2]

Same data, seed, threads and machine give figures that are the same to within noise. Held-out documents are never
trained on; their figures are written to `figures.json` after each pass, and the state of the last one to `state.pt`.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch.nn.functional import cross_entropy

from heads import HEADS, UNLABELLED, slices
from model import Encoder
from scores import figures
from windows import UNKNOWN, Text, drawn, text_of

SEED = 20161214
BATCH = 16
TIMES_A_PASS = {"re3d": 4.0, "wotr": 1.0, "uds": 1.0, "muc4": 1.0}
"""How often a set's documents are read in one pass."""
SHARE_WITHOUT_INCIDENT = 0.5
"""Share of the MUC-4 documents without an incident that are read in one pass."""
SHAPE_DROP = 0.15
"""Chance that a window is read without the shapes of its words."""
RATE_BACKBONE, RATE_HEADS = 2e-4, 1e-3
WARM_UP = 0.06
WEIGHTS = {"mention": 1.0, "inner": 0.5, "name": 0.5, "role": 1.0, "incident": 0.5, "standing": 1.0}

Window = tuple[Text, int, int]


def loaded(folder: Path, tokenizer: Tokenizer) -> tuple[list[Text], list[Text]]:
    """Texts to train on and held-out texts of all prepared sets."""
    seen, held = [], []
    for path in sorted(folder.glob("*.jsonl")):
        with path.open(encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                (held if row["held_out"] else seen).append(text_of(row, tokenizer))
    return seen, held


def has_incident(text: Text) -> bool:
    """True for a text with at least one role of an incident."""
    return any(text.labels.get("role", ()))


def one_pass(texts: Sequence[Text], chance: random.Random) -> list[Window]:
    """Windows of one pass over the sets."""
    windows: list[Window] = []
    for text in texts:
        times = TIMES_A_PASS.get(text.set, 1.0)
        if text.set == "muc4" and not has_incident(text):
            times *= SHARE_WITHOUT_INCIDENT
        for _ in range(int(times) + (chance.random() < times % 1)):
            windows.extend(drawn([text], chance))
    chance.shuffle(windows)
    return windows


def batched(windows: Sequence[Window]) -> Iterator[Sequence[Window]]:
    """Batches of windows of like length, in random order as the windows came."""
    chunk = BATCH * 24
    for begin in range(0, len(windows), chunk):
        like = sorted(windows[begin : begin + chunk], key=lambda w: w[2] - w[1])
        batches = [like[i : i + BATCH] for i in range(0, len(like), BATCH)]
        random.Random(begin).shuffle(batches)
        yield from batches


def tensors(batch: Sequence[Window], chance: random.Random | None) -> tuple[torch.Tensor, ...]:
    """Pieces, shapes and mask of a batch."""
    longest = max(end - begin for _, begin, end in batch) + 2
    pieces = torch.zeros(len(batch), longest, dtype=torch.long)
    shapes = torch.zeros(len(batch), longest, dtype=torch.long)
    mask = torch.zeros(len(batch), longest, dtype=torch.long)
    for i, (text, begin, end) in enumerate(batch):
        length = end - begin
        pieces[i, 0], pieces[i, length + 1] = FIRST, LAST
        pieces[i, 1 : length + 1] = torch.tensor(text.pieces[begin:end])
        mask[i, : length + 2] = 1
        if text.set != "muc4" and not (chance and chance.random() < SHAPE_DROP):
            shapes[i, 1 : length + 1] = torch.tensor(text.shapes[begin:end])
        else:
            shapes[i] = UNKNOWN
    return pieces, shapes, mask


FIRST, LAST = 101, 102
"""Pieces that open and close a window ([CLS], [SEP])."""


def targets(batch: Sequence[Window], head: str, longest: int) -> torch.Tensor:
    """Labels of a head for a batch, at the first piece of each token."""
    wanted = torch.full((len(batch), longest), UNLABELLED)
    for i, (text, begin, end) in enumerate(batch):
        labels = text.labels.get(head)
        if labels is not None:
            for k in range(begin, end):
                if text.firsts[k]:
                    wanted[i, k - begin + 1] = labels[text.tokens[k]]
    return wanted


def loss_of(scores: torch.Tensor, batch: Sequence[Window]) -> torch.Tensor:
    """Weighted sum of the heads' losses on a batch."""
    total = scores.new_zeros(())
    for head, where in slices().items():
        wanted = targets(batch, head, scores.shape[1])
        if (wanted != UNLABELLED).any():
            total = total + WEIGHTS[head] * cross_entropy(
                scores[..., where].flatten(0, 1), wanted.flatten(), ignore_index=UNLABELLED
            )
    return total


@torch.no_grad()
def predicted(model: Encoder, texts: Sequence[Text]) -> dict[str, torch.Tensor]:
    """Scores of each token of each text, by the text's id."""
    model.eval()
    found = {f"{t.set}/{t.id}": torch.zeros(t.length, sum(map(len, HEADS.values()))) for t in texts}
    for rows in found.values():
        for where in slices().values():
            rows[:, where.start] = 1.0
    windows = sorted(drawn(texts, None), key=lambda w: w[2] - w[1])
    for i in range(0, len(windows), BATCH):
        batch = windows[i : i + BATCH]
        with torch.autocast("cpu", dtype=torch.bfloat16):
            scores = model(*tensors(batch, None)).float()
        for row, (text, begin, end) in zip(scores, batch, strict=True):
            for k in range(begin, end):
                if text.firsts[k]:
                    found[f"{text.set}/{text.id}"][text.tokens[k]] = row[k - begin + 1]
    return found


def judged(found: dict[str, torch.Tensor], texts: Sequence[Text]) -> dict[str, dict[str, float]]:
    """Figures of every head on texts."""
    pairs = defaultdict(list)
    for text in texts:
        scores = found[f"{text.set}/{text.id}"]
        for head, where in slices().items():
            if head in text.labels:
                told = scores[:, where]
                if head == "incident":
                    told = by_sentence(text, told)
                pairs[head].append((text.labels[head], told.argmax(-1).tolist()))
    return {head: figures(head, listed) for head, listed in pairs.items()}


def by_sentence(text: Text, scores: torch.Tensor) -> torch.Tensor:
    """Scores of each token replaced by the mean over its sentence."""
    mean = scores.clone()
    starts = [text.tokens[start] for start in text.starts if start < len(text.tokens)]
    for start, end in zip(starts, [*starts[1:], text.length], strict=True):
        mean[start:end] = scores[start:end].mean(0)
    return mean


def train(given: argparse.Namespace) -> None:
    """Train, judge after each pass, keep the last state."""
    torch.manual_seed(SEED)
    torch.set_num_threads(given.threads)
    chance = random.Random(SEED)
    tokenizer = Tokenizer.from_file(str(given.backbone / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    seen, held = loaded(given.data, tokenizer)
    model = Encoder(given.backbone, given.layers)
    slow = [p for name, p in model.named_parameters() if name.startswith("bert.")]
    fast = [p for name, p in model.named_parameters() if not name.startswith("bert.")]
    optimiser = torch.optim.AdamW(
        [{"params": slow, "lr": RATE_BACKBONE}, {"params": fast, "lr": RATE_HEADS}], weight_decay=0.01
    )
    steps = given.passes * len(list(batched(one_pass(seen, random.Random(SEED)))))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min(s / (WARM_UP * steps), max(0.0, (1.03 * steps - s) / ((1.03 - WARM_UP) * steps)))
    )
    given.out.mkdir(parents=True, exist_ok=True)
    began, done, history = time.monotonic(), 0, []
    for number in range(given.passes):
        model.train()
        running = 0.0
        for batch in batched(one_pass(seen, chance)):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                scores = model(*tensors(batch, chance))
            loss = loss_of(scores.float(), batch)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            done += 1
            running += (loss.item() - running) / min(done, 50)
            if done % 20 == 0:
                pace = (time.monotonic() - began) / done
                print(f"pass {number} step {done}/{steps} loss {running:.3f} {pace:.2f} s a step", flush=True)
            if given.stop and done >= given.stop:
                return
        history.append(judged(predicted(model, held), held))
        print(json.dumps(history[-1], indent=1), flush=True)
        torch.save({"state": model.state_dict(), "layers": given.layers}, given.out / "state.pt")
        (given.out / "figures.json").write_text(json.dumps(history, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Read the options and train."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--backbone", type=Path, required=True, help="folder of MiniLM's weights and tokenizer")
    arguments.add_argument("--data", type=Path, required=True, help="folder that prepare.py wrote")
    arguments.add_argument("--out", type=Path, required=True)
    arguments.add_argument("--passes", type=int, default=4)
    arguments.add_argument("--layers", type=int, default=6)
    arguments.add_argument("--threads", type=int, default=2)
    arguments.add_argument("--stop", type=int, default=0, help="stop after so many steps (to measure their pace)")
    train(arguments.parse_args())


if __name__ == "__main__":
    main()
