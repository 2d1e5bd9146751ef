"""Outlines of countries (Natural Earth, 1:50 million), cut to a frame of longitudes and latitudes.

In: `assets/outlines.json`, TopoJSON whose arcs are shared by neighbours, quantised and delta-coded (TopoJSON 1.0).
Out: rings of (longitude, latitude). Clipping: Sutherland and Hodgman (1974), one side of the frame after the other.
Known limit: a frame does not reach over the 180th meridian.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Frame:
    """Degrees: west, south, east, north."""

    west: float
    south: float
    east: float
    north: float

    def holds(self, longitude: float, latitude: float) -> bool:
        """Whether a point lies inside."""
        return self.west <= longitude <= self.east and self.south <= latitude <= self.north

    def grown(self, degrees: float) -> Frame:
        """A frame larger by some degrees on every side."""
        return Frame(self.west - degrees, self.south - degrees, self.east + degrees, self.north + degrees)


@dataclass(frozen=True, slots=True)
class Outline:
    """A country's rings inside a frame."""

    name: str
    rings: tuple[tuple[Point, ...], ...]


def outlines_in(frame: Frame) -> Iterator[Outline]:
    """Countries that reach into a frame, cut at its sides."""
    for name, rings in _countries():
        cut = tuple(clipped for ring in rings if len(clipped := clip(ring, frame)) > 2)  # noqa: PLR2004 - an area
        if cut:
            yield Outline(name, cut)


def clip(ring: Sequence[Point], frame: Frame) -> tuple[Point, ...]:
    """A ring cut at the sides of a frame; empty where it lies outside.

    >>> clip([(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0)], Frame(2.0, -1.0, 9.0, 9.0))
    ((2.0, 0.0), (4.0, 0.0), (4.0, 4.0), (2.0, 4.0))
    """
    longitudes, latitudes = [point[0] for point in ring], [point[1] for point in ring]
    if not ring or max(longitudes) < frame.west or min(longitudes) > frame.east:
        return ()
    if max(latitudes) < frame.south or min(latitudes) > frame.north:
        return ()
    points: Sequence[Point] = ring
    points = _cut(points, lambda p: p[0] >= frame.west, lambda a, b: _at_longitude(a, b, frame.west))
    points = _cut(points, lambda p: p[0] <= frame.east, lambda a, b: _at_longitude(a, b, frame.east))
    points = _cut(points, lambda p: p[1] >= frame.south, lambda a, b: _at_latitude(a, b, frame.south))
    points = _cut(points, lambda p: p[1] <= frame.north, lambda a, b: _at_latitude(a, b, frame.north))
    return tuple(points)


def _cut(
    ring: Sequence[Point], is_inside: Callable[[Point], bool], crossing: Callable[[Point, Point], Point]
) -> list[Point]:
    result: list[Point] = []
    for at, point in enumerate(ring):
        before = ring[at - 1]
        if is_inside(point):
            if not is_inside(before):
                result.append(crossing(before, point))
            result.append(point)
        elif is_inside(before):
            result.append(crossing(before, point))
    return result


def _at_longitude(a: Point, b: Point, longitude: float) -> Point:
    return (longitude, a[1] + (b[1] - a[1]) * (longitude - a[0]) / (b[0] - a[0]))


def _at_latitude(a: Point, b: Point, latitude: float) -> Point:
    return (a[0] + (b[0] - a[0]) * (latitude - a[1]) / (b[1] - a[1]), latitude)


@cache
def _countries() -> tuple[tuple[str, tuple[tuple[Point, ...], ...]], ...]:
    topology = json.loads(files("onrecord.publish").joinpath("assets", "outlines.json").read_text(encoding="utf-8"))
    arcs = [_decoded(arc, topology["transform"]) for arc in topology["arcs"]]
    return tuple(
        (country["properties"]["name"], tuple(_ring(ring, arcs) for ring in _rings(country)))
        for country in topology["objects"]["countries"]["geometries"]
    )


def _decoded(arc: list[list[int]], transform: dict[str, list[float]]) -> list[Point]:
    (scale_x, scale_y), (from_x, from_y) = transform["scale"], transform["translate"]
    points, x, y = [], 0, 0
    for step_x, step_y in arc:
        x, y = x + step_x, y + step_y
        points.append((x * scale_x + from_x, y * scale_y + from_y))
    return points


def _rings(country: dict[str, Any]) -> Iterator[list[int]]:
    polygons = [country["arcs"]] if country["type"] == "Polygon" else country.get("arcs", [])
    for polygon in polygons:
        yield from polygon


def _ring(indices: list[int], arcs: list[list[Point]]) -> tuple[Point, ...]:
    points: list[Point] = []
    for index in indices:  # an arc's number below 0 means the arc of its complement, backwards
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points.extend(arc if not points else arc[1:])
    return tuple(points[:-1])
