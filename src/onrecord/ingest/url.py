"""Fetches a web address that the user gave; never one from inside a document.

In: an address. Out: bytes and the address after redirects. Only http and https; no address and no redirect may lead
to a private, loopback, link-local or reserved network unless allowed: names are looked up before a request, and the
address that a connection has really reached is checked again before anything is sent. Size and time are limited.

Known limits: behind a proxy the second check is the proxy's affair.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import IO, Any
from urllib.parse import urlsplit

from onrecord.config import whole
from onrecord.errors import InputError
from onrecord.ingest.base import Settings

Opener = Callable[[urllib.request.Request, float], Any]
"""Opens a request within some seconds; answers like `urllib.request.urlopen`."""
Lookup = Callable[[str], Iterable[str]]
"""Addresses of a host name."""

_CHUNK_BYTES = 65_536
_AGENT = "onrecord (reads one page that its user asked for)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What came from an address; `uri` is the one after redirects."""

    data: bytes
    uri: str


def is_url(words: str) -> bool:
    """True for a web address."""
    return words.lower().startswith(("http://", "https://"))


def fetch(
    uri: str,
    *,
    settings: Settings,
    allow_private: bool = False,
    opener: Opener | None = None,
    lookup: Lookup | None = None,
) -> Fetched:
    """The content of a web address.

    Raises:
        InputError: The address is not allowed (`private_address`, `unknown_type`), can't be reached (`unreachable`),
        or has
            more than `max_file_bytes` (`too_large`).
    """
    lookup = lookup or _addresses
    _check(uri, allow_private=allow_private, lookup=lookup)
    limit = whole("max_file_bytes", settings)
    request = urllib.request.Request(uri, headers={"User-Agent": _AGENT})  # noqa: S310 - the scheme is checked above
    opened = opener or _opener(allow_private=allow_private, lookup=lookup)
    try:
        with opened(request, float(whole("parse_limit_s", settings))) as answer:
            _check(answer.geturl(), allow_private=allow_private, lookup=lookup)
            data = _read(answer, limit, uri)
            return Fetched(data=data, uri=answer.geturl())
    except (urllib.error.URLError, OSError) as error:
        raise InputError(
            f"{uri} can't be fetched ({error}); save the page and give the file", code="unreachable"
        ) from error


def _read(answer: Any, limit: int, uri: str) -> bytes:
    parts: list[bytes] = []
    size = 0
    while chunk := answer.read(_CHUNK_BYTES):
        size += len(chunk)
        if size > limit:
            raise InputError(
                f"{uri} sends more than {limit} bytes; the setting max_file_bytes raises the limit", code="too_large"
            )
        parts.append(chunk)
    return b"".join(parts)


def _check(uri: str, *, allow_private: bool, lookup: Lookup) -> None:
    parts = urlsplit(uri)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise InputError(f"{uri} is no web address (http:// or https://)", code="unknown_type")
    if allow_private:
        return
    try:
        found = list(lookup(parts.hostname))
    except OSError as error:
        raise InputError(
            f"{uri} can't be fetched: {parts.hostname} is not found ({error})", code="unreachable"
        ) from error
    for address in found:
        if not _is_public(address):
            raise InputError(
                f"{uri} leads to {address}, a private or reserved address, which is not fetched unless allowed",
                code="private_address",
            )


def _is_public(address: str) -> bool:
    found = ipaddress.ip_address(address.split("%", maxsplit=1)[0])
    mapped = getattr(found, "ipv4_mapped", None)  # ::ffff:10.0.0.1 is 10.0.0.1
    return (mapped or found).is_global and not found.is_multicast


def _addresses(host: str) -> list[str]:
    return [str(entry[4][0]) for entry in socket.getaddrinfo(host, None)]


def check_peer(connection: http.client.HTTPConnection) -> None:
    """Close a connection that has reached a private address, whatever the name said before.

    Raises:
        InputError: It has.
    """
    address = str(connection.sock.getpeername()[0])
    if not _is_public(address):
        connection.close()
        raise InputError(
            f"{connection.host} leads to {address}, a private or reserved address, which is not fetched unless allowed",
            code="private_address",
        )


class _CheckedConnection(http.client.HTTPConnection):
    def connect(self) -> None:
        super().connect()
        check_peer(self)


class _CheckedSecureConnection(http.client.HTTPSConnection):
    def connect(self) -> None:
        super().connect()
        check_peer(self)


class _CheckedHTTP(urllib.request.HTTPHandler):
    def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(http.client.HTTPConnection if req.has_proxy() else _CheckedConnection, req)


class _CheckedHTTPS(urllib.request.HTTPSHandler):
    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(http.client.HTTPSConnection if req.has_proxy() else _CheckedSecureConnection, req)


class _CheckedRedirects(urllib.request.HTTPRedirectHandler):
    """Follows a redirect only where its target would have been allowed."""

    def __init__(self, *, allow_private: bool, lookup: Lookup) -> None:
        self.allow_private = allow_private
        self.lookup = lookup

    def redirect_request(  # noqa: PLR0913, PLR0917 - the form is urllib's
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Any, newurl: str
    ) -> urllib.request.Request | None:
        _check(newurl, allow_private=self.allow_private, lookup=self.lookup)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _opener(*, allow_private: bool, lookup: Lookup) -> Opener:
    handlers: list[urllib.request.BaseHandler] = [_CheckedRedirects(allow_private=allow_private, lookup=lookup)]
    if not allow_private:
        handlers += [_CheckedHTTP(), _CheckedHTTPS()]
    director = urllib.request.build_opener(*handlers)

    def open_within(request: urllib.request.Request, limit_s: float) -> Any:
        return director.open(request, timeout=limit_s)

    return open_within
