"""A map as shapes for an SVG drawing: outlines, markers, labels that do not run into one another, a scale.

Projection: equirectangular with its true-scale parallel in the middle of the frame, so that shapes hold at the size of
a country. Markers grow with the square root of the number of rows; places too close to tell apart share a marker.
Labels take the first of several positions around their marker that is free; a label that finds none is left to the
table of places.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from onrecord.publish.dossier.atlas import Site, frame_around, squeeze_at
from onrecord.publish.dossier.outlines import Frame, Point, outlines_in

_DOT, _GROWTH, _LARGEST, _TOGETHER = 3.5, 2.6, 20.0, 15.0
_FONT, _LETTER, _SMALL_FONT = 14.0, 0.55, 12.0
_KM_A_DEGREE = 111.2
_CLOSE_DEGREES, _MOST_CLOSE_UPS = 0.03, 2
_STEPS = (1, 2, 5)
_GRID, _MOST_POINTS = 12, 120
"""Grid on which a place for a country's name is looked for, and points of its outline that are weighed."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in drawing units."""

    x: float
    y: float
    width: float
    height: float

    def meets(self, other: Box) -> bool:
        """Whether two rectangles overlap."""
        return (
            self.x < other.x + other.width and other.x < self.x + self.width
            and self.y < other.y + other.height and other.y < self.y + self.height
        )  # fmt: skip


@dataclass(slots=True, kw_only=True)
class Label:
    """Words at a point of the drawing, set from their start, middle or end."""

    x: float
    y: float
    text: str
    anchor: str


@dataclass(slots=True, kw_only=True)
class Marker:
    """Places too close to tell apart at this scale, the busiest first."""

    x: float
    y: float
    radius: float
    sites: list[Site] = field(default_factory=list)
    label: Label | None = None

    @property
    def name(self) -> str:
        """Names of its places, the first ones only."""
        return self.sites[0].shown_name + (f" + {len(self.sites) - 1}" if len(self.sites) > 1 else "")

    @property
    def told(self) -> str:
        """What a screen reader says of it."""
        return f"{self.name}: " + "; ".join(f"{site.shown_name}, {len(site.entries)} rows" for site in self.sites)

    @property
    def is_exact(self) -> bool:
        """Whether any of its points means the place itself."""
        return any(site.is_exact for site in self.sites)


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """All that a map shows. `land` are path data, `scale` is the bar's length in drawing units and its words."""

    width: int
    height: int
    land: tuple[str, ...]
    countries: tuple[Label, ...]
    markers: tuple[Marker, ...]
    scale: tuple[float, str]
    names: str


def draw(sites: Iterable[Site], frame: Frame, *, width: int, has_land: bool = True) -> Drawing:
    """Draw the places that lie in a frame.

    Args:
        sites: Places; those without a point or outside the frame are left out.
        frame: Degrees shown.
        width: Width of the drawing in its own units; the height follows from the frame.
        has_land: Whether outlines of countries are drawn.
    """
    sheet = _Sheet(frame, width)
    inside = [site for site in sites if site.point is not None and frame.holds(*site.point)]
    markers = sheet.markers(inside)
    taken = [_around(marker) for marker in markers]
    for marker in sorted(markers, key=lambda one: -one.radius):
        marker.label = sheet.label(marker, taken)
    land = [(outline.name, outline.rings) for outline in outlines_in(frame.grown(sheet.margin))] if has_land else []
    return Drawing(
        width=width,
        height=round(sheet.height),
        land=tuple(path for _, rings in land if (path := sheet.path(rings))),
        countries=tuple(sheet.country_labels(land, taken)),
        markers=tuple(sorted(markers, key=lambda one: -one.radius)),
        scale=sheet.scale(),
        names=", ".join(dict.fromkeys(site.shown_name for site in inside)),
    )


def close_ups(drawing: Drawing, *, width: int) -> Iterator[Drawing]:
    """Maps of the exact places that share a marker, without outlines: at that scale those would mislead.

    Args:
        drawing: The map on which they share a marker.
        width: Width of a close-up.
    """
    exact = [[site for site in marker.sites if site.is_exact] for marker in drawing.markers]
    for sites in [sites for sites in exact if len(_points(sites)) > 1][:_MOST_CLOSE_UPS]:
        yield draw(sites, frame_around(_points(sites), least=_CLOSE_DEGREES), width=width, has_land=False)


def _points(sites: Iterable[Site]) -> list[Point]:
    return list(dict.fromkeys(site.point for site in sites if site.point is not None))


def _around(marker: Marker) -> Box:
    return Box(marker.x - marker.radius, marker.y - marker.radius, 2 * marker.radius, 2 * marker.radius)


