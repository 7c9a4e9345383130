"""The loss report as a person reads it."""

from __future__ import annotations

from borderatlas.export.losses import LossReport


def test_nothing_lost_is_said() -> None:
    assert LossReport().text() == "Nothing was lost."


def test_one_loss_is_one_line() -> None:
    losses = LossReport()
    losses.add("cut", "Text has 254 bytes.", layer="clashes", field="notes", count=1_200, examples=["a", "b"])
    losses.add("left out", "It has no place.", layer="energy", count=2)
    assert losses.text().splitlines() == [
        "cut: clashes notes (1,200). Text has 254 bytes. First: a, b.",
        "left out: energy (2). It has no place.",
    ]


def test_losses_for_one_reason_are_told_together() -> None:
    losses = LossReport()
    for layer in ("crossings", "markets"):
        for name in ("as_of_first", "as_of_last"):
            losses.add("changed", "No type for dates.", layer=layer, field=name)
    losses.add("changed", "No type for dates.", layer="missions", field="as_of_first")
    assert losses.text().splitlines() == [
        "changed: No type for dates.",
        "  crossings, markets: as_of_first, as_of_last",
        "  missions: as_of_first",
    ]
    assert len(losses.as_list()) == 5, "JSON keeps each of them"


def test_told_together_each_layer_names_its_own_features_once() -> None:
    losses = LossReport()
    losses.add("cut", "Too long.", layer="clashes", field="notes", count=3, examples=["a", "b"])
    losses.add("cut", "Too long.", layer="clashes", field="name", instead="title", count=1, examples=["a"])
    losses.add("cut", "Too long.", layer="energy", count=4, examples=["x", "y", "z", "w"])
    losses.add("renamed", "Too long.", layer="energy", field="name")
    assert losses.text().splitlines() == [
        "cut: Too long.",
        "  clashes: notes (3), name → title (1); first a, b",
        "  energy: 4; first x, y, z",
        "renamed: energy name. Too long.",
    ]
