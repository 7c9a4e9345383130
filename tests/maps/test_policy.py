from __future__ import annotations

import base64
import hashlib

from borderatlas.maps.policy import policy_tag


def test_only_the_given_scripts_may_run() -> None:
    tag = policy_tag(["let a = 1;"])
    digest = base64.b64encode(hashlib.sha256(b"let a = 1;").digest()).decode()
    assert f"script-src 'sha256-{digest}';" in tag
    assert "default-src 'none'" in tag
    assert "unsafe-eval" not in tag
    assert "http" not in tag.replace("http-equiv", "")


def test_a_page_without_scripts_runs_none() -> None:
    assert "script-src 'none';" in policy_tag([])


def test_hosts_are_named() -> None:
    tag = policy_tag([], image_hosts=["tiles.example"], script_hosts=["cdn.example"])
    assert "img-src data: blob: https://cdn.example https://tiles.example;" in tag
    assert "script-src https://cdn.example;" in tag
