"""HTML: the main text of a page without menus and footers, each character aligned to its text node.

In: bytes. Out: headings, paragraphs, list items, quotations and table rows as lines with an empty line between blocks,
what the page says of itself, and an alignment to XPaths of text nodes. Method: trafilatura picks the main text; each of
its lines is then found again among the page's own characters, white space aside. Only dates that a page states as its
date of publication are taken (meta, JSON-LD, a marked `time`), never one that is guessed from the page.

Known limits: text that scripts would write is not there; a page that trafilatura finds nothing in gives all its visible
text. Reference: Barbaresi (2021), Trafilatura, ACL-IJCNLP demos.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from typing import Any

from onrecord.config import whole
from onrecord.errors import InputError
from onrecord.ingest.base import Extracted, Settings
from onrecord.ingest.blocks import blocks_of
from onrecord.ingest.decoding import decode, harmless
from onrecord.ingest.nodes import align_nodes

_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_HEAD_BYTES = 4_096
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_ISO_DATE = re.compile(r"\s*(\d{4})-?(\d{2})-?(\d{2})(?!\d)")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]")
_SPACE = re.compile(r"\s+")
_WESTERN = frozenset({"iso-8859-1", "latin-1", "latin1", "ascii", "us-ascii", "windows-1252", "cp1252"})
_DATE_META = (
    "article:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "dcterms.date", "dcterms.created",
    "dcterms.issued", "pubdate", "publishdate", "publish_date", "publish-date", "sailthru.date", "parsely-pub-date",
    "article.published", "cxenseparse:recs:publishtime", "og:published_time", "citation_publication_date",
)  # fmt: skip
_PUBLISHER_META = ("og:site_name", "dc.publisher", "dcterms.publisher", "citation_publisher", "application-name")
_LEFT_OUT = (
    "script", "style", "noscript", "template", "nav", "header", "footer", "aside", "form", "button", "svg", "iframe",
    "head",
)  # fmt: skip
_LONGEST_BYLINE = 80
_SHORT_PAGE = 300
"""trafilatura gives the text of pages shorter than this as one block; there the page's own structure is read."""


def extract_html(data: bytes, settings: Settings) -> Extracted:
    """Main text of an HTML page.

    Raises:
        InputError: The page is nested more deeply than `max_depth` (`too_deep`) or has no text (`empty`).
    """
    from lxml import etree
    from lxml import html as lxml_html

    declared = _CHARSET.search(data[:_HEAD_BYTES])
    name = declared.group(1).decode("ascii").lower() if declared else None
    source, encoding, _ = decode(data, None if name in _WESTERN or (name or "").startswith("utf-") else name)
    parser = lxml_html.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True)
    source = _CONTROLS.sub("\ufffd", harmless(_XML_DECLARATION.sub("", source)))
    try:
        tree = lxml_html.document_fromstring(source.encode(), parser=parser)
    except etree.ParserError as error:
        raise InputError(f"the HTML page has no content ({error})", code="empty") from error
    _check_depth(tree, parser, whole("max_depth", settings))
    bare = lxml_html.HTMLParser(
        encoding="utf-8", huge_tree=True, no_network=True, remove_comments=True, remove_pis=True
    )
    blocks = _main_blocks(lxml_html.document_fromstring(source.encode(), parser=bare))
    title = _heading(tree) or _meta(tree, ("og:title", "dc.title")) or _words(tree.findtext(".//title") or "")
    heading = _heading(tree)
    if heading and not any(_words(block) == heading for block in blocks[:3]):
        blocks.insert(0, heading)
    text = "\n\n".join(blocks) + "\n"
    if not text.strip():
        raise InputError("the HTML page has no text outside its menus and scripts", code="empty")
    said = list(_linked_data(tree))
    return Extracted(
        text=text,
        alignment=align_nodes(text, tree),
        title=title or None,
        author=_author(tree, said),
        publisher=_meta(tree, _PUBLISHER_META) or _named(said, "publisher"),
        published=_published(tree, said),
        language=_language(tree),
        encoding=encoding,
    )


