"""The child process: warm, limited, started again after a crash, gone when its parent is."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

import pytest

from onrecord.errors import InputError
from onrecord.ingest import Alignment, ingest_bytes, ingest_file, sandbox

PAGE = b"<html><body><p>The army said on Tuesday that it was in Tarsk with its whole brigade.</p></body></html>"


def child_pid() -> int:
    process = sandbox._CHILD.process
    assert process is not None
    return process.pid


def text_of(path: str) -> str:
    return ingest_file(path).document.text


def test_one_child_serves_many_files() -> None:
    ingest_bytes(PAGE)
    first = child_pid()
    ingest_bytes(PAGE)
    assert child_pid() == first


def test_plain_text_needs_no_child(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox._CHILD, "ask", None)
    assert ingest_file(corpus / "truce.txt").document.title
    assert ingest_file(corpus / "truce.md").document.title


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX")
def test_a_crash_is_a_failure_of_that_file_only() -> None:
    ingest_bytes(PAGE)
    pid = child_pid()
    os.kill(pid, signal.SIGSTOP)
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(ingest_bytes, PAGE)
        time.sleep(0.5)  # the job is with the stopped child by then
        os.kill(pid, signal.SIGKILL)
        with pytest.raises(InputError, match="ended unexpectedly") as crashed:
            waiting.result()
    assert crashed.value.code == "crashed"
    assert ingest_bytes(PAGE).document.text
    assert child_pid() != pid


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX")
def test_a_child_killed_between_files_is_started_again() -> None:
    ingest_bytes(PAGE)
    os.kill(child_pid(), signal.SIGKILL)
    assert sandbox._CHILD.process is not None
    sandbox._CHILD.process.wait()
    assert ingest_bytes(PAGE).document.text


def test_the_time_limit_stops_a_long_parse() -> None:
    ingest_bytes(PAGE)
    pid = child_pid()
    page = b"<html><body>" + b"<p>The army was there. </p>" * 400_000
    with pytest.raises(InputError, match="parse_limit_s") as late:
        ingest_bytes(page, settings={"parse_limit_s": 1})
    assert late.value.code == "time_limit"
    with pytest.raises(OSError, match="No such process"):
        os.kill(pid, 0)  # neither running nor a zombie


@pytest.mark.skipif(sys.platform == "win32", reason="forks are POSIX")
@pytest.mark.parametrize("method", ["fork", "spawn"])
@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_works_in_the_workers_of_a_pool(corpus: Path, method: str) -> None:
    ingest_bytes(PAGE)
    own = child_pid()
    paths = [str(corpus / "columns.pdf"), str(corpus / "truce.html")]
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context(method)) as pool:
        taken = list(pool.map(ingest_file, paths))  # a function of the package: a spawned worker can't import the tests
    assert [one.document.text[:5] for one in taken] == ["Army ", "Truce"]
    assert ingest_bytes(PAGE).document.text
    assert child_pid() == own


def test_threads_take_turns(corpus: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        texts = set(pool.map(text_of, [str(corpus / "columns.pdf")] * 8))
    assert len(texts) == 1


def test_an_unknown_alignment_is_refused() -> None:
    with pytest.raises(InputError, match="kinds are bytes, nodes, boxes"):
        Alignment.from_dict({"kind": "tape"})
