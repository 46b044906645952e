"""The outermost ring for HTTP: bounded bodies, and the headers that keep a page to itself. Sockets pass by."""

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from server.frames import MOST_BYTES

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # `no-referrer` would make a form's Origin null
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


BOUND = "hemicycle.bound"
"""Where a request's scope says how many bytes its body may have, if not the usual number."""


class TooMuch(Exception):  # noqa: N818 - a fact about a request
    """A body over the bound."""


class Edge:
    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        received = 0
        began = False

        async def bounded() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > scope.get(BOUND, MOST_BYTES):
                raise TooMuch
            return message

        async def guarded(message: Message) -> None:
            nonlocal began
            if message["type"] == "http.response.start":
                began = True
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        try:
            await self._app(scope, bounded, guarded)
        except TooMuch:
            if not began:
                await PlainTextResponse("What was sent is larger than we take.", 413)(scope, receive, guarded)


def take_up_to(request: Request, most: int) -> None:
    """From here on this request may bring so many bytes. Asked for by a route once it knows who sends them.

    Raises `TooMuch` at once where the request announces more; else reading its body does.
    """
    request.scope[BOUND] = most
    announced = request.headers.get("content-length", "")
    if announced.isdecimal() and int(announced) > most:
        raise TooMuch
