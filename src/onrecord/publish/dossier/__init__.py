"""A case as one self-contained HTML file: what happened, where, who, how many, who says so; every row beside its words.

The file needs no network and no JavaScript (which only adds a panel that shows a row's sentence and a sentence's rows).
"""

from __future__ import annotations

from onrecord.publish.dossier.page import write_dossier

__all__ = ["write_dossier"]
