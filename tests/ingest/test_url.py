"""Web addresses: only what the user gave, never a private network, never without a limit."""

from __future__ import annotations

import http.client
import io
import urllib.request
from collections.abc import Callable
from typing import Any

import pytest

from onrecord.errors import InputError
from onrecord.ingest import ingest_url, url
from onrecord.ingest.url import _CheckedRedirects, check_peer, fetch, is_url

PUBLIC = "93.184.215.14"


class Answer(io.BytesIO):
    """What an opener gives back."""

    def __init__(self, data: bytes, address: str) -> None:
        super().__init__(data)
        self.address = address

    def geturl(self) -> str:
        return self.address


def opener_of(data: bytes, address: str) -> Callable[[urllib.request.Request, float], Any]:
    return lambda _request, _limit_s: Answer(data, address)


def at(address: str) -> Callable[[str], list[str]]:
    return lambda _host: [address]


def test_a_page_is_fetched() -> None:
    got = fetch(
        "https://news.example/x",
        settings={},
        opener=opener_of(b"The army left.", "https://news.example/y"),
        lookup=at(PUBLIC),
    )
    assert (got.data, got.uri) == (b"The army left.", "https://news.example/y")


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "192.168.0.9",
        "169.254.169.254",
        "::1",
        "fe80::1%eth0",
        "fd00::1",
        "100.64.0.1",
        "::ffff:10.0.0.1",
        "224.0.0.1",
    ],
)
def test_private_addresses_are_refused_unless_allowed(address: str) -> None:
    opener = opener_of(b"x", "http://inside.example/")
    with pytest.raises(InputError, match="private or reserved") as refused:
        fetch("http://inside.example/", settings={}, opener=opener, lookup=at(address))
    assert refused.value.code == "private_address"
    assert (
        fetch("http://inside.example/", settings={}, allow_private=True, opener=opener, lookup=at(address)).data == b"x"
    )


def test_a_redirect_into_a_private_network_is_refused() -> None:
    handler = _CheckedRedirects(allow_private=False, lookup=at("10.0.0.1"))
    request = urllib.request.Request("https://news.example/")
    with pytest.raises(InputError, match="private or reserved"):
        handler.redirect_request(request, io.BytesIO(), 302, "Found", {}, "http://inside.example/")
    allowed = _CheckedRedirects(allow_private=False, lookup=at(PUBLIC))
    assert allowed.redirect_request(request, io.BytesIO(), 302, "Found", {}, "https://news.example/y") is not None
    with pytest.raises(InputError, match="no web address"):
        allowed.redirect_request(request, io.BytesIO(), 302, "Found", {}, "file:///etc/passwd")


@pytest.mark.parametrize(("address", "is_refused"), [("10.0.0.1", True), (PUBLIC, False)])
def test_a_connection_that_ends_elsewhere_is_closed(address: str, is_refused: bool) -> None:
    class Socket:
        is_closed = False

        def getpeername(self) -> tuple[str, int]:
            return address, 80

        def close(self) -> None:
            self.is_closed = True

    connection = http.client.HTTPConnection("news.example")
    connection.sock = socket = Socket()
    if is_refused:
        with pytest.raises(InputError, match="private or reserved"):
            check_peer(connection)
    else:
        check_peer(connection)
    assert socket.is_closed == is_refused


def test_the_opener_checks_connections(monkeypatch: pytest.MonkeyPatch) -> None:
    reached: list[str] = []

    def connect(self: http.client.HTTPConnection) -> None:
        reached.append(type(self).__name__)
        raise OSError("no network")

    monkeypatch.setattr(url._CheckedConnection, "connect", connect)
    monkeypatch.setattr(url._CheckedSecureConnection, "connect", connect)
    monkeypatch.setattr(urllib.request, "getproxies", dict)
    for address in ("http://news.example/", "https://news.example/"):
        with pytest.raises(InputError, match="no network"):
            fetch(address, settings={}, lookup=at(PUBLIC))
    assert reached == ["_CheckedConnection", "_CheckedSecureConnection"]


def test_too_much_and_unreachable() -> None:
    with pytest.raises(InputError, match="max_file_bytes") as large:
        fetch(
            "https://news.example/",
            settings={"max_file_bytes": 10},
            opener=opener_of(b"x" * 11, "https://news.example/"),
            lookup=at(PUBLIC),
        )
    assert large.value.code == "too_large"

    def fail(*_: object) -> Any:
        raise TimeoutError("timed out")

    with pytest.raises(InputError, match="timed out") as late:
        fetch("https://news.example/", settings={}, opener=fail, lookup=at(PUBLIC))
    assert late.value.code == "unreachable"
    with pytest.raises(InputError, match="not found"):
        fetch("https://news.example/", settings={}, opener=fail, lookup=fail)


@pytest.mark.parametrize("address", ["file:///etc/passwd", "ftp://news.example/", "https://", "gopher://x/"])
def test_other_schemes_are_refused(address: str) -> None:
    assert is_url(address) == address.startswith("https://")
    with pytest.raises(InputError, match="no web address"):
        fetch(address, settings={}, lookup=at(PUBLIC))


def test_a_fetched_page_becomes_a_document(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(url, "_addresses", lambda _host: [PUBLIC])
    monkeypatch.setattr(
        url, "_opener", lambda **_: opener_of(b"The army left the town of Tarsk.", "https://news.example/2014/05/14/x")
    )
    document = ingest_url("https://news.example/x").document
    assert (document.uri, document.published, document.published_from) == (
        "https://news.example/2014/05/14/x", "2014-05-14", "url",
    )  # fmt: skip
