"""The network: MiniLM's layers, an embedding of how words are written, and one linear layer for all heads."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import nn
from transformers import BertModel

from heads import width
from windows import SHAPES


class Encoder(nn.Module):
    """Word pieces and their shapes to the scores of every head's labels, for each piece."""

    def __init__(self, backbone: Path, layers: int, attention: str = "sdpa") -> None:
        super().__init__()
        self.bert = BertModel.from_pretrained(backbone, add_pooling_layer=False, attn_implementation=attention)
        del self.bert.encoder.layer[layers:]
        size = self.bert.config.hidden_size
        self.shapes = nn.Embedding(SHAPES, size)
        nn.init.zeros_(self.shapes.weight)
        self.dropout = nn.Dropout(0.1)
        self.heads = nn.Linear(size, width())

    def forward(self, pieces: torch.Tensor, shapes: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Scores, of shape windows x pieces x labels of all heads."""
        embedded = self.bert.embeddings.word_embeddings(pieces) + self.shapes(shapes)
        hidden = self.bert(inputs_embeds=embedded, attention_mask=mask)[0]
        return self.heads(self.dropout(hidden))
