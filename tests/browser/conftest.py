"""Pages in a real Chromium, opened from a file with the network cut, as a reader opens them."""

from __future__ import annotations

import io
import os
import re
import shutil
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, Page

    from borderatlas import Atlas

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
NETWORK = re.compile("^(https?|wss?|ftp):")
WIDE, MIDDLE, SMALL = (1440, 900), (900, 700), (360, 740)
SIZES = {"wide": WIDE, "middle": MIDDLE, "small": SMALL}
"""At `middle` the panel is folded; at `small` a sheet stands in place of panel, drawer and dock."""
LOOKS = [(size, scheme) for scheme in ("light", "dark") for size in SIZES]
PHONE = (390, 844)
"""The size at which pages are touched."""
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser" in item.path.as_posix():
            item.add_marker("browser")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium. Where there is none the tests say so and are skipped; in CI they fail."""
    if CHROMIUM is None:
        reason = "Chromium is not installed (on Debian: apt-get install chromium)"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


@dataclass
class Visit:
    """An opened page and what went wrong on it: requests, console messages, errors."""

    page: Page
    requests: list[str] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)

    def asked(self, address: str) -> None:
        """Notes a request that leaves the file."""
        if NETWORK.match(address):
            self.requests.append(address)

    def said(self, kind: str, text: str) -> None:
        """Notes a complaint of the console."""
        if kind in {"error", "warning"}:
            self.troubles.append(text)

    def marks(self, **wanted: str) -> list[dict[str, Any]]:
        """What is drawn on the map now, in pixels of the map."""
        found = self.page.evaluate("() => BorderAtlas.drawn()")
        return [mark for mark in found if all(mark[name] == value for name, value in wanted.items())]

    def mark(self, feature: str) -> dict[str, Any]:
        """The mark under which a feature is drawn."""
        return next(mark for mark in self.marks() if feature in mark["ids"])

    def click(self, mark: dict[str, Any]) -> None:
        """Clicks on a mark."""
        self.page.locator(".folium-map").click(position={"x": mark["x"], "y": mark["y"]})

    def settle(self) -> None:
        """Waits until the page has drawn what it was asked for."""
        self.page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")

    def text(self) -> str:
        """The text that shows."""
        return self.page.inner_text("body")

    def colours(self, selector: str = ".folium-map") -> dict[tuple[int, int, int], int]:
        """How many pixels of each colour an element shows."""
        picture = Image.open(io.BytesIO(self.page.locator(selector).screenshot())).convert("RGB")
        return {colour: count for count, colour in picture.getcolors(1 << 24)}


class Stay(Visit):
    """A visit that serves many tests, and the name of its size."""

    size: str

    def panel(self) -> Locator:
        """Layers, filters and legend, opened where they are folded."""
        opener = self.page.get_by_role("button", name="Open layers and legend")
        if self.size == "middle" and opener.get_attribute("aria-expanded") == "false":
            opener.click()
        return self.page.locator(".panel-body")


class Reader:
    """Opens pages and notices what no page may do."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._contexts: list[Any] = []

    def open(
        self, file: Path, size: tuple[int, int] = WIDE, scheme: str = "light", fragment: str = "", **options: Any
    ) -> Visit:
        """Opens a file; every request is noted and refused."""
        context = self._browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme=scheme,
            locale="en-GB",
            timezone_id="Asia/Dushanbe",
            reduced_motion="reduce",
            **{"has_touch": size == PHONE, **options},
        )
        self._contexts.append(context)
        visit = Visit(context.new_page())
        context.route(NETWORK, lambda route: route.abort())
        visit.page.on("request", lambda request: visit.asked(request.url))
        visit.page.on("console", lambda message: visit.said(message.type, message.text))
        visit.page.on("pageerror", lambda error: visit.said("error", str(error)))
        visit.page.goto(f"{file.as_uri()}{fragment}")
        return visit

    def close(self) -> None:
        for context in self._contexts:
            context.close()


@pytest.fixture
def reader(browser: Browser) -> Iterator[Reader]:
    """Opens pages for one test."""
    opened = Reader(browser)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def maps(shipped: Atlas, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped maps, built once."""
    folder = tmp_path_factory.mktemp("maps")
    shipped.build(folder)
    return folder
