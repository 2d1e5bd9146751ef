"""Parses hostile formats in a child process, with limits on time and memory.

In: a format's name, bytes, settings. Out: what the format extracted, or an `InputError`. One child stays warm in each
process that needs one; it is started again after a crash or a time limit, and ends when its parent does. The two speak
lengths and JSON over pipes: nothing of what the child sends is ever executed.

Where the system has no `resource` module (Windows) the limit on memory is not set; the one on time holds everywhere.
"""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import threading
from typing import Any, BinaryIO

from onrecord.config import SETTINGS, setting, whole
from onrecord.errors import InputError
from onrecord.ingest.base import Extracted, Settings

_LENGTH_BYTES = 8
_STARTUP_S = 30
"""Time that the first parse may take beside the limit: the child imports its libraries then."""


def extract_in_child(name: str, data: bytes, settings: Settings) -> Extracted:
    """What a format extracts from some bytes, found out in the child process.

    Raises:
        InputError: The format refused the file; or parsing took longer than `parse_limit_s` (`time_limit`), more
        memory than
            `parse_memory_mb` (`memory_limit`), or ended the child (`crashed`).
    """
    job = {"format": name, "settings": {entry.name: setting(entry.name, settings) for entry in SETTINGS}}
    with _CHILD.lock:
        reply = _CHILD.ask(job, data, whole("parse_limit_s", settings))
    if "error" in reply:
        raise InputError(str(reply["error"]), code=str(reply["code"]))
    return Extracted.from_dict(reply["extracted"])


def send(stream: BinaryIO, content: bytes) -> None:
    """Write one message: its length, then itself."""
    stream.write(len(content).to_bytes(_LENGTH_BYTES, "big"))
    stream.write(content)


def receive(stream: BinaryIO) -> bytes | None:
    """Read one message; None at the end of the stream."""
    head = stream.read(_LENGTH_BYTES)
    if len(head) < _LENGTH_BYTES:
        return None
    length = int.from_bytes(head, "big")
    content = stream.read(length)
    return content if len(content) == length else None


class _Child:
    """The warm child of this process; started when first asked."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.process: subprocess.Popen[bytes] | None = None

    def ask(self, job: dict[str, Any], data: bytes, limit_s: int) -> dict[str, Any]:
        is_warm = self.process is not None and self.process.poll() is None
        process = self._running()
        try:
            reply, is_late = self._exchange(process, job, data, limit_s if is_warm else limit_s + _STARTUP_S)
        except BaseException:  # Ctrl-C: the answer that is still to come must not be taken for the next file's
            self.stop()
            raise
        if reply is not None:
            return reply
        code = self.stop()
        if is_late:
            return {
                "code": "time_limit",
                "error": f"parsing took longer than {limit_s} seconds and was stopped; "
                "the setting parse_limit_s raises the limit",
            }
        return {
            "code": "crashed",
            "error": f"the parser of {job['format']} ended unexpectedly (exit code {code}) on this file; it may be "
            "damaged, or made to do so; if it needs more memory, the setting parse_memory_mb raises the limit",
        }

    @staticmethod
    def _exchange(
        process: subprocess.Popen[bytes], job: dict[str, Any], data: bytes, limit_s: int
    ) -> tuple[dict[str, Any] | None, bool]:
        """The child's reply, or None, and whether it was stopped for being late."""
        late = threading.Event()

        def stop() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(limit_s, stop)
        timer.daemon = True
        timer.start()
        try:
            assert process.stdin is not None  # noqa: S101 - opened as pipes
            assert process.stdout is not None  # noqa: S101
            send(process.stdin, json.dumps(job).encode())  # type: ignore[arg-type]
            send(process.stdin, data)  # type: ignore[arg-type]
            process.stdin.flush()
            content = receive(process.stdout)  # type: ignore[arg-type]
        except OSError:
            content = None
        finally:
            timer.cancel()
        return (None if content is None else json.loads(content)), late.is_set()

    def _running(self) -> subprocess.Popen[bytes]:
        if self.process is not None and self.process.poll() is None:
            return self.process
        self.stop()
        paths = os.pathsep.join(path for path in sys.path if path)
        self.process = subprocess.Popen(
            [sys.executable, "-c", "from onrecord.ingest.worker import serve; serve()"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": paths, "PYTHONIOENCODING": "utf-8"},
        )
        return self.process

    def stop(self) -> int | None:
        """End the child; its exit code."""
        process, self.process = self.process, None
        if process is None:
            return None
        process.kill()
        code = process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:  # what was left in the buffer has no reader any more
                    continue
        return code

    def forget(self) -> None:
        """In a fork: the child belongs to the parent; leave it alone."""
        if self.process is not None:
            self.process.returncode = 0
        self.process = None
        self.lock = threading.Lock()


_CHILD = _Child()
atexit.register(_CHILD.stop)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_CHILD.forget)
