"""The way from characters of a document's text back to its original.

In: text offsets (code points). Out: `Location`s in the original: bytes of plain text and Markdown, text nodes of an
HTML page, page and box of a PDF. Alignments are kept as runs, so that they stay small, and turn to and from plain
JSON values. Characters that the original does not have (the tab between two cells of a PDF table) have no location.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from onrecord.errors import InputError

Box: TypeAlias = tuple[float, float, float, float]
"""Left, bottom, right, top in points, from the lower left corner of the page."""

_TENTHS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """Where the characters [start, end) of a text stand in the original.

    Attributes:
        start: First character of the document's text.
        end: Character after the last.
        where: The place in words, such as `byte 120-180` or `page 3, box 72.0 640.1 310.5 651.0`.
        first: First byte, or first character of the text node; None for a PDF.
        last: Byte or character after the last; None for a PDF.
        path: Path of the text node in an HTML page.
        page: Page of a PDF, counted from 1.
        box: Box on that page.
    """

    start: int
    end: int
    where: str
    first: int | None = None
    last: int | None = None
    path: str | None = None
    page: int | None = None
    box: Box | None = None


class Alignment(ABC):
    """What the three kinds of alignments have in common."""

    kind = ""

    @abstractmethod
    def to_dict(self) -> dict[str, Any]:
        """The alignment as JSON values."""

    @abstractmethod
    def locate(self, start: int, end: int) -> list[Location]:
        """Places in the original of the text's characters [start, end), in the order of the text."""

    @staticmethod
    def from_dict(values: dict[str, Any]) -> Alignment:
        """The alignment that `to_dict` wrote.

        Raises:
            InputError: The values are of no known kind.
        """
        kind = values.get("kind")
        if kind == ByteAlignment.kind:
            return ByteAlignment.from_runs(values["runs"])
        if kind == NodeAlignment.kind:
            return NodeAlignment(
                paths=tuple(values["paths"]),
                starts=tuple(values["starts"]),
                lengths=tuple(values["lengths"]),
                nodes=tuple(values["nodes"]),
                places=tuple(values["places"]),
            )
        if kind == BoxAlignment.kind:
            return BoxAlignment(tuple(_box_line(*line) for line in values["lines"]))
        raise InputError(f"alignment of kind {kind!r} is unknown; kinds are bytes, nodes, boxes", code="alignment")


@dataclass(frozen=True, slots=True)
class ByteAlignment(Alignment):
    """Runs of characters that take equally many bytes each.

    Attributes:
        starts: Text offset of each run, ascending.
        places: Byte offset of each run's first character, ascending.
        widths: Bytes that each character of a run takes.
        end: Length of the text.
    """

    kind = "bytes"
    starts: tuple[int, ...]
    places: tuple[int, ...]
    widths: tuple[int, ...]
    end: int

    def to_dict(self) -> dict[str, Any]:
        """The alignment as JSON values."""
        runs: list[int] = []
        after = 0
        for run, start in enumerate(self.starts):
            length = (self.starts[run + 1] if run + 1 < len(self.starts) else self.end) - start
            runs += [self.places[run] - after, length, self.widths[run]]
            after = self.places[run] + length * self.widths[run]
        return {"kind": self.kind, "runs": runs}

    @staticmethod
    def from_runs(runs: Sequence[int]) -> ByteAlignment:
        """The alignment of runs of three numbers each: bytes left out before it, its characters, bytes of each."""
        starts: list[int] = []
        places: list[int] = []
        length = place = 0
        for skipped, count, width in zip(runs[::3], runs[1::3], runs[2::3], strict=True):
            place += skipped
            starts.append(length)
            places.append(place)
            length += count
            place += count * width
        return ByteAlignment(tuple(starts), tuple(places), tuple(runs[2::3]), length)

    def byte_of(self, offset: int) -> int:
        """First byte of the character at a text offset."""
        run = bisect_right(self.starts, offset) - 1
        return self.places[run] + (offset - self.starts[run]) * self.widths[run]

    def locate(self, start: int, end: int) -> list[Location]:
        """Byte ranges of the text's characters [start, end); neighbouring ones are one."""
        found: list[Location] = []
        for run, from_, to in _touched(self.starts, start, min(end, self.end)):
            begin = from_
            first = self.places[run] + (from_ - self.starts[run]) * self.widths[run]
            last = first + (to - from_) * self.widths[run]
            if found and found[-1].last == first:
                before = found.pop()
                begin, first = before.start, before.first or 0
            found.append(Location(start=begin, end=to, where=f"byte {first}-{last}", first=first, last=last))
        return found

    def cut(self, kept: Sequence[tuple[int, int]]) -> ByteAlignment:
        """Alignment of a text of which only the ranges `kept` (ascending) are left."""
        starts: list[int] = []
        places: list[int] = []
        widths: list[int] = []
        length = 0
        for start, end in kept:
            for run, from_, to in _touched(self.starts, start, end):
                place = self.places[run] + (from_ - self.starts[run]) * self.widths[run]
                follows = (
                    bool(starts)
                    and widths[-1] == self.widths[run]
                    and places[-1] + (length - starts[-1]) * widths[-1] == place
                )
                if not follows:
                    starts.append(length)
                    places.append(place)
                    widths.append(self.widths[run])
                length += to - from_
        return ByteAlignment(tuple(starts), tuple(places), tuple(widths), length)