def _check_depth(tree: Any, parser: Any, limit: int) -> None:
    from lxml import etree

    depth = deepest = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    if deepest > limit or any("Excessive depth" in entry.message for entry in parser.error_log):
        raise InputError(
            f"the HTML page is nested {deepest} levels deep or more, the limit is {limit}; "
            "the setting max_depth raises it (up to 2000)",
            code="too_deep",
        )


def _main_blocks(tree: Any) -> list[str]:
    """Blocks of the main text: trafilatura's choice, or on a short page all that is no menu, its structure kept."""
    from trafilatura import bare_extraction

    found = bare_extraction(copy.deepcopy(tree), with_metadata=False, include_comments=False, include_tables=True)
    body = getattr(found, "body", None)
    blocks = list(blocks_of(body)) if body is not None else []
    if sum(map(len, blocks)) >= _SHORT_PAGE:
        return blocks
    for element in list(tree.iter(*_LEFT_OUT)):
        if element.getparent() is not None:
            element.drop_tree()
    named = [list(tree.iter(tag)) for tag in ("article", "main")]
    roots = [*(elements[0] for elements in named if len(elements) == 1), tree]
    return next((own for root in roots for own in [list(blocks_of(root))] if own), []) or blocks


def _words(text: str) -> str:
    return _SPACE.sub(" ", text).strip()


def _heading(tree: Any) -> str | None:
    found = [_words(heading.text_content()) for heading in tree.iter("h1")]
    named = [words for words in found if words]
    return named[0] if len(named) == 1 else None


def _meta(tree: Any, names: tuple[str, ...]) -> str | None:
    values: dict[str, str] = {}
    for meta in tree.iter("meta"):
        key = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        values.setdefault(key, _words(meta.get("content") or ""))
    return next((values[name] for name in names if values.get(name)), None)


def _author(tree: Any, said: list[dict[str, Any]]) -> str | None:
    author = _meta(tree, ("author", "article:author", "dc.creator", "dcterms.creator", "byl", "parsely-author"))
    if author and "://" not in author:
        return author
    marked = [
        _words(element.text_content())
        for element in tree.iter("a", "address", "div", "p", "span", "li")
        if element.get("rel") == "author" or element.get("itemprop") == "author" or "byline" in _classes(element)
    ]
    return _named(said, "author") or next((words for words in marked if 0 < len(words) <= _LONGEST_BYLINE), None)


def _classes(element: Any) -> list[str]:
    return (element.get("class") or "").lower().split()


def _published(tree: Any, said: list[dict[str, Any]]) -> str | None:
    stated = [_meta(tree, (name,)) for name in _DATE_META]
    stated += [str(node["datePublished"]) for node in said if node.get("datePublished")]
    for time in tree.iter("time"):
        marks = f"{time.get('itemprop', '')} {time.get('class', '')} {time.get('pubdate', 'no')}".lower()
        if any(mark in marks for mark in ("datepublished", "published", "pubdate")) or time.get("pubdate") is not None:
            stated.append(time.get("datetime"))
    for value in stated:
        match = _ISO_DATE.match(value or "")
        if match:
            return "-".join(match.groups())
    return None


def _language(tree: Any) -> str | None:
    stated = (tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "").lower()
    return stated.split("-")[0].split("_")[0] or None


def _linked_data(tree: Any) -> Iterator[dict[str, Any]]:
    """Articles that the page's JSON-LD describes."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        try:
            content = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        nodes = content if isinstance(content, list) else [content]
        for node in nodes:
            graph = node.get("@graph") if isinstance(node, dict) else None
            for described in graph if isinstance(graph, list) else [node]:
                if isinstance(described, dict) and ("headline" in described or "datePublished" in described):
                    yield described


def _named(said: list[dict[str, Any]], role: str) -> str | None:
    for node in said:
        value = node.get(role)
        value = value[0] if isinstance(value, list) and value else value
        name = value.get("name") if isinstance(value, dict) else value
        if isinstance(name, str) and name.strip() and "://" not in name:
            return _words(name)
    return None
