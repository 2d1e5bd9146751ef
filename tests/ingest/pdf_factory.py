"""Writes small PDFs for tests: text at given places, encrypted ones, pages without text."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

Placed = tuple[float, float, float, str]
"""Left edge, baseline, size in points, words."""

_PAD = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")


def make_pdf(
    pages: Sequence[Sequence[Placed]],
    *,
    title: str | None = None,
    author: str | None = None,
    password: str | None = None,
) -> bytes:
    """A PDF in Helvetica with the given words on its pages; encrypted (RC4, 40 bits) where a password is given."""
    names = [str(4 + 2 * i) for i in range(len(pages))]
    objects: dict[int, tuple[str, bytes | None]] = {
        1: ("<< /Type /Catalog /Pages 2 0 R >>", None),
        2: (f"<< /Type /Pages /Kids [{' '.join(f'{name} 0 R' for name in names)}] /Count {len(pages)} >>", None),
        3: ("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>", None),
    }
    for i, placed in enumerate(pages):
        number = 4 + 2 * i
        objects[number] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F 3 0 R >> >> /Contents "  # noqa: ISC004
            f"{number + 1} 0 R >>",
            None,
        )
        objects[number + 1] = ("", b"\n".join(_show(*piece) for piece in placed) or b"0 0 100 100 re f")
    trailer = "/Root 1 0 R"
    if title or author:
        number = max(objects) + 1
        objects[number] = (
            f"<< {f'/Title ({title})' if title else ''} {f'/Author ({author})' if author else ''} >>",
            None,
        )
        trailer += f" /Info {number} 0 R"
    key = None
    if password is not None:
        owner = _rc4(hashlib.md5(_padded("owner"), usedforsecurity=False).digest()[:5], _padded(password))
        identity = b"0123456789abcdef"
        key = hashlib.md5(
            _padded(password) + owner + (-4).to_bytes(4, "little", signed=True) + identity, usedforsecurity=False
        ).digest()[:5]
        number = max(objects) + 1
        objects[number] = (
            f"<< /Filter /Standard /V 1 /R 2 /O <{owner.hex()}> /U <{_rc4(key, _PAD).hex()}> /P -4 >>",
            None,
        )
        trailer += f" /Encrypt {number} 0 R /ID [<{identity.hex()}> <{identity.hex()}>]"
    return _assembled(objects, trailer, key)


def _show(left: float, baseline: float, size: float, words: str) -> bytes:
    escaped = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)").encode("cp1252")
    return b"BT /F %g Tf %g %g Td (%s) Tj ET" % (size, left, baseline, escaped)


def _assembled(objects: dict[int, tuple[str, bytes | None]], trailer: str, key: bytes | None) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    places = {}
    for number, (words, stream) in sorted(objects.items()):
        places[number] = len(out)
        out += f"{number} 0 obj\n".encode()
        if stream is None:
            out += words.encode("cp1252")
        else:
            if key is not None:
                salted = hashlib.md5(key + number.to_bytes(3, "little") + b"\0\0", usedforsecurity=False).digest()[:10]
                stream = _rc4(salted, stream)  # noqa: PLW2901 - the same stream, encrypted
            out += f"<< /Length {len(stream)} >>\nstream\n".encode() + stream + b"\nendstream"
        out += b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    for number in sorted(objects):
        out += f"{places[number]:010d} 00000 n \n".encode()
    out += f"trailer\n<< /Size {len(objects) + 1} {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def _padded(password: str) -> bytes:
    return (password.encode() + _PAD)[:32]


def _rc4(key: bytes, data: bytes) -> bytes:
    state = list(range(256))
    j = 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out = bytearray()
    i = j = 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)