class _Sheet:
    """A frame laid on a drawing."""

    def __init__(self, frame: Frame, width: int) -> None:
        self.frame = frame
        self.width = float(width)
        self.squeeze = squeeze_at((frame.south + frame.north) / 2)
        self.per_degree = width / ((frame.east - frame.west) * self.squeeze)
        self.height = (frame.north - frame.south) * self.per_degree
        self.margin = 6 / self.per_degree

    def xy(self, longitude: float, latitude: float) -> Point:
        return (
            (longitude - self.frame.west) * self.squeeze * self.per_degree,
            (self.frame.north - latitude) * self.per_degree,
        )

    def path(self, rings: Iterable[Sequence[Point]]) -> str:
        """Path data of rings, without points closer together than can be seen."""
        parts = []
        for ring in rings:
            kept: list[Point] = []
            for point in ring:
                x, y = self.xy(*point)
                if not kept or abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= 1:
                    kept.append((x, y))
            if len(kept) > 2:  # noqa: PLR2004 - an area
                parts.append("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in kept) + "Z")
        return "".join(parts)

    def markers(self, sites: Iterable[Site]) -> list[Marker]:
        """Markers, the busiest first; places close together share one."""
        markers: list[Marker] = []
        for site in sorted(sites, key=lambda one: (-len(one.entries), one.where_precision or 9, one.name)):
            if site.point is None:
                continue
            x, y = self.xy(*site.point)
            near = next((one for one in markers if math.hypot(one.x - x, one.y - y) < _TOGETHER), None)
            if near is None:
                near = Marker(x=round(x, 1), y=round(y, 1), radius=_DOT)
                markers.append(near)
            near.sites.append(site)
        for marker in markers:
            rows = sum(len(site.entries) for site in marker.sites)
            marker.radius = round(min(_DOT + _GROWTH * math.sqrt(rows), _LARGEST), 1)
        return markers

    def label(self, marker: Marker, taken: list[Box]) -> Label | None:
        """The first free position around a marker; the rectangle that it takes is added to `taken`."""
        wide, high = len(marker.name) * _FONT * _LETTER + 4, _FONT * 1.15
        own = _around(marker)
        for away in (4.0, 12.0, 24.0):
            out, slant = marker.radius + away, (marker.radius + away) * 0.7
            for dx, dy, anchor in (
                (out, 0.0, "start"), (-out, 0.0, "end"),
                (0.0, out + high / 2, "middle"), (0.0, -out - high / 2, "middle"),
                (slant, slant, "start"), (slant, -slant, "start"), (-slant, slant, "end"), (-slant, -slant, "end"),
            ):  # fmt: skip
                x, y = marker.x + dx, marker.y + dy
                left = x - {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
                box = Box(left, y - high / 2, wide, high)
                if self._is_free(box, [one for one in taken if one != own]):
                    taken.append(box)
                    return Label(x=round(x, 1), y=round(y + _FONT * 0.35, 1), text=marker.name, anchor=anchor)
        return None

    def country_labels(
        self, land: Iterable[tuple[str, Sequence[Sequence[Point]]]], taken: list[Box]
    ) -> Iterator[Label]:
        """A country's name near the middle of what is seen of it, if there is room."""
        for name, rings in land:
            ring = max(rings, key=_area)
            wide, high = len(name) * _SMALL_FONT * 0.75, _SMALL_FONT * 1.2
            if _area(ring) * self.squeeze * self.per_degree**2 < wide * high * 3:
                continue
            for x, y in self._inner_points(ring):
                box = Box(x - wide / 2, y - high / 2, wide, high)
                if self._is_free(box, taken):
                    taken.append(box)
                    yield Label(x=round(x, 1), y=round(y + _SMALL_FONT * 0.35, 1), text=name, anchor="middle")
                    break

    def _inner_points(self, ring: Sequence[Point]) -> Iterator[Point]:
        """Points of a grid inside a ring, those farthest from its edge first."""
        every = max(len(ring) // _MOST_POINTS, 1)
        points = [self.xy(*point) for point in ring[::every]]
        left, right = (bound(min(max(x, 0.0), self.width) for x, _ in points) for bound in (min, max))
        top, bottom = (bound(min(max(y, 0.0), self.height) for _, y in points) for bound in (min, max))
        steps = [step / _GRID for step in range(1, _GRID)]
        grid = [(left + (right - left) * i, top + (bottom - top) * j) for i in steps for j in steps]
        inside = [point for point in grid if _is_in_ring(point, points)]
        yield from sorted(inside, key=lambda one: -min(math.dist(one, point) for point in _dense(points)))

    def _is_free(self, box: Box, taken: Iterable[Box]) -> bool:
        is_inside = box.x >= 2 and box.y >= 2 and box.x + box.width <= self.width - 2  # noqa: PLR2004 - a hair's breadth
        return is_inside and box.y + box.height <= self.height - 2 and not any(box.meets(one) for one in taken)

    def scale(self) -> tuple[float, str]:
        """A round length of about a fifth of the width, in drawing units and in words."""
        km_a_unit = _KM_A_DEGREE / self.per_degree
        wanted = self.width / 5 * km_a_unit
        power = 10.0 ** math.floor(math.log10(wanted))
        length = max(step * power for step in _STEPS if step * power <= wanted)
        words = f"{length:,.0f} km" if length >= 1 else f"{length * 1000:,.0f} m"
        return round(length / km_a_unit, 1), words


def _dense(ring: Sequence[Point]) -> list[Point]:
    """Points of a ring with the middles of its edges, since a frame's side is one long edge."""
    thirds = (0.0, 1 / 3, 2 / 3)
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    return [(a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part) for a, b in pairs for part in thirds]


def _area(ring: Sequence[Point]) -> float:
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, [*ring[1:], ring[0]], strict=True))) / 2


def _is_in_ring(point: Point, ring: Sequence[Point]) -> bool:
    """Ray casting: a point is inside where a ray from it crosses the ring an odd number of times."""
    x, y = point
    is_inside = False
    for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            is_inside = not is_inside
    return is_inside
