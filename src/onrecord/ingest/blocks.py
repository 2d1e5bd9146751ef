"""The blocks of text under an element of an HTML page, or of the tree that trafilatura makes of one.

In: an lxml element. Out: strings: a heading, a paragraph, a list (an item a line), a table (a row a line, cells between
bars). A table that only lays out a page, with blocks in its cells, gives the blocks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_SPACE = re.compile(r"\s+")
_TABLES = frozenset({"table"})
_ROWS = ("row", "tr")
_CELLS = ("cell", "td", "th")
_LISTS = frozenset({"list", "ul", "ol", "menu"})
_ITEMS = ("item", "li")
_BREAK = "\x1d"
"""Stands for a line break of the page; line ends of the source are mere white space."""
_BREAKS = frozenset({"lb", "br"})
_BLOCKS = _TABLES | _LISTS | {
    "address", "article", "aside", "blockquote", "body", "caption", "cell", "center", "code", "dd", "details",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "head", "header", "hr", "html", "item", "li", "main", "nav", "p", "pre", "quote", "row", "section", "summary",
    "tbody", "td", "tfoot", "th", "thead", "tr",
}  # fmt: skip
_UNSEEN = frozenset({"script", "style", "noscript", "template", "title", "meta", "link", "svg", "iframe"})
_LAYOUT_CELL = 300
"""A cell with more characters than this lays out a page."""


def blocks_of(root: Any) -> Iterator[str]:
    """Blocks of text under an element, in the order of the page."""
    if root.tag == "pre":
        yield from _lines(["".join(root.itertext()).replace("\n", _BREAK)])
        return
    inline: list[str] = [root.text or ""]
    for child in root:
        if child.tag in _UNSEEN or not isinstance(child.tag, str):
            inline.append(child.tail or "")
            continue
        if child.tag in _BLOCKS or any(nested.tag in _BLOCKS for nested in child.iter()):
            yield from _lines(inline)
            inline = []
            yield from _block(child)
        else:
            inline.append(_inline_text(child))
        inline.append(child.tail or "")
    yield from _lines(inline)


def _block(element: Any) -> Iterator[str]:
    if element.tag in _TABLES and not _is_layout(element):
        yield from filter(None, ["\n".join(_rows(element))])
    elif element.tag in _LISTS:
        yield from filter(None, ["\n".join(_items(element))])
    else:
        yield from blocks_of(element)


def _is_layout(table: Any) -> bool:
    return any(
        any(nested.tag in _TABLES for nested in cell.iterdescendants())
        or sum(len(words) for words in cell.itertext()) > _LAYOUT_CELL
        or sum(nested.tag in _BREAKS or nested.tag in {"p", "div"} for nested in cell.iterdescendants()) > 1
        for cell in table.iter(*_CELLS)
    )


def _inline_text(element: Any) -> str:
    """Text of an element without blocks; its line breaks kept."""
    if element.tag in _BREAKS:
        return _BREAK
    parts = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _UNSEEN:
            parts.append(_inline_text(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _lines(inline: list[str]) -> Iterator[str]:
    lines = [_words(line) for line in "".join(inline).split(_BREAK)]
    joined = "\n".join(line for line in lines if line)
    if joined:
        yield joined


def _rows(table: Any) -> Iterator[str]:
    for row in table.iter(*_ROWS):
        cells = [_words(" ".join(cell.itertext())) for cell in row.iter(*_CELLS)]
        if any(cells):
            yield f"| {' | '.join(cells)} |"


def _items(listing: Any) -> Iterator[str]:
    for item in listing.iter(*_ITEMS):
        if words := _words("".join(_own_text(item))):
            yield f"- {words}"


def _own_text(item: Any) -> Iterator[str]:
    """Text of an item without that of lists in it, which are items of their own."""
    yield item.text or ""
    for child in item:
        if isinstance(child.tag, str) and child.tag not in _LISTS | _UNSEEN:
            yield from _own_text(child)
        # blocks within an item are parted by a blank
        yield f"{' ' if child.tag in _BLOCKS | _BREAKS else ''}{child.tail or ''}"


def _words(text: str) -> str:
    return _SPACE.sub(" ", text).strip()
