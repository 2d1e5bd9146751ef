"""Where: places joined over the reports, and which part of the world shows them.

A place is joined by its id in the gazetteer, else by its name and point. A place without coordinates is listed, never
drawn. The frame is that of the places where something is told to happen, as long as they are no mere countries; a
place that is only named does not widen it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.model import Place
from onrecord.publish.dossier.entries import Book, Entry, Shown
from onrecord.publish.dossier.outlines import Frame

PRECISION: Mapping[int, str] = {
    1: "exact place", 2: "near the place", 3: "district", 4: "province", 5: "area or line", 6: "country or larger",
    7: "international waters or air",
}  # fmt: skip
"""`where_precision` in words (UCDP GED codebook)."""
_EXACT, _COUNTRY, _AREAS = 2, 6, (3, 4)
_LEAST_DEGREES, _PADDING, _FLATTEST, _TALLEST = 3.2, 0.18, 1.75, 1.4


@dataclass(slots=True, kw_only=True)
class Site:
    """A place over all reports, with the entries told to happen there."""

    number: int
    name: str
    kind: str
    country: str
    admin1: str
    latitude: float | None
    longitude: float | None
    where_precision: int | None
    mentions: int = 0
    entries: list[Entry] = field(default_factory=list)
    reports: dict[int, Shown] = field(default_factory=dict)

    @property
    def anchor(self) -> str:
        """Fragment of its line in the table."""
        return f"place-{self.number}"

    @property
    def shown_name(self) -> str:
        """Its name, with what it is where that is more than a town."""
        return f"{self.name} ({self.precision})" if self.where_precision in _AREAS else self.name

    @property
    def is_exact(self) -> bool:
        """Whether its point means the place itself."""
        return self.where_precision is not None and self.where_precision <= _EXACT

    @property
    def precision(self) -> str:
        """How exact its point is, in words."""
        if self.latitude is None or self.longitude is None:
            return "not located"
        return PRECISION.get(self.where_precision or 0, "not known how exact")

    @property
    def point(self) -> tuple[float, float] | None:
        """Longitude and latitude, where both are known and on the globe."""
        if self.latitude is None or self.longitude is None:
            return None
        is_on_globe = abs(self.latitude) <= 90 and abs(self.longitude) <= 180  # noqa: PLR2004 - degrees
        return (self.longitude, self.latitude) if is_on_globe else None

    @property
    def coordinates(self) -> str:
        """Latitude and longitude in words."""
        if self.latitude is None or self.longitude is None:
            return ""
        north, east = "N" if self.latitude >= 0 else "S", "E" if self.longitude >= 0 else "W"
        return f"{abs(self.latitude):.2f}°\N{NO-BREAK SPACE}{north}, {abs(self.longitude):.2f}°\N{NO-BREAK SPACE}{east}"


def sites_of(book: Book) -> list[Site]:
    """Places of all reports, those with the most rows first."""
    found: dict[tuple[object, ...], Site] = {}
    for shown in book.reports:
        by_id: dict[str, Site] = {}
        for place in shown.report.places:
            site = found.setdefault(_key(place), _site(place, len(found) + 1))
            site.mentions += len(place.mentions)
            site.reports[shown.number] = shown
            by_id[place.id] = site
        for entry in shown.entries:
            here = by_id.get(getattr(entry.row, "place", None) or "")
            if here is not None:
                here.entries.append(entry)
    return sorted(found.values(), key=lambda site: (-len(site.entries), -site.mentions, site.name))


def _key(place: Place) -> tuple[object, ...]:
    if place.geonames_id is not None:
        return (place.geonames_id,)
    return (place.name.casefold(), place.latitude, place.longitude)


def _site(place: Place, number: int) -> Site:
    return Site(
        number=number, name=" ".join(place.name.split()), kind=(place.kind or "").replace("_", " "),
        country=place.country or "", admin1=place.admin1 or "", latitude=place.latitude, longitude=place.longitude,
        where_precision=place.where_precision,
    )  # fmt: skip


def frame_of(sites: Iterable[Site]) -> Frame | None:
    """The part of the world that shows the places, with room around; None where none is located."""
    located = [site for site in sites if site.point is not None]
    busy = [site for site in located if site.entries]
    close = [site for site in busy if (site.where_precision or 0) < _COUNTRY]
    points = [site.point for site in close or busy or located if site.point is not None]
    return frame_around(points, least=_LEAST_DEGREES) if points else None


def frame_around(points: Sequence[tuple[float, float]], *, least: float) -> Frame:
    """A frame around points, no lower than `least` degrees of latitude, of a shape that suits a page.

    Args:
        points: Longitudes and latitudes.
        least: Degrees of latitude that it shows at least.
    """
    west, east = min(point[0] for point in points), max(point[0] for point in points)
    south, north = min(point[1] for point in points), max(point[1] for point in points)
    middle_x, middle_y = (west + east) / 2, (south + north) / 2
    squeeze = squeeze_at(middle_y)
    height = max((north - south) * (1 + 2 * _PADDING), least)
    width = max((east - west) * squeeze * (1 + 2 * _PADDING), least)
    height, width = max(height, width / _FLATTEST), max(width, height * _TALLEST)
    half_x, half_y = min(width / squeeze / 2, 180), min(height / 2, 88)
    middle_x = min(max(middle_x, half_x - 180), 180 - half_x)
    middle_y = min(max(middle_y, half_y - 88), 88 - half_y)
    return Frame(middle_x - half_x, middle_y - half_y, middle_x + half_x, middle_y + half_y)


def squeeze_at(latitude: float) -> float:
    """Length of a degree of longitude over that of a degree of latitude (kept off 0 near the poles)."""
    return max(math.cos(math.radians(latitude)), 0.1)
