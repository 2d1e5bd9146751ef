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

from onrecord.vocab import load

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
    from py3langid import classify

    return str(classify(sample)[0])


def _script(letters: str) -> str:
    counts = Counter(unicodedata.name(letter, "UNKNOWN").split()[0] for letter in letters[:2_000])
    return counts.most_common(1)[0][0]


def _frequent() -> frozenset[str]:
    return frozenset(load("metadata", "en")["frequent"])
