"""The language of a text, as an ISO 639-1 code.

Method: the share of very common English words and of Latin letters settles most English texts without any model;
otherwise py3langid (loaded on first use, half a second) classifies the first part of the text. A text of under 40
letters is too short for it: there the script decides, and Latin letters mean English, the product's first language.

Reference: Lui and Baldwin (2012), langid.py, ACL system demonstrations.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache
from typing import Any

from onrecord.vocab import load

_NEWS_LANGUAGES = frozenset((
    "af", "am", "ar", "az", "be", "bg", "bn", "bs", "ca", "cs", "da", "de", "el", "en", "es", "et", "fa", "fi",
    "fr", "ha", "he", "hi", "hr", "hu", "hy", "id", "it", "ja", "ka", "kk", "km", "ko", "ku", "ky", "lt", "lv",
    "mk", "ml", "mn", "mr", "ms", "my", "ne", "nl", "no", "om", "pa", "pl", "ps", "pt", "ro", "ru", "rw", "si",
    "sk", "sl", "so", "sq", "sr", "sv", "sw", "ta", "te", "tg", "th", "tk", "tl", "tr", "ug", "uk", "ur", "uz",
    "vi", "yo", "zh",
))  # fmt: skip
"""Languages of news that the model may answer; a short text is seldom in another one, and often looks like one."""
_FEW_LETTERS = 40
_SAMPLE_CHARACTERS = 20_000
_WORD = re.compile(r"[^\W\d_]+")
_FREQUENT_SHARE = 0.22
"""Share of frequent words from which a text is English; French, Dutch or Spanish texts stay under 0.1."""
_ENOUGH_WORDS = 8
_SCRIPT_LANGUAGES = {"ARABIC": "ar", "CYRILLIC": "ru", "HEBREW": "he", "GREEK": "el", "CJK": "zh", "HANGUL": "ko"}


def language_of(text: str) -> str | None:
    """Language of a text; None where it has no letters, or too few of a script of many languages.

    >>> language_of("The army said on Tuesday that it had entered the town of Tarsk.")
    'en'
    """
    sample = text[:_SAMPLE_CHARACTERS]
    words = [word.lower() for word in _WORD.findall(sample)]
    letters = "".join(words)
    if not letters:
        return None
    script = _script(letters)
    if len(letters) < _FEW_LETTERS:
        return "en" if script == "LATIN" else _SCRIPT_LANGUAGES.get(script)
    frequent = _frequent()
    if script == "LATIN" and len(words) >= _ENOUGH_WORDS:
        share = sum(word in frequent for word in words) / len(words)
        if share >= _FREQUENT_SHARE:
            return "en"
    return str(_identifier().classify(sample)[0])


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages([label for label in identifier.labels if label in _NEWS_LANGUAGES])
    return identifier


def _script(letters: str) -> str:
    counts = Counter(unicodedata.name(letter, "UNKNOWN").split()[0] for letter in letters[:2_000])
    return counts.most_common(1)[0][0]


def _frequent() -> frozenset[str]:
    return frozenset(load("metadata", "en")["frequent"])
