"""The headline of a report: its first line where this has no final stop and a text follows.

In: a parsed document. Out: the index of the first token after the headline. Method: the document's title where the text
begins with it; else the first line, of a headline's length, without a final stop, with other lines after it. Known
errors: a first line that names the publisher is taken for a headline, which does no harm, as it tells of nothing.
"""

from __future__ import annotations

from onrecord.syntax.parsed import Parsed

_MOST_WORDS = 30
_FEWEST_WORDS = 3
_STOPS = (".", "?", "!", ":", ";", ",")
_MARKS = "#*_ \t"


def headline_of(parsed: Parsed) -> int:
    """Index of the first token after the headline; 0 where there is none.

    Args:
        parsed: The document.
    """
    text = parsed.document.text
    body = text.lstrip("\n\r \t")
    start = len(text) - len(body)
    line = body.split("\n", 1)[0]
    rest = body[len(line) :].strip()
    title = (parsed.document.title or "").strip()
    words = line.strip(_MARKS)
    is_title = bool(title) and words == title
    is_like = _FEWEST_WORDS <= len(words.split()) <= _MOST_WORDS and not words.endswith(_STOPS)
    if not rest or not (is_title or is_like):
        return 0
    if not is_title and not rest.lstrip(_MARKS)[:1].isupper() and body[len(line) :].startswith("\n" + rest[:1]):
        return 0
    tokens = parsed.tokens(start, start + len(line))
    return tokens.end if len(tokens) else 0
