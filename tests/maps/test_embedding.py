from __future__ import annotations

import base64
import json
import zlib
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.hostile import HOSTILE

from borderatlas.maps.embedding import data_block, json_text, pack_line, pack_measured, unpack_line

positions = st.tuples(st.floats(-180, 180), st.floats(-90, 90))


@given(st.lists(positions, min_size=1, max_size=50))
def test_a_packed_line_comes_back_within_half_a_step_and_does_not_drift(line: list[tuple[float, float]]) -> None:
    unpacked = unpack_line(pack_line(line))
    rounded = np.rint(np.array(line) * 1e5) / 1e5
    kept = [rounded[0], *(b for a, b in pairwise(rounded) if (a != b).any())]
    np.testing.assert_allclose(unpacked, kept, atol=1e-9)


def test_a_measured_line_keeps_every_vertex() -> None:
    line, metres = pack_measured([(70, 38), (70, 38), (70.00001, 38.5)], [0, 0.2, 1000.4])
    assert line == [7_000_000, 3_800_000, 0, 0, 1, 50_000]
    assert metres == [0, 0, 1000]


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_value_in_json_is_itself_and_cannot_leave_its_element(text: str) -> None:
    written = json_text({text: text})
    assert json.loads(written) == {text: text}
    assert not set("<>&\u2028\u2029") & set(written)


def test_small_data_stand_as_they_are_and_large_ones_deflated() -> None:
    small = data_block("d", {"a": "</script>"})
    assert json.loads(small.removeprefix('<script type="application/json" id="d">').removesuffix("</script>")) == {
        "encoding": "json",
        "data": {"a": "</script>"},
    }
    large = {"a": "x" * 300_000}
    block = data_block("d", large)
    assert len(block) < 2_000
    packed = json.loads(block.removeprefix('<script type="application/json" id="d">').removesuffix("</script>"))
    assert packed["encoding"] == "deflate"
    assert json.loads(zlib.decompress(base64.b64decode(packed["data"]))) == large
