"""What the head of a text says about its title, author, place and date of publication.

In: a text, and what the file itself stated. Out: `Head`. Only lines at the head are read: a heading, a byline, a date
that stands alone, a dateline ("TARSK, Norland, 14 December (Northwire) -"). A date without a year is not completed.
A line over the date with an article ("The Tarsk Post") names the publisher, which goes before a credit in the dateline.

Known limits: a title without an empty line after it is seen only where a byline, a date or a dateline follows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from onrecord.vocab import load

_HEAD_CHARACTERS = 3_000
_HEAD_LINES = 14
_LONGEST_TITLE = 160
_NAME_WORDS = 4
"""A line before a date that has at most so many words, each like a name's, is taken for its author's name."""
_BYLINE_WORDS = 10
_FIRST_OF_LAST_CENTURY = 69
_LINE = re.compile(r"[^\n\r\f\v\u2028\u2029]+")
_WORD = re.compile(r"[^\W\d_]{2,}")
_HEADING = re.compile(r"\s*#{1,6}\s+")
_MARKUP = re.compile(r"^[\s#>*_|]+|[\s*_|]+$")
_SENTENCE_END = re.compile(r"[.!?:;,][\"'”’)]*$")
_NAME_WORD = re.compile(r"[A-Z][^\W\d_]*(?:[-'’.][^\W\d_]*)*\.?$")
_URL_DATE = re.compile(r"(?<!\d)((?:19|20)\d{2})[/_-]?(\d{2}|[a-z]{3,9})[/_-]?(\d{2})(?!\d)", re.IGNORECASE)
_NOT_PLACES = ("not_places", "published", "weekdays", "months", "bylines")
"""Lists whose words stand where a dateline has its place."""
_ASIDE = re.compile(r"\s*\([^()]*\)\s*$")
_DASH = r"(?:\s+(?:--?|[–—])\s+|\s*[—–]\s*|\s+--\s*|--|(?<=\))_\s)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What the head of a text says; None where it does not."""

    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    dateline_place: str | None = None
    published: str | None = None
    published_from: str | None = None


def read_head(text: str, language: str | None) -> Head:
    r"""Title, author, wire agency, place and date that the head of a text states.

    >>> head = read_head("Army enters Tarsk\n\nBy Jane Roe\n14 May 2014\n\nThe army said it was there.", "en")
    >>> head.title, head.author, head.published
    ('Army enters Tarsk', 'Jane Roe', '2014-05-14')
    """
    grammar = _grammar("en" if language is None else language)
    lines = [(m.start(), m.group()) for m in _LINE.finditer(text[:_HEAD_CHARACTERS]) if m.group().strip()][:_HEAD_LINES]
    title = _title(text, lines, grammar)
    author = place = publisher = issuer = published = published_from = None
    for index, (_, line) in enumerate(lines):
        words = _MARKUP.sub("", line)
        alone = grammar.alone.fullmatch(words)
        if alone and published is None and (found := grammar.day(alone)):
            published, published_from = found, "text"
            before = _name(_MARKUP.sub("", lines[index - 1][1])) if index > 1 and title else None
            if before and grammar.is_issuer(before):
                issuer = before
            else:
                author = author or before
        byline = grammar.byline.match(words)
        if byline and author is None and len(words.split()) <= _BYLINE_WORDS * 2:
            author = _name(byline.group("name"), _BYLINE_WORDS) or author
            after = grammar.alone.fullmatch(_ASIDE.sub("", byline.group("rest") or ""))
            if after and published is None and (found := grammar.day(after)):
                published, published_from = found, "text"
        dateline = grammar.dateline.match(words) if place is None else None
        if dateline and _is_dateline(dateline, grammar):
            if dateline.group("bare") is not None and not _names_place(dateline):
                published, published_from = published or grammar.day(dateline), published_from or "text"
                if grammar.speaks_of_body(text, dateline.group("place")):
                    issuer = issuer or dateline.group("place")
                continue  # "Norland Rights Watch, 14 May 2014": who issued it, or where, unless the text says
            place = dateline.group("place").strip(" ,")
            publisher = dateline.group("credit")
            if published is None and dateline.group("day") and (found := grammar.day(dateline)):
                published, published_from = found, "dateline"
            break
    return Head(
        title=title,
        author=author,
        publisher=issuer or publisher,
        dateline_place=place,
        published=published,
        published_from=published_from,
    )


