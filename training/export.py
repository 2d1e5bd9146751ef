"""Write the trained encoder as the product's data: ONNX with whole numbers of 8 bits, word pieces, description.

    python training/export.py --backbone DIR --state run/state.pt --data prepared --out src/onrecord/vocab/models

Goes in: the state that train.py kept and the digests that prepare.py wrote; come out: `encoder-N.onnx`,
`encoder-N.json`, `encoder-N.pieces.txt`. What whole numbers lose is judged by gate.py.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from heads import HEADS
from model import Encoder
from train import SEED

VERSION = 1
LICENCE = "CC BY-SA 4.0"


class Alone(torch.nn.Module):
    """The network for one window without padding, as it is run."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, pieces: torch.Tensor, shapes: torch.Tensor) -> torch.Tensor:
        """Scores of every piece."""
        return self.encoder(pieces, shapes, torch.ones_like(pieces))


def main() -> None:
    """Export."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--backbone", type=Path, required=True)
    arguments.add_argument("--state", type=Path, required=True)
    arguments.add_argument("--data", type=Path, required=True)
    arguments.add_argument("--out", type=Path, required=True)
    given = arguments.parse_args()
    kept = torch.load(given.state, weights_only=True)
    encoder = Encoder(given.backbone, kept["layers"], attention="eager")
    encoder.load_state_dict(kept["state"])
    given.out.mkdir(parents=True, exist_ok=True)
    name = f"encoder-{VERSION}"
    weights, pieces = given.out / f"{name}.onnx", given.out / f"{name}.pieces.txt"
    with tempfile.TemporaryDirectory() as folder:
        exact = Path(folder) / "exact.onnx"
        example = torch.randint(1000, 20000, (1, 24))
        torch.onnx.export(
            Alone(encoder).eval(), (example, torch.ones_like(example)), str(exact),
            input_names=["pieces", "shapes"], output_names=["scores"], dynamo=False, opset_version=17,
            dynamic_axes={"pieces": {1: "length"}, "shapes": {1: "length"}, "scores": {1: "length"}},
        )  # fmt: skip
        quantize_dynamic(exact, weights, weight_type=QuantType.QInt8, per_channel=True)
    pieces.write_bytes((given.backbone / "vocab.txt").read_bytes())
    description = {
        "about": "Weights of the encoder: mentions, names, roles in incidents, incidents, standing of events.",
        "licence": LICENCE,
        "origin": "docs/decisions and training/README.md of the product",
        "sha256": digest(weights),
        "pieces": pieces.name,
        "pieces_sha256": digest(pieces),
        "backbone_sha256": digest(given.backbone / "model.safetensors"),
        "layers": kept["layers"],
        "seed": SEED,
        "data": json.loads((given.data / "digests.json").read_text(encoding="utf-8")),
        "heads": HEADS,
    }
    (given.out / f"{name}.json").write_text(json.dumps(description, indent=1) + "\n", encoding="utf-8")
    print(f"{weights}: {weights.stat().st_size:,} bytes, SHA-256 {description['sha256']}")


def digest(path: Path) -> str:
    """SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    main()