@dataclass(frozen=True, slots=True)
class NodeAlignment(Alignment):
    """Runs of characters that stand one after another in one text node of an HTML page.

    Attributes:
        paths: XPath of each text node that is pointed at.
        starts: Text offset of each run, ascending.
        lengths: Characters of each run.
        nodes: Index in `paths` of each run's node.
        places: Offset in the node's text of each run's first character.
    """

    kind = "nodes"
    paths: tuple[str, ...]
    starts: tuple[int, ...]
    lengths: tuple[int, ...]
    nodes: tuple[int, ...]
    places: tuple[int, ...]

    def to_dict(self) -> dict[str, Any]:
        """The alignment as JSON values."""
        return {
            "kind": self.kind,
            "paths": self.paths,
            "starts": self.starts,
            "lengths": self.lengths,
            "nodes": self.nodes,
            "places": self.places,
        }

    def locate(self, start: int, end: int) -> list[Location]:
        """Text nodes, with ranges in them, of the text's characters [start, end)."""
        found: list[Location] = []
        for run, from_, to in _touched(self.starts, start, end):
            stop = min(to, self.starts[run] + self.lengths[run])
            if stop <= from_:
                continue
            path = self.paths[self.nodes[run]]
            first = self.places[run] + from_ - self.starts[run]
            begin = from_
            if found and found[-1].path == path:
                before = found.pop()
                begin, first = before.start, before.first or 0
            last = self.places[run] + stop - self.starts[run]
            where = f"{path}, characters {first}-{last}"
            found.append(Location(start=begin, end=stop, where=where, first=first, last=last, path=path))
        return found


@dataclass(frozen=True, slots=True)
class BoxLine:
    """One line of a PDF page; lengths in tenths of a point.

    Attributes:
        start: Text offset of its first character.
        page: Page, counted from 1.
        bottom: Lower edge of its characters.
        top: Upper edge of its characters.
        lefts: Left edge of each character.
        widths: Width of each character; -1 for one that the page does not have.
    """

    start: int
    page: int
    bottom: int
    top: int
    lefts: tuple[int, ...]
    widths: tuple[int, ...]

    def gaps(self) -> list[int]:
        """Distance of each character's left edge from the right edge of the one before: small numbers, to be stored."""
        rights = [0, *(left + width for left, width in zip(self.lefts, self.widths, strict=True))]
        return [left - right for left, right in zip(self.lefts, rights, strict=False)]


@dataclass(frozen=True, slots=True)
class BoxAlignment(Alignment):
    """Lines of a PDF, in the order of the text, with the left edge and width of every character."""

    kind = "boxes"
    lines: tuple[BoxLine, ...]

    def to_dict(self) -> dict[str, Any]:
        """The alignment as JSON values."""
        lines = [[line.start, line.page, line.bottom, line.top, line.gaps(), line.widths] for line in self.lines]
        return {"kind": self.kind, "lines": lines}

    def locate(self, start: int, end: int) -> list[Location]:
        """Page and box of the text's characters [start, end), one for each line that they touch."""
        found: list[Location] = []
        for index, from_, to in _touched([line.start for line in self.lines], start, end):
            line = self.lines[index]
            stop = min(to, line.start + len(line.lefts))
            edges = [
                (line.lefts[i], line.lefts[i] + line.widths[i])
                for i in range(from_ - line.start, stop - line.start)
                if line.widths[i] >= 0
            ]
            if not edges:
                continue
            tenths = (min(left for left, _ in edges), line.bottom, max(right for _, right in edges), line.top)
            left, bottom, right, top = (edge / _TENTHS for edge in tenths)
            where = f"page {line.page}, box {left} {bottom} {right} {top}"
            found.append(Location(start=from_, end=stop, where=where, page=line.page, box=(left, bottom, right, top)))
        return found


def _box_line(  # noqa: PLR0913, PLR0917 - a line as `to_dict` wrote it
    start: int, page: int, bottom: int, top: int, gaps: list[int], widths: list[int]
) -> BoxLine:
    lefts = []
    right = 0
    for gap, width in zip(gaps, widths, strict=True):
        lefts.append(right + gap)
        right += gap + width
    return BoxLine(start, page, bottom, top, tuple(lefts), tuple(widths))


def _touched(starts: Sequence[int], start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Runs that the characters [start, end) touch: (run, first character, character after the last)."""
    run = bisect_right(starts, start) - 1
    run = max(run, 0)
    while run < len(starts) and starts[run] < end:
        stop = min(starts[run + 1], end) if run + 1 < len(starts) else end
        if max(starts[run], start) < stop:
            yield run, max(starts[run], start), stop
        run += 1
