"""WGS 84: earth-centred vectors, and how far straight chords and geodesics can disagree."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from pyproj import Geod

Floats: TypeAlias = NDArray[np.float64]
Indices: TypeAlias = NDArray[np.intp]
Flags: TypeAlias = NDArray[np.bool_]

WGS84_CRS = "EPSG:4326"
_GEOD = Geod(ellps="WGS84")

_SEMI_MAJOR_M = 6_378_137.0
_FLATTENING = 1 / 298.257223563
_ECCENTRICITY2 = _FLATTENING * (2 - _FLATTENING)
_SEMI_MINOR_M = _SEMI_MAJOR_M * (1 - _FLATTENING)
MEAN_RADIUS_M = (2 * _SEMI_MAJOR_M + _SEMI_MINOR_M) / 3

# The least and the greatest radius of curvature that a geodesic meets: northwards at the equator, and at the poles.
_TIGHTEST_M = _SEMI_MINOR_M**2 / _SEMI_MAJOR_M
_FLATTEST_M = _SEMI_MAJOR_M**2 / _SEMI_MINOR_M


def dots(a: Floats, b: Floats) -> Floats:
    """Scalar products of rows, shape (n,)."""
    return np.asarray(np.einsum("ij,ij->i", a, b))


def lengths(vectors: Floats) -> Floats:
    """Lengths of rows, shape (n,)."""
    return np.asarray(np.sqrt(dots(vectors, vectors)))


def courses(start: Floats, end: Floats) -> tuple[Floats, Floats]:
    """Azimuths in degrees at which geodesics leave places, and their lengths in metres; places have shape (n, 2)."""
    azimuth, _, length = _GEOD.inv(start[:, 0], start[:, 1], end[:, 0], end[:, 1])
    return np.asarray(azimuth), np.asarray(length)


def advance(start: Floats, azimuth: Floats, metres: Floats) -> tuple[Floats, Floats]:
    """Where geodesics arrive after some metres, shape (n, 2), and their azimuths in degrees as they go on."""
    lon, lat, back = _GEOD.fwd(start[:, 0], start[:, 1], azimuth, metres)
    return np.column_stack([lon, lat]), np.asarray(back) + 180


def to_vectors(lonlat: Floats) -> Floats:
    """Earth-centred coordinates in metres, shape (n, 3), of places on the ellipsoid in degrees, shape (n, 2)."""
    along, upward = np.radians(lonlat[:, 0]), np.radians(lonlat[:, 1])
    sine, cosine = np.sin(upward), np.cos(upward)
    prime_vertical = _SEMI_MAJOR_M / np.sqrt(1 - _ECCENTRICITY2 * sine**2)
    vectors = np.empty((len(lonlat), 3))
    vectors[:, 0] = prime_vertical * cosine * np.cos(along)
    vectors[:, 1] = prime_vertical * cosine * np.sin(along)
    vectors[:, 2] = prime_vertical * (1 - _ECCENTRICITY2) * sine
    return vectors


def to_lonlat(vectors: Floats) -> Floats:
    """Degrees, shape (n, 2), of vectors that lie on the ellipsoid to within centimetres."""
    x, y, z = vectors.T
    lat = np.arctan2(z, (1 - _ECCENTRICITY2) * np.hypot(x, y))
    return np.asarray(np.degrees(np.column_stack([np.arctan2(y, x), lat])))


def upwards(vectors: Floats) -> Floats:
    """Unit normals of the ellipsoid at vectors on it, shape (n, 3)."""
    normals = vectors * np.array([1.0, 1.0, 1 / (1 - _ECCENTRICITY2)])
    return np.asarray(normals / lengths(normals)[:, None])


def headings(vectors: Floats, azimuth: Floats) -> Floats:
    """Unit vectors, shape (n, 3), that leave places on the ellipsoid at azimuths in degrees."""
    east = np.column_stack([-vectors[:, 1], vectors[:, 0], np.zeros(len(vectors))])
    radius = lengths(east)
    # At the very pole PROJ counts azimuths as on the meridian of longitude 0.
    east[radius == 0] = (0.0, 1.0, 0.0)
    east /= np.where(radius == 0, 1.0, radius)[:, None]
    north = np.cross(upwards(vectors), east)
    angle = np.radians(azimuth)[:, None]
    return np.asarray(np.sin(angle) * east + np.cos(angle) * north)


def arc_of_chord(chord: Floats) -> Floats:
    """Geodesic length of chords of up to 100 km, within 2 cm.

    On a circle of radius R, arc = chord + chord³ / 24 R² + …: at 100 km that adds 1 m, and no radius of curvature of
    WGS 84 differs by more than 0.6 % from the mean radius.
    """
    return np.asarray(chord + chord**3 / (24 * MEAN_RADIUS_M**2))


def chord_slack(chord: Floats) -> Floats:
    """How much longer than `chord` another chord may be although its geodesic is no longer.

    Geodesics of WGS 84 bend between two radii, so by Schur's theorem the geodesic over a chord c is at least as long as
    the arc over c of the flattest circle and at most as long as that of the tightest one, 2R asin(c / 2R). The slack is
    0.02 m at 100 km and 3 km at 5,000 km.
    """
    longest_arc = 2 * _TIGHTEST_M * np.arcsin(np.minimum(chord / (2 * _TIGHTEST_M), 1.0))
    half_angle = np.minimum(longest_arc / (2 * _FLATTEST_M), np.pi / 2)
    return np.asarray(np.maximum(2 * _FLATTEST_M * np.sin(half_angle) - chord, 0.0))
