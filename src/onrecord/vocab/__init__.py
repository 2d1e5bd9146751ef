"""Words that the readers know, as data: one YAML or CSV file a list, with its origin and licence.

`vocab/<language>/<name>.yml` holds a mapping with `about`, `origin`, `licence` and `entries`. A reader asks for
`load("<name>", language)`. Lists that depend on no language lie in `vocab/` itself (`language=None`).
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from onrecord.errors import VocabularyError

LANGUAGES = ("en",)
"""Languages that have vocabularies, as ISO 639-1 codes."""

_HEADER = ("about", "origin", "licence", "entries")


@cache
def load(name: str, language: str | None = "en") -> Any:
    """Entries of a vocabulary file.

    Args:
        name: File name without its ending, such as `claim_cues`.
        language: ISO 639-1 code of the folder; None for the lists that depend on no language.

    Raises:
        VocabularyError: The file does not exist, is no YAML, or lacks part of its header.
    """
    path = files("onrecord.vocab").joinpath(*([language] if language else []), f"{name}.yml")
    if not path.is_file():
        raise VocabularyError(
            f"vocabulary {name!r} has no file for language {language!r}: expected {name}.yml in "
            f"onrecord/vocab/{language or ''}; languages with vocabularies are {', '.join(LANGUAGES)}"
        )
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 - a safe loader, see below
    except yaml.YAMLError as error:
        raise VocabularyError(f"vocabulary {name!r} ({language}) is not YAML: {error}") from error
    missing = [key for key in _HEADER if not isinstance(content, dict) or key not in content]
    if missing:
        raise VocabularyError(
            f"vocabulary {name!r} ({language}) lacks {', '.join(missing)} (a header has {', '.join(_HEADER)})"
        )
    return content["entries"]


_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The C loader where PyYAML was built with it: ten times faster, same result."""
