"""A server for this machine alone: the pages of an atlas, which reload by themselves when a file is saved."""

from __future__ import annotations

import asyncio
import os
import socket
from contextlib import asynccontextmanager
from dataclasses import asdict
from threading import Event, Thread
from typing import TYPE_CHECKING

import orjson
import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import FileResponse, HTMLResponse, PlainTextResponse, StreamingResponse
from starlette.routing import Route

from borderatlas.errors import UsageError
from borderatlas.maps.downloads import FOLDER
from borderatlas.serving.watching import moments

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from starlette.requests import Request
    from starlette.responses import Response

    from borderatlas.serving.session import Session

HOST = "127.0.0.1"
"""The only address that is listened on: nobody else on the network sees an atlas that is being edited."""
PORT = 8000
_NAMES = [HOST, "localhost"]
"""Hosts by which a browser may call this server. A page elsewhere whose name is made to point here has another one."""
_HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
}
_HEARTBEAT_S = 15.0
"""So often a line without meaning shows whether a reader is still there."""


class Live:
    """The application: pages, and a stream of news for each reader.

    Args:
        session: The atlas.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._readers: set[asyncio.Event] = set()
        self._ending = False
        self.app = Starlette(
            routes=[
                Route("/_live/events", self._events),
                Route("/", self._page),
                Route("/{file}", self._page),
                Route(f"/{FOLDER}/{{file:path}}", self._download),
            ],
            middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=_NAMES, www_redirect=False)],
            lifespan=self._follow,
        )

    def end(self) -> None:
        """Ends the streams, so that the server can stop. Call it in the server's own thread."""
        self._ending = True
        self._tell()

    def _tell(self) -> None:
        for reader in self._readers:
            reader.set()

    @asynccontextmanager
    async def _follow(self, _: Starlette) -> AsyncIterator[None]:
        """Reads what is saved while the server runs, in a thread of its own."""
        loop = asyncio.get_running_loop()
        stop = Event()

        def follow() -> None:
            for saved in moments(self._session.reader, stop):
                if saved:
                    self._session.refresh()
                if saved or self._session.follow_up():
                    loop.call_soon_threadsafe(self._tell)
            self._session.end()

        thread = Thread(target=follow, name="borderatlas-follow", daemon=True)
        thread.start()
        try:
            yield
        finally:
            stop.set()
            await run_in_threadpool(thread.join)

    async def _page(self, request: Request) -> Response:
        file = request.path_params.get("file", "index.html")
        try:
            html = await run_in_threadpool(self._session.page, file)
        except KeyError:
            return PlainTextResponse(f"There is no such page. There are: {', '.join(self._session.files)}.\n", 404)
        return HTMLResponse(html, headers=_HEADERS)

    async def _download(self, request: Request) -> Response:
        file = self._session.download(request.path_params["file"])
        if file is None:
            return PlainTextResponse("There is no such file. The index lists those that there are.\n", 404)
        return FileResponse(file, headers=_HEADERS, filename=file.name)

    async def _events(self, request: Request) -> Response:
        file = request.query_params.get("page", "")
        if file not in self._session.files:
            return PlainTextResponse("There is no such page.\n", 404)
        return StreamingResponse(self._news(file), media_type="text/event-stream", headers=_HEADERS)

    async def _news(self, file: str) -> AsyncIterator[bytes]:
        """What has become of a page: at once, and then whenever something was saved."""
        changed = asyncio.Event()
        self._readers.add(changed)
        try:
            while not self._ending:
                changed.clear()
                yield b"data: " + orjson.dumps(asdict(self._session.news(file))) + b"\n\n"
                while not changed.is_set():
                    try:
                        await asyncio.wait_for(changed.wait(), _HEARTBEAT_S)
                    except TimeoutError:
                        yield b":\n\n"
        finally:
            self._readers.discard(changed)


class Server(uvicorn.Server):
    """A server that does not wait for the readers' streams when it is stopped."""

    def __init__(self, live: Live) -> None:
        super().__init__(uvicorn.Config(live.app, log_level="warning", timeout_graceful_shutdown=2))
        self._live = live

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stops."""
        self._live.end()
        await super().shutdown(sockets)


def listen(port: int, *, host: str = HOST) -> socket.socket:
    """A socket that listens on this machine's own address.

    Args:
        port: The port; a free one takes its place where another program has it.
        host: For messages: any other than this machine is refused.

    Raises:
        UsageError: Another host is asked for.
    """
    if host not in _NAMES:
        raise UsageError(
            f"{host!r}: serve is for this machine alone and listens on {HOST}. To show the maps to others, run build "
            "and hand them the pages, each of which is one file, or put these on a web server."
        )
    listener = socket.socket()
    if os.name != "nt":  # there it would let two programs have one port
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
    except OSError:
        listener.bind((HOST, 0))
    listener.listen()
    return listener


def serve(session: Session, listener: socket.socket, *, ready: Callable[[str], None] = print) -> None:
    """Serves an atlas until Ctrl-C.

    Args:
        session: The atlas.
        listener: The socket, from `listen`.
        ready: Told the address of the index.
    """
    ready(f"http://{HOST}:{listener.getsockname()[1]}/")
    try:
        Server(Live(session)).run(sockets=[listener])
    except KeyboardInterrupt:
        pass
    finally:
        listener.close()
