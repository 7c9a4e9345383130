"""What is said roughly of points holds for each of them, and hides nothing that a closer look would find."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from tests.checks.conftest import ROOT
from tests.checks.made import feature, point

from borderatlas.border import Border
from borderatlas.border.side import UNDETERMINED
from borderatlas.checks import rough
from borderatlas.checks.rough import Rough

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from tests.checks.conftest import Bench


def points() -> NDArray[np.float64]:
    """Places on the line, beside it, far away, and at the edges of the globe."""
    rng = np.random.default_rng(3)
    around = np.column_stack([rng.uniform(66, 76, 1500), rng.uniform(35, 40, 1500)])
    anywhere = np.column_stack([rng.uniform(-180, 180, 200), rng.uniform(-90, 90, 200)])
    edges = [[-180, -90], [180, 90], [180, 0], [0, 90], [-180, 12.34], [179.99, 89.99], [70, -90]]
    return np.concatenate([around, anywhere, edges])


@pytest.mark.parametrize("few", [0, 1_000_000])
def test_bounds_and_banks_hold(monkeypatch: pytest.MonkeyPatch, few: int) -> None:
    monkeypatch.setattr(rough, "_FEW", few)
    border = Border.from_file(ROOT / "geodata/border.geojson", left="TJK", right="AFG")
    found, exact = Rough.of(points(), border, sides=True), border.locate(points())
    offset, side = exact["offset_m"].to_numpy(), exact["side"].to_numpy()
    assert (found.least <= offset).all()
    assert (offset <= found.most).all()
    assert (found.most - found.least < 5000).all()
    certain = found.side != UNDETERMINED
    assert certain.mean() > 0.5
    assert (found.side[certain] == side[certain]).all()
    without = Rough.of(points(), border, sides=False)
    assert (without.least == found.least).all()
    assert (without.most == found.most).all()


def test_a_rough_look_hides_nothing(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(5)
    events = [
        feature(
            "clashes",
            id=f"number-{number}",
            geometry=point(*(place if number % 50 else place[::-1])),
            scope=("border", "near_border", "context")[number % 3],
            side=("TJK", "AFG", "CHN", None)[number % 4],
            precision_m=int(rng.integers(1, 9000)),
        )
        for number, place in enumerate(points()[:1500].round(4).tolist())
    ]
    exact = bench.findings("clashes", *events)
    monkeypatch.setattr(rough, "_FEW", 0)
    assert bench.findings("clashes", *events) == exact
    assert {"position-swapped", "scope-exceeded", "side-contradicted"} <= {finding.code for finding in exact}
    scopes = {event["id"]: event["properties"]["scope"] for event in events}
    swapped = {scopes[finding.feature] for finding in exact if finding.code == "position-swapped"}
    assert swapped == {"border", "near_border", "context"}
