"""Who may ask how often."""

from __future__ import annotations

import ipaddress

import pytest

from bot.channels import limits
from bot.channels.address import find_client, group
from bot.channels.limits import Limiter

PROXIES = tuple(map(ipaddress.ip_network, ("127.0.0.1", "10.0.0.0/8", "::1")))


class Clock:
    """A clock that is set by hand, in seconds."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_minutes_worth_passes_at_once_and_then_at_the_steady_rate() -> None:
    clock = Clock()
    limiter = Limiter(30, clock)
    assert [limiter.wait("a") for _ in range(30)] == [0.0] * 30
    assert limiter.wait("a") == pytest.approx(2.0)
    assert limiter.wait("b") == 0.0
    clock.now = 1.5
    assert limiter.wait("a") == pytest.approx(0.5), "being refused costs nothing"
    clock.now = 2.0
    assert limiter.wait("a") == 0.0
    assert limiter.wait("a") > 0
    clock.now = 10_000.0
    assert [limiter.wait("a") > 0 for _ in range(31)] == [False] * 30 + [True]


def test_memory_is_bounded_and_the_longest_unused_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_BUCKETS", 2)
    limiter = Limiter(1, Clock())
    assert [limiter.wait(key) > 0 for key in ("a", "b", "a", "c", "a", "b")] == [
        False, False, True, False, True, False,
    ]  # fmt: skip
    assert len(limiter._buckets) == 2


@pytest.mark.parametrize(
    ("peer", "forwarded", "client"),
    [
        ("203.0.113.9", "", "203.0.113.9"),
        ("203.0.113.9", "198.51.100.1", "203.0.113.9"),  # a stranger says so: not believed
        ("127.0.0.1", "", "127.0.0.1"),
        ("127.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("127.0.0.1", "1.1.1.1, 198.51.100.1", "198.51.100.1"),  # what stands left of it, the client wrote
        ("127.0.0.1", "198.51.100.1, 10.1.2.3", "198.51.100.1"),
        ("127.0.0.1", "10.1.2.3", "10.1.2.3"),
        ("127.0.0.1", "no address", "127.0.0.1"),
        ("127.0.0.1", "198.51.100.1, no address", "127.0.0.1"),
        ("::ffff:127.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("::1", "[2001:db8::7]", "2001:db8::7"),
    ],
)
def test_only_trusted_proxies_are_believed(peer: str, forwarded: str, client: str) -> None:
    assert find_client(peer, forwarded, PROXIES) == ipaddress.ip_address(client)


def test_a_socket_file_has_no_address() -> None:
    assert find_client("", "198.51.100.1", PROXIES) is None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("203.0.113.9", "203.0.113.8", False),
        ("2001:db8:1:2::7", "2001:db8:1:2:ffff::", True),
        ("2001:db8:1:2::7", "2001:db8:1:3::7", False),
    ],
)
def test_a_household_counts_as_one(one: str, other: str, same: bool) -> None:
    assert (group(ipaddress.ip_address(one)) == group(ipaddress.ip_address(other))) is same
