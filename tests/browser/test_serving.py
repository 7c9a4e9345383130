"""Served pages in a browser: they reload by themselves, keep what their reader saw, and outlive a faulty layer."""

from __future__ import annotations

import json
from threading import Thread
from typing import TYPE_CHECKING

import pytest
from tests.browser.conftest import WIDE

from borderatlas.serving.server import HOST, Live, Server, listen
from borderatlas.serving.session import Session

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

DRAWN = "() => window.BorderAtlas?.drawn().length > 0"


@pytest.fixture
def address(copy: Path) -> Iterator[str]:
    with listen(0) as listener:
        server = Server(Live(Session(copy)))
        thread = Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        yield f"http://{HOST}:{listener.getsockname()[1]}/"
        server.should_exit = True
        thread.join()


def test_a_page_follows_its_layer(browser: Browser, copy: Path, address: str) -> None:
    context = browser.new_context(viewport={"width": WIDE[0], "height": WIDE[1]})
    page = context.new_page()
    troubles: list[str] = []
    page.on("console", lambda message: troubles.append(message.text) if message.type != "log" else None)
    page.on("pageerror", lambda error: troubles.append(str(error)))
    fragment = "#m=9/38.5700/68.8000"
    page.goto(f"{address}missions.html{fragment}")
    page.wait_for_function(DRAWN)

    path = copy / "geodata/missions.geojson"
    layer = json.loads(path.read_bytes())
    layer["features"][0]["properties"]["name"] = "The embassy of a test"
    with page.expect_navigation():
        path.write_text(json.dumps(layer), "utf-8")
    page.wait_for_function(DRAWN)
    assert "The embassy of a test" in page.content()
    assert page.evaluate("location.hash") == fragment

    path.write_text(json.dumps(layer).replace('"embassy"', '"<img src=x onerror=alert(1)>"', 1), "utf-8")
    box = page.get_by_role("alert")
    box.get_by_text("this page is as it was before").wait_for()
    assert box.get_by_text("missions.geojson").is_visible()
    assert box.get_by_text("<img src=x").is_visible()
    assert page.evaluate(DRAWN)

    path.write_text(json.dumps(layer), "utf-8")
    page.wait_for_function("() => document.getElementById('borderatlas-faults') === null")
    assert troubles == []
    context.close()
