"""The files browsers load, each under an address that changes when it does; and the name of this release."""

import hashlib
from pathlib import Path

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

import web

WEB = Path(web.__path__[0])
STATIC = WEB / "static"


class Assets:
    """Reads every file of `web/` once, at start."""

    def __init__(self) -> None:
        files = sorted(path for path in WEB.rglob("*") if path.is_file())
        digests = {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
        whole = "".join(digests[path] for path in files)
        self.release = hashlib.sha256(whole.encode()).hexdigest()[:12]
        self._versions = {
            path.relative_to(STATIC).as_posix(): digest[:12]
            for path, digest in digests.items()
            if path.is_relative_to(STATIC)
        }

    def url(self, path: str) -> str:
        """The address of a file of `web/static`. Raises `KeyError` if there is none."""
        return f"/static/{path}?v={self._versions[path]}"


class Static(StaticFiles):
    """Files of `web/static`: for ever under a versioned address, asked about anew under a bare one."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        versioned = scope["query_string"].startswith(b"v=")
        caching = "public, max-age=31536000, immutable" if versioned else "no-cache"
        response.headers["Cache-Control"] = caching
        return response
