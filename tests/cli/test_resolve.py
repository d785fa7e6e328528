from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from jupyter_mlops.cli.main import main
from tests.git.notebooks import dump
from tests.notebooks.merge.conflicted import merge_texts
from tests.notebooks.merge.marked import (
    LOCAL,
    REMOTE,
    code,
    deletion_conflict,
    held,
    notebook,
    source_conflict,
)

Answer = Callable[[str], int]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A notebook with a conflict of sources, a deletion and one of metadata."""
    tags = [code("x", metadata={"tags": [tag]}) for tag in ("b", "l", "r")]
    metadata = {"tags": ["l"], **held("metadata", base=tags[0], local=tags[1], remote=tags[2])}
    path = tmp_path / "a.ipynb"
    nb = notebook(source_conflict(), deletion_conflict(), code("x", metadata=metadata))
    path.write_text(dump(nb))
    return path


@pytest.fixture
def answer(file: Path, monkeypatch: pytest.MonkeyPatch) -> Answer:
    """Runs the verb in this process and answers; nobody answers more than was given."""

    def call(answers: str) -> int:
        read, write = os.pipe()
        os.write(write, answers.encode())
        os.close(write)
        with os.fdopen(read) as stream:
            monkeypatch.setattr(sys, "stdin", stream)
            return main(["resolve", str(file)])

    return call


def sources(file: Path) -> list[str]:
    return ["".join(cell["source"]) for cell in json.loads(file.read_bytes())["cells"]]


def test_conflicts_are_listed(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = file.read_bytes()
    assert main(["resolve", str(file), "--list"]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "cell 1, source: import a",
        "cell 2, deleted: # New",
        "cell 3, metadata: x",
    ]
    assert file.read_bytes() == before


def test_all_are_settled_alike(file: Path) -> None:
    assert main(["resolve", str(file), "--all", "remote"]) == 0
    assert sources(file) == [REMOTE, "# New", "x"]
    assert json.loads(file.read_bytes())["cells"][2]["metadata"] == {"tags": ["r"]}
    assert main(["resolve", str(file), "--list"]) == 0


def test_cells_are_settled_by_their_number(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["--cell", "2", "local", "--cell", "3", "both"]
    assert main(["resolve", str(file), *words]) == 1
    assert capsys.readouterr().out == "cell 1, source: import a\n"
    assert sources(file)[1:] == ["x"]
    assert json.loads(file.read_bytes())["cells"][1]["metadata"] == {"tags": ["l", "r"]}


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--cell", "0", "local"], "0 is no number of a cell"),
        (["--cell", "x", "local"], "x is no number of a cell"),
        (["--cell", "9", "local"], "there is no cell 9"),
        (["--cell", "1", "mine"], "mine is no way"),
        (["--cell", "notebook", "local"], "the notebook's metadata has no conflict"),
        (["--cell", "1", "edited"], "still a marker"),
    ],
)
def test_what_cannot_be_settled_is_told_and_nothing_written(
    file: Path, words: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = file.read_bytes()
    assert main(["resolve", str(file), *words]) == 2
    assert message in capsys.readouterr().err
    assert file.read_bytes() == before


def test_answers_settle_one_after_the_other(
    file: Path, answer: Answer, capsys: pytest.CaptureFixture[str]
) -> None:
    assert answer("l\nlocal\nR\n") == 0
    assert sources(file) == [LOCAL, "x"]
    shown = capsys.readouterr().out
    assert "── 1 of 3: cell 1, source: import a" in shown
    assert "  import a\n< x = 1\n> x = 2\n  print(x)\n" in shown
    assert "< local (deleted the cell)" in shown
    assert "- # Old\n> # New\n" in shown
    assert '< metadata.tags: ["l"]\n> metadata.tags: ["r"]\n' in shown
    assert "all settled" in shown
    assert "\x1b" not in shown


def test_skipping_and_quitting_leave_conflicts(
    file: Path, answer: Answer, capsys: pytest.CaptureFixture[str]
) -> None:
    assert answer("s\nb\nq\n") == 1
    assert sources(file)[1:] == ["# New", "x"]
    assert "2 of 3 left" in capsys.readouterr().out


def test_help_and_nonsense_ask_again_and_the_end_quits(
    file: Path, answer: Answer, capsys: pytest.CaptureFixture[str]
) -> None:
    before = file.read_bytes()
    assert answer("?\nwhat\n\n") == 1
    assert capsys.readouterr().out.count("take the first side") == 2
    assert file.read_bytes() == before


def editor(folder: Path, *lines: str) -> str:
    """An editor, with an argument, that runs lines of Python on the text `t`."""
    script = folder / "editor.py"
    body = ["import pathlib, sys", "f = pathlib.Path(sys.argv[-1])", "t = f.read_text()", *lines]
    script.write_text("\n".join([*body, "f.write_text(t)"]))
    return f"'{sys.executable}' '{script}' --wait"


def test_a_cell_is_edited_until_its_markers_are_gone(
    file: Path, answer: Answer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    once = "t = 'x = 12\\n' if t.startswith('# half') else '# half\\n' + t"
    monkeypatch.setenv("EDITOR", editor(file.parent, "assert f.suffix == '.py'", once))
    assert answer("e\ne\nq\n") == 1
    assert sources(file)[0] == "x = 12"
    assert "there is still a marker" in capsys.readouterr().err


def test_an_editor_that_fails_changes_nothing(
    file: Path, answer: Answer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = file.read_bytes()
    monkeypatch.setenv("VISUAL", editor(file.parent, "sys.exit(3)"))
    assert answer("e\n") == 1
    monkeypatch.setenv("VISUAL", "no-such-editor")
    assert answer("e\n") == 1
    told = capsys.readouterr().err
    assert "ended with status 3" in told
    assert "no-such-editor cannot be used" in told
    assert file.read_bytes() == before


def test_raw_markers_are_repaired_and_said(
    file: Path, answer: Answer, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = [dump(notebook(code(f"x = {value}"))).encode() for value in (0, 1, 2)]
    raw = merge_texts(texts[0], texts[1], texts[2])
    file.write_bytes(raw)
    assert main(["resolve", str(file), "--list"]) == 1
    assert file.read_bytes() == raw
    assert answer("") == 1
    assert sources(file) == ["<<<<<<< ours\nx = 1\n=======\nx = 2\n>>>>>>> théirs"]
    assert "held a conflict of git's" in capsys.readouterr().err
    assert answer("l") == 0
    assert sources(file) == ["x = 1"]


def test_a_notebook_without_conflicts_is_done(
    file: Path, answer: Answer, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_text(dump(notebook(code("x"))))
    assert answer("") == 0
    assert "has no conflict" in capsys.readouterr().out


@pytest.mark.parametrize("content", ["{", None])
def test_what_cannot_be_read_exits_with_two(file: Path, content: str | None) -> None:
    if content is None:
        file.unlink()
    else:
        file.write_text(content)
    assert main(["resolve", str(file), "--list"]) == 2


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pseudo-terminals of this kind")
def test_on_a_terminal_there_are_colours_and_an_interrupt_keeps_what_was_answered(
    file: Path,
) -> None:
    import pty

    leader, follower = pty.openpty()
    program = [sys.executable, "-m", "jupyter_mlops.cli.main", "resolve", str(file)]
    environment = {**os.environ, "TERM": "xterm"}
    environment.pop("NO_COLOR", None)
    with subprocess.Popen(
        program,
        stdin=follower,
        stdout=follower,
        stderr=follower,
        env=environment,
        start_new_session=True,
        preexec_fn=_own_terminal,  # noqa: PLW1509 - the child has no threads yet
    ) as process:
        os.close(follower)
        try:
            shown = _read_until(leader, b"[?]: ")
            os.write(leader, b"l\n")
            shown += _read_until(leader, b"[?]: ")
            os.write(leader, b"\x03")
            assert process.wait(20) == 130
        finally:
            process.kill()
    os.close(leader)
    assert b"\x1b[36m< x = 1\x1b[0m" in shown
    assert sources(file)[0] == LOCAL
    assert len(sources(file)) == 3


def _own_terminal() -> None:
    import fcntl
    import signal
    import termios

    # What a shell starts in the background ignores interrupts, and so do its children.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def _read_until(leader: int, end: bytes) -> bytes:
    import select

    data = b""
    while not data.endswith(end):
        assert select.select([leader], [], [], 20)[0], data
        data += os.read(leader, 4096)
    return data
