"""The description of the interface against the running server, and that it leaves out no route."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urljoin

import pytest
import schemathesis
import yaml
from hypothesis import HealthCheck, settings
from sanic import Sanic

from bot.channels.rest import RestChannel
from bot.channels.slack.channel import NoSlack
from bot.channels.widget.channel import WidgetChannel
from bot.serving.health import HealthChannel
from bot.settings import Settings
from tests.channels.visitor import Visitor
from tests.support.server import ROOT, Server

PATH = ROOT / "docs/openapi.yml"
FEW = settings(
    max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), database=None
)

SENDER = re.compile(r"[\w-]{24}\.[\w-]{43}", re.ASCII)

schemathesis.serializer.alias("application/csp-report", "application/json")
interface = schemathesis.openapi.from_path(PATH)
interface.config.checks.negative_data_rejection.expected_statuses = ["4xx"]


def test_every_route_is_described(tmp_path: Path) -> None:
    app = Sanic("routes")
    widget = WidgetChannel(Settings(db=str(tmp_path / "db")))
    for channel in (RestChannel(Settings()), widget, NoSlack(), HealthChannel()):
        prefix = urljoin("/webhooks/", channel.url_prefix())  # as Rasa does
        app.blueprint(channel.blueprint(lambda _: None), url_prefix=prefix)
    routes = {
        (re.sub(r"<.*>", "{file}", f"/{route.path}"), method.lower())
        for route in app.router.routes
        for method in route.methods - {"HEAD"}
    }
    paths = yaml.safe_load(PATH.read_text("utf-8"))["paths"]
    assert {(path.rstrip("/"), method) for path, methods in paths.items() for method in methods} == {
        (path.rstrip("/"), method) for path, method in routes
    }


@pytest.mark.slow
@interface.parametrize()
@FEW
def test_the_server_does_what_the_description_says(case: schemathesis.Case, server: Server) -> None:
    if isinstance(case.body, dict) and SENDER.fullmatch(str(case.body.get("sender"))):
        # What a stranger makes up ends at the signature.
        visitor = Visitor(server)
        visitor.start()
        case.body["sender"] = visitor.sender
    case.call_and_validate(base_url=server.address)
