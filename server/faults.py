"""What is answered where a request cannot be: a page for people, a sentence as JSON for programs."""

import logging
from typing import TYPE_CHECKING

import msgspec
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

if TYPE_CHECKING:
    from server.app import Parts


def for_programs(request: Request) -> bool:
    return request.url.path.startswith("/api/")


async def refused_page(request: Request, fault: Exception) -> Response:
    assert isinstance(fault, HTTPException)
    if for_programs(request):
        return answer_json({"error": fault.detail}, fault.status_code)
    parts: Parts = request.app.state.parts
    response = parts.pages.refused(request, fault.status_code)
    response.headers.update(fault.headers or {})
    return response


async def wrong_origin(request: Request, _: Exception) -> Response:
    if for_programs(request):
        return answer_json({"error": "This request came from a page that is not one of ours."}, 403)
    parts: Parts = request.app.state.parts
    return parts.pages.refused(request, 403, ours=False)


async def bad_token(_: Request, __: Exception) -> Response:
    return answer_json({"error": "This token is not valid."}, 401)


async def failed(request: Request, fault: Exception) -> Response:
    logging.getLogger("hemicycle").error("a request failed", exc_info=fault)
    if for_programs(request):
        return answer_json({"error": "The server failed; nothing is known of this request."}, 500)
    parts: Parts = request.app.state.parts
    return parts.pages.refused(request, 500)


def answer_json(value: dict[str, object], status: int = 200) -> Response:
    return Response(msgspec.json.encode(value), status, media_type="application/json")
