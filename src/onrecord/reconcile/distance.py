"""How far two points on the globe lie apart."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

_EARTH_KM = 6371.0


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Great-circle distance in kilometres of two points (latitude, longitude in degrees).

    >>> round(distance_km((36.2, 37.16), (33.51, 36.29)))
    309
    """
    (lat, lon), (other_lat, other_lon) = (map(radians, point) for point in (one, other))
    half = sin((other_lat - lat) / 2) ** 2 + cos(lat) * cos(other_lat) * sin((other_lon - lon) / 2) ** 2
    return 2 * _EARTH_KM * asin(sqrt(half))
