"""The child process of `sandbox`: reads jobs from standard input, parses, answers on standard output."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sys
from typing import Any

from onrecord.errors import OnRecordError
from onrecord.ingest.sandbox import receive, send

_ORPHAN_S = 60
"""A child whose parent is gone ends by itself this long after its limit."""

_FRAMES = 1_000
_FRAMES_A_LEVEL = 4
"""Calls within one another that a level of a nested page may take."""


def serve() -> None:
    """Answer jobs until the input ends."""
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)  # what a library prints must not mix with the answers
    with contextlib.suppress(ValueError, OSError, KeyboardInterrupt):
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    while (head := receive(sys.stdin.buffer)) is not None:
        data = receive(sys.stdin.buffer)
        if data is None:
            return
        reply = json.dumps(_answer(json.loads(head), data)).encode()
        if hasattr(signal, "alarm"):
            signal.alarm(0)
        send(answers, reply)
        answers.flush()


def _answer(job: dict[str, Any], data: bytes) -> dict[str, Any]:
    from onrecord.ingest import FORMATS

    settings = job["settings"]
    _limit(int(settings["parse_memory_mb"]), int(settings["parse_limit_s"]))
    sys.setrecursionlimit(_FRAMES + _FRAMES_A_LEVEL * int(settings["max_depth"]))
    try:
        return {"extracted": FORMATS[job["format"]].extract(data, settings).to_dict()}
    except OnRecordError as error:
        return {"code": error.code, "error": error.message}
    except MemoryError:
        return _too_much_memory(settings)
    except RecursionError:
        return {"code": "too_deep", "error": f"the {job['format']} file is nested too deeply to be parsed"}
    except Exception as error:  # noqa: BLE001 - whatever a parser raises on a hostile file is that file's failure
        if "memory" in str(error).lower():
            return _too_much_memory(settings)
        return {
            "code": f"broken_{job['format']}",
            "error": f"the file can't be parsed ({type(error).__name__}: {error})",
        }


def _too_much_memory(settings: dict[str, Any]) -> dict[str, Any]:
    return {
        "code": "memory_limit",
        "error": f"parsing took more than {settings['parse_memory_mb']} MB of memory and was stopped; "
        "the setting parse_memory_mb raises the limit",
    }


def _limit(memory_mb: int, limit_s: int) -> None:
    """Bound this process's memory, and end it if nobody stops it in time."""
    if hasattr(signal, "alarm"):
        signal.alarm(limit_s + _ORPHAN_S)
    try:
        import resource
    except ImportError:
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = memory_mb * 1_000_000
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))