def date_in_url(uri: str | None, language: str = "en") -> str | None:
    """Date that a web address states, with its day.

    >>> date_in_url("https://news.example/world/2014/may/03/tarsk")
    '2014-05-03'
    """
    if uri is None or not uri.startswith(("http://", "https://")):
        return None
    for match in _URL_DATE.finditer(urlsplit(uri).path):
        month = match.group(2)
        if not month.isdigit():
            month = str(_grammar(language).months.get(month.lower(), 0))
        found = _iso(int(match.group(1)), int(month), int(match.group(3)))
        if found:
            return found
    return None


def without_byline(author: str | None, language: str = "en") -> str | None:
    """An author's name without the words that announce it.

    >>> without_byline("By Jane Roe")
    'Jane Roe'
    """
    if author is None:
        return None
    byline = _grammar(language).byline.match(author)
    return (byline.group("name") if byline else author).strip() or None


class _Grammar:
    """Patterns of one language, built from its vocabulary."""

    def __init__(self, words: dict[str, Any]) -> None:
        self.months: dict[str, int] = words.get("months", {})
        self.not_places = frozenset(word for name in _NOT_PLACES for word in words.get(name, ()))
        self.openers = frozenset(words.get("openers", ()))
        self.agencies = frozenset(words.get("agencies", ()))
        self.articles = tuple(words.get("articles", ()))
        self.particles = frozenset(words.get("name_particles", ()))
        months = _any_of(self.months)
        weekday = rf"(?:(?:{_any_of(words.get('weekdays', ()))})\.?,?\s+)?"
        day = (
            rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month>{months})\b\.?(?:,?\s+(?P<year>\d{{4}}|\d{{2}}(?=\s*[(–—-])))?"
            rf"|(?P<month_first>{months})\b\.?\s+(?P<day_second>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+(?P<year_last>\d{{4}}))?"
            r"|(?P<iso>\d{4}-\d{2}-\d{2}))(?!\d)"
        )
        clock = (
            r"(?:[,\s]+(?:at\s+)?\d{1,2}[:.]\d{2}(?::\d{2})?(?:\s*[ap]\.?m\.?)?(?:\s*\(?[A-Z]{2,4}\)?)?|T[\d:.]+Z?)?"
        )
        published = rf"(?:(?:{_any_of(words.get('published', ()))})\s*:?\s+)?"
        self.alone = re.compile(rf"{published}{weekday}{day}{clock}\.?", re.IGNORECASE)
        self.byline = re.compile(
            rf"(?:(?:{_any_of(words.get('bylines', ()))}))\b:?\s+(?P<name>[^,|\d]+?)\s*(?:[,|–—]\s*(?P<rest>.*))?$",
            re.IGNORECASE,
        )
        self.announced = re.compile(rf"(?:{_any_of(words.get('bylines', ()))})\b:?\s+(?=[A-Z])", re.IGNORECASE)
        name = r"[A-ZÀ-Þ][\w.'’-]*"
        self.dateline = re.compile(
            rf"(?P<place>{name}(?:[ /]{name}){{0,3}}(?:,\s+(?!(?:{months})\b){name}(?: {name}){{0,3}}){{0,2}})"
            rf"(?:(?:,\s*|\s+)(?P<when>\(?(?i:{weekday}{day})\)?))?"
            rf"(?:,?\s*\((?P<credit>[^()\d]{{2,40}})\))?(?:{_DASH}(?=\S)|(?P<bare>$))".replace(
                "(?P<day>", "(?P<day_>"
            ).replace("(?P<when>", "(?P<day>")
        )

    def is_issuer(self, name: str) -> bool:
        """True for a name with an article ("The Tarsk Post"), which no person bears."""
        return name.split(maxsplit=1)[0].lower() in self.articles

    def speaks_of_body(self, text: str, name: str) -> bool:
        """True where a text puts an article before a name of several words, as before a body's and not a town's."""
        opens = _any_of(self.articles)
        return bool(opens and " " in name and re.search(rf"\b(?i:{opens}) {re.escape(name)}\b", text))

    def day(self, match: re.Match[str]) -> str | None:
        """ISO date of a match; None where it has no year or is no date."""
        parts = match.groupdict()
        if parts.get("iso"):
            year, month, day = (int(part) for part in parts["iso"].split("-"))
            return _iso(year, month, day)
        year_words = parts.get("year") or parts.get("year_last")
        month_words = parts.get("month") or parts.get("month_first")
        day_words = parts.get("day_", parts.get("day")) or parts.get("day_second")
        if not (year_words and month_words and day_words):
            return None
        year = int(year_words)
        if len(year_words) == 2:  # noqa: PLR2004 - as POSIX reads two digits: 69 to 99 are of the last century
            year += 1900 if year >= _FIRST_OF_LAST_CENTURY else 2000
        return _iso(year, self.months[month_words.lower()], int(day_words))


