"""Files that are asked for again and again: each bears a mark of its content, and is sent only where it differs."""

import hashlib

from starlette.requests import Request
from starlette.responses import Response


def mark_of(content: bytes) -> str:
    """The file's ETag."""
    return f'"{hashlib.sha256(content).hexdigest()[:32]}"'


def marked(request: Request, content: bytes, mark: str, media_type: str, language: str) -> Response:
    """The file; or 304 without it for whoever has it already. Nobody between us and the reader may keep it."""
    headers = {
        "ETag": mark,
        "Cache-Control": "private, no-cache",
        "Vary": "Accept-Language, Authorization, Cookie",
        "Content-Language": language,
    }
    asked = request.headers.get("if-none-match", "")
    if asked == "*" or mark in {one.strip().removeprefix("W/") for one in asked.split(",")}:
        return Response(status_code=304, headers=headers)
    return Response(content, headers=headers, media_type=media_type)
