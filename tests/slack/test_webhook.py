"""The address that Slack calls: only Slack gets in, and only with what Slack sends."""

from __future__ import annotations

import time
from typing import Any

import pytest

from tests.slack.payloads import FORM, Answer, Sender

pytestmark = [pytest.mark.slow, pytest.mark.timeout(180)]


def test_slacks_check_of_the_address(http: Sender) -> None:
    answer = http.send({"type": "url_verification", "token": "old", "challenge": "3eZbrw1aBm2rZgRNFdxV"})
    assert (answer.status, answer.body) == (200, '{"challenge":"3eZbrw1aBm2rZgRNFdxV"}')


def refused(http: Sender, **how: Any) -> Answer:
    return http.post('{"type": "url_verification", "challenge": "x"}', "application/json", **how)


def test_what_slack_did_not_sign_is_refused(http: Sender) -> None:
    for answer in (
        refused(http, secret="another secret"),
        refused(http, X_Slack_Signature="v0=é"),
        refused(http, X_Slack_Signature=""),
        refused(http, X_Slack_Request_Timestamp="soon"),
    ):
        assert answer.status == 401
        assert "SLACK_SIGNING_SECRET" in answer.body


@pytest.mark.parametrize("seconds", [-310, 310])
def test_what_was_signed_at_another_time_is_refused(http: Sender, seconds: int) -> None:
    assert refused(http, at=time.time() + seconds).status == 401


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        ("not json", "application/json", 400),
        ("[1]", "application/json", 400),
        ("payload=%7B", FORM, 400),
        ("payload=%5B%5D", FORM, 400),
        ("", "text/plain", 400),
        ("ssl_check=1&token=x", FORM, 200),
        ("x" * 600_000, "application/json", 413),
    ],
)
def test_a_body_that_is_not_slacks_is_told_so(http: Sender, body: str, kind: str, status: int) -> None:
    answer = http.post(body, kind)
    assert answer.status == status
    assert ('{"error":' in answer.body) == (status != 200)
