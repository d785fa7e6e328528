from __future__ import annotations

import subprocess
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import IO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jupyter_mlops.git.drivers import find_program
from jupyter_mlops.git.filter_process import serve
from jupyter_mlops.git.pkt_line import (
    LONGEST,
    PacketError,
    read_lines,
    read_packets,
    write_content,
    write_lines,
)
from tests.git.notebooks import dump, notebook

Process = subprocess.Popen[bytes]


def greet(stream: IO[bytes], *capabilities: str) -> None:
    write_lines(stream, "git-filter-client", "version=2")
    write_lines(stream, *(f"capability={name}" for name in capabilities))


def ask(stream: IO[bytes], command: str, path: str, data: bytes) -> None:
    write_lines(stream, f"command={command}", f"pathname={path}")
    write_content(stream, data)


def answer(stream: IO[bytes]) -> tuple[list[str], bytes | None]:
    status = read_lines(stream)
    if status != ["status=success"]:
        return status, None
    data = b"".join(read_packets(stream))
    return status + read_lines(stream), data


@settings(deadline=None)
@given(st.lists(st.tuples(st.text("aé =/", min_size=1), st.binary(max_size=50)), max_size=4))
def test_each_file_is_answered_in_turn(files: list[tuple[str, bytes]]) -> None:
    source, sink = BytesIO(), BytesIO()
    greet(source, "clean", "smudge", "delay")
    for path, data in files:
        ask(source, "clean", path, data * LONGEST)
    source.seek(0)
    serve(source, sink, lambda path, data: path.encode() + data)
    sink.seek(0)
    assert read_lines(sink) == ["git-filter-server", "version=2"]
    assert read_lines(sink) == ["capability=clean"]
    for path, data in files:
        assert answer(sink) == (["status=success"], path.encode() + data * LONGEST)
    assert sink.read() == b""


def test_what_was_not_offered_is_refused() -> None:
    source, sink = BytesIO(), BytesIO()
    greet(source, "clean")
    ask(source, "smudge", "a", b"")
    ask(source, "clean", "a", b"1")
    source.seek(0)
    serve(source, sink, lambda _, data: data)
    sink.seek(0)
    read_lines(sink)
    read_lines(sink)
    assert answer(sink) == (["status=error"], None)
    assert answer(sink) == (["status=success"], b"1")


@pytest.mark.parametrize("welcome", [["git-filter-client", "version=3"], ["x", "version=2"], []])
def test_who_is_not_git_is_told(welcome: list[str]) -> None:
    source = BytesIO()
    write_lines(source, *welcome)
    source.seek(0)
    with pytest.raises(PacketError):
        serve(source, BytesIO(), lambda _, data: data)


@settings(deadline=None)
@given(st.integers(0, 120))
def test_git_may_end_at_any_time(length: int) -> None:
    source = BytesIO()
    greet(source, "clean")
    ask(source, "clean", "a.ipynb", b"content")
    serve(BytesIO(source.getvalue()[:length]), BytesIO(), lambda _, data: data)


@pytest.fixture
def process(tmp_path: Path) -> Iterator[Process]:
    """The verb that git calls, at the root of a worktree."""
    started = subprocess.Popen(
        [find_program(), "git-filter"],
        cwd=tmp_path,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    with started:
        yield started
        for stream in (started.stdin, started.stdout):
            if stream and not stream.closed:
                stream.close()


def clean(process: Process, path: str, data: bytes) -> bytes | None:
    assert process.stdin
    assert process.stdout
    ask(process.stdin, "clean", path, data)
    process.stdin.flush()
    return answer(process.stdout)[1]


def test_the_verb_speaks_with_git(process: Process, tmp_path: Path) -> None:
    assert process.stdin
    assert process.stdout
    assert process.stderr
    greet(process.stdin, "clean", "smudge", "delay")
    process.stdin.flush()
    assert read_lines(process.stdout) == ["git-filter-server", "version=2"]
    assert read_lines(process.stdout) == ["capability=clean"]
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "pyproject.toml").write_text(
        '[tool.jupyter-mlops.clean]\noutputs = "keep"\n'
    )
    dirty = dump(notebook("x = 1", outputs="a\n" * 100_000)).encode()
    cleaned = clean(process, "größe b.ipynb", dirty)
    assert cleaned is not None
    assert len(cleaned) < 400
    assert clean(process, "kept/a.ipynb", dirty) == dirty.replace(b": 1,", b": null,", 1)
    for _ in range(2):
        assert clean(process, "broken.ipynb", b"{\n") == b"{\n"
    assert clean(process, "empty.ipynb", b"") == b""
    process.stdin.close()
    told = process.stderr.read().decode()
    assert process.wait(10) == 0
    assert told.count("\n") == 1
    assert told.startswith("jupyter mlops: broken.ipynb, line 2, column 1: not JSON")


def test_the_verb_ends_quietly_when_nobody_listens(process: Process) -> None:
    assert process.stdin
    assert process.stdout
    assert process.stderr
    greet(process.stdin, "clean")
    process.stdin.flush()
    read_lines(process.stdout)
    read_lines(process.stdout)
    process.stdout.close()
    ask(process.stdin, "clean", "a.ipynb", b"{" * 1000)
    process.stdin.close()
    assert b"Traceback" not in process.stderr.read()
    assert process.wait(10) == 0
