from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from borderatlas.errors import LayerError
from borderatlas.layers import Sources, check_sources, dump_sources, read_sources

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Bench

ITEM = {
    "id": "asia-plus-2019",
    "type": "article-newspaper",
    "title": "A bridge opens",
    "container-title": "Asia-Plus",
    "issued": {"date-parts": [[2019, 2, 13]]},
    "URL": "https://asiaplus.news/1",
}


def read(bench: Bench, *items: object) -> Sources:
    return read_sources(bench.write("sources.json", list(items)))


def test_a_source_is_read_by_its_key(bench: Bench):
    source = read(bench, ITEM)["asia-plus-2019"]
    assert (source.title, source.container_title, source.url) == (
        "A bridge opens",
        "Asia-Plus",
        "https://asiaplus.news/1",
    )
    assert str(source.issued) == "2019-02-13"


def test_dates_may_be_partial_or_a_range(bench: Bench):
    sources = read(
        bench,
        {**ITEM, "id": "a", "issued": {"date-parts": [[2019]]}},
        {**ITEM, "id": "b", "issued": {"date-parts": [[2022, 12], [2023, 1]]}},
    )
    assert [str(source.issued) for source in sources.values()] == ["2019", "2022-12/2023-01"]


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"URL": "javascript:alert(1)"}, "URL", "http:// or https://"),
        ({"URL": "https://a b"}, "URL", "no blanks"),
        ({"issued": {"date-parts": [[2018, 2, 31]]}}, "issued", "calendar"),
        ({"issued": {"date-parts": [[]]}}, "issued", "calendar"),
        ({"type": "tweet"}, "type", "webpage"),
        ({"id": "Asia Plus"}, "id", "pattern"),
        ({"colour": "red"}, "colour", "Extra inputs"),
        ({"title": None, "container-title": None}, "", "title, container-title or publisher"),
    ],
)
def test_a_broken_source_says_what_is_wrong(bench: Bench, changes: dict[str, object], field: str, words: str):
    item = {key: value for key, value in {**ITEM, **changes}.items() if value is not None}
    with pytest.raises(LayerError) as caught:
        read(bench, item)
    (finding,) = caught.value.findings
    assert finding.field == field
    assert words in str(caught.value)


def test_every_fault_is_said_at_once(bench: Bench):
    with pytest.raises(LayerError, match="3 faults"):
        read(bench, ITEM, ITEM, {**ITEM, "id": "x", "type": 1}, 7)


def test_sources_are_a_list(bench: Bench):
    with pytest.raises(LayerError, match="list of CSL-JSON"):
        read_sources(bench.write("sources.json", {}))


def test_an_unknown_key_is_found_with_the_closest_known_one(bench: Bench):
    layer = bench.read(
        "crossings",
        bench.feature("crossings", sources=["asia-plus-2018"]),
        bench.feature("crossings", id="b", sources=["asia-plus-2019"]),
    )
    (finding,) = check_sources([layer], read(bench, ITEM))
    assert (finding.code, finding.feature, finding.value) == ("source-unknown", "a-crossings", '"asia-plus-2018"')
    assert "did you mean asia-plus-2019?" in finding.hint


def test_a_dataset_is_a_source_too(bench: Bench):
    layer = bench.read("clashes", bench.feature("clashes", dataset="asia-plus-2018", sources=["asia-plus-2019"]))
    (finding,) = check_sources([layer], read(bench, ITEM))
    assert (finding.code, finding.field, finding.value) == ("source-unknown", "dataset", '"asia-plus-2018"')


def test_a_source_says_whether_its_rows_may_be_passed_on(bench: Bench):
    forbids = {**ITEM, "id": "b", "custom": {"redistribution": "forbidden"}}
    sources = read(bench, ITEM, forbids)
    assert {key: source.may_be_passed_on for key, source in sources.items()} == {"asia-plus-2019": True, "b": False}
    assert sources["b"].to_csl() == forbids
    for custom in ({"redistribution": "no"}, {"redistribtion": "forbidden"}):
        with pytest.raises(LayerError, match="redistrib"):
            read(bench, {**ITEM, "custom": custom})


def test_a_dump_reads_back(bench: Bench, tmp_path: Path):
    dumped = dump_sources(read(bench, {**ITEM, "id": "z"}, ITEM).values())
    again = tmp_path / "again.json"
    again.write_bytes(dumped)
    assert dump_sources(read_sources(again).values()) == dumped
    assert dumped.index(b"asia-plus-2019") < dumped.index(b'"z"')
