"""Finds the lines of an extracted text again among the text nodes of its HTML page.

In: the text and the page's tree. Out: an alignment from each character to a text node and an offset in it. Method:
white space and invisible characters aside, each line is looked up in the page's characters, from where the line
before ended, then from the beginning; a line that is not there whole is looked up word by word. What is not found has
no location.
"""

from __future__ import annotations

import re
from array import array
from typing import Any

from onrecord.ingest.alignment import NodeAlignment

_SEEN = re.compile("[^\\s\x00-\x1f\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]+")
_PIECE = re.compile(r"[^\n|]+")
_BULLET = re.compile(r"\s*- ")
_UNSEEN_ELEMENTS = frozenset({"script", "style", "noscript", "template", "head"})
_WORD_REACH = 2_000
"""How far ahead, in characters, a single word of a changed line is looked for."""


class _Page:
    """The seen characters of a page, in order, with the text node and offset of each."""

    def __init__(self, tree: Any) -> None:
        self.nodes: list[tuple[Any, bool]] = []
        self.texts: list[str] = []
        self.node_of = array("l")
        self.place_of = array("l")
        parts: list[str] = []
        for element, is_tail, text in _text_nodes(tree):
            for match in _SEEN.finditer(text):
                parts.append(match.group())
                self.node_of.extend([len(self.nodes)] * len(match.group()))
                self.place_of.extend(range(match.start(), match.end()))
            self.nodes.append((element, is_tail))
            self.texts.append(text)
        self.characters = "".join(parts)


def align_nodes(text: str, tree: Any) -> NodeAlignment:
    """Alignment of a text to the text nodes of the page that it was extracted from."""
    page = _Page(tree)
    pairs: list[tuple[int, int]] = []
    cursor = 0
    for piece in _PIECE.finditer(text):
        bullet = _BULLET.match(piece.group())
        first = piece.start() + (bullet.end() if bullet else 0)
        places = [place for match in _SEEN.finditer(text, first, piece.end()) for place in range(*match.span())]
        if not places:
            continue
        words = "".join(text[place] for place in places)
        found = page.characters.find(words, cursor)
        if found < 0:
            found = page.characters.find(words)
        if found >= 0:
            pairs += zip(places, range(found, found + len(words)), strict=True)
            cursor = found + len(words)
        else:
            cursor = _align_words(text, (first, piece.end()), page, cursor, pairs)
    return _as_runs(text, page, pairs)


def _align_words(text: str, piece: tuple[int, int], page: _Page, cursor: int, pairs: list[tuple[int, int]]) -> int:
    for match in _SEEN.finditer(text, *piece):
        found = page.characters.find(match.group(), cursor, cursor + _WORD_REACH)
        if found >= 0:
            cursor = found + len(match.group())
            pairs += zip(range(*match.span()), range(found, cursor), strict=True)
    return cursor


def _as_runs(text: str, page: _Page, pairs: list[tuple[int, int]]) -> NodeAlignment:
    starts: list[int] = []
    lengths: list[int] = []
    nodes: list[int] = []
    places: list[int] = []
    paths: list[str] = []
    index: dict[int, int] = {}
    for offset, character in pairs:
        node, place = page.node_of[character], page.place_of[character]
        if node not in index:
            index[node] = len(paths)
            paths.append(_path(*page.nodes[node]))
        if starts and nodes[-1] == index[node]:
            gap, node_gap = offset - starts[-1] - lengths[-1], place - places[-1] - lengths[-1]
            # the single blank or invisible mark between two words belongs to the run when both sides have the same one
            between = text[starts[-1] + lengths[-1] : offset]
            if gap == node_gap and (gap == 0 or between == page.texts[node][place - gap : place]):
                lengths[-1] += gap + 1
                continue
        starts.append(offset)
        lengths.append(1)
        nodes.append(index[node])
        places.append(place)
    return NodeAlignment(tuple(paths), tuple(starts), tuple(lengths), tuple(nodes), tuple(places))


def _text_nodes(tree: Any) -> list[tuple[Any, bool, str]]:
    """Text nodes in the order of the page: (element, is it the text after the element, text)."""
    from lxml import etree

    found: list[tuple[Any, bool, str]] = []
    hidden = 0
    for event, element in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        is_element = isinstance(element.tag, str)
        if event == "start":
            hidden += element.tag in _UNSEEN_ELEMENTS
            if not hidden and element.text:
                found.append((element, False, element.text))
            continue
        if is_element:
            hidden -= element.tag in _UNSEEN_ELEMENTS
        if not hidden and element.tail:
            found.append((element, True, element.tail))
    return found


def _path(element: Any, is_tail: bool) -> str:  # noqa: FBT001 - a pair as it is stored
    """XPath of a text node."""
    if not is_tail:
        return f"{element.getroottree().getpath(element)}/text()[1]"
    parent = element.getparent()
    before = bool(parent.text) + sum(bool(sibling.tail) for sibling in element.itersiblings(preceding=True))
    return f"{parent.getroottree().getpath(parent)}/text()[{before + 1}]"