@cache
def _grammar(language: str) -> _Grammar:
    from onrecord.vocab import LANGUAGES

    return _Grammar(load("metadata", language if language in LANGUAGES else LANGUAGES[0]))


def _any_of(words: Any) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _title(text: str, lines: list[tuple[int, str]], grammar: _Grammar) -> str | None:
    if not lines:
        return None
    start, line = lines[0]
    words = _MARKUP.sub("", line)
    if not words or len(words) > _LONGEST_TITLE or grammar.alone.fullmatch(words) or grammar.dateline.match(words):
        return None
    if _HEADING.match(line):
        return words
    if len(lines) == 1 or _SENTENCE_END.search(words) or grammar.announced.match(words):
        return None
    if len(_WORD.findall(words)) < 2:  # noqa: PLR2004 - a number of a series, a rubric
        return None
    following = _MARKUP.sub("", lines[1][1])
    gap = text[start + len(line) : lines[1][0]]
    is_apart = gap.count("\n") > 1 or "\r\n\r\n" in gap
    is_head = grammar.alone.fullmatch(following) or grammar.byline.match(following) or grammar.dateline.match(following)
    return words if is_apart or is_head else None


def _name(words: str, longest: int = _NAME_WORDS) -> str | None:
    """The words, where they look like the name of a person or a body."""
    words = words.strip(" .")
    parts = words.split()
    if not 1 < len(parts) <= longest:
        return None
    named = _grammar("en").particles
    return words if all(_NAME_WORD.match(part) or part.lower() in named for part in parts) else None


def _names_place(match: re.Match[str]) -> bool:
    """True where a line without a dash is a dateline: its place in capitals, or its date in brackets."""
    return match.group("place").split(",")[0].isupper() or (match.group("day") or "").startswith("(")


def _is_dateline(match: re.Match[str], grammar: _Grammar) -> bool:
    place = match.group("place")
    words = place.lower().strip(" ,")
    if words in grammar.not_places or words.split()[0].rstrip(",") in grammar.openers:
        return False
    if match.group("bare") is not None and not (match.group("day") and grammar.day(match)):
        return False  # without a dash only a full date tells a dateline
    first = place.split(",")[0]
    is_shouted = first.isupper() and len(first) > 2  # noqa: PLR2004 - an initial
    return bool(match.group("day") or is_shouted or (match.group("credit") or "").lower() in grammar.agencies)
