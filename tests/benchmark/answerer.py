"""A chat server for tests: silent where it is told "silent", and refusing where it is told "refused".

usage: python answerer.py <port>
"""

from __future__ import annotations

import sys

from aiohttp import web


async def answer(request: web.Request) -> web.Response:
    said = (await request.json())["message"]
    if said == "refused":
        return web.json_response({"error": "no"}, status=429)
    return web.json_response([] if said == "silent" else [{"text": said}])


if __name__ == "__main__":
    app = web.Application()
    app.router.add_post("/webhooks/rest/webhook", answer)
    web.run_app(app, host="127.0.0.1", port=int(sys.argv[1]), print=None)
