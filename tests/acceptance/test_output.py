"""Where the executed notebook goes, and what can be in it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import nbformat
import papermill
import pytest

from jupyter_mlops.jobs.model import FailureCode, RunState
from jupyter_mlops.jobs.recovery import folder_of
from jupyter_mlops.services.start_run import StartRequest, start_run
from tests.jobs.builders import Project, notebook, output_of, printed_by

#: A cell that waits until a test has done something.
HALF = """\
import os, time
print('ready', flush=True)
while not os.path.exists('go-on'): time.sleep(0.05)
"""


def test_an_output_of_fifty_megabytes_comes_through(project: Project) -> None:
    run = project.run("print(('y' * 99 + '\\n') * 500_000, end='')")
    assert run.state is RunState.SUCCEEDED
    text = printed_by(output_of(run))
    assert len(text) == 50_000_000
    assert text.endswith("y\n")


def test_many_flushed_prints_arrive_whole_and_in_order(project: Project) -> None:
    run = project.run("for n in range(20_000): print(n, flush=True)")
    (stream,) = output_of(run).cells[0].outputs
    assert stream.text.split() == [str(n) for n in range(20_000)]


def test_outputs_look_as_in_an_editor(project: Project) -> None:
    run = project.run(
        "for n in range(100): print(f'\\r{n}%', end='')",
        "from IPython.display import display, clear_output\n"
        "shown = display('old', display_id=True)\nshown.update('new')",
        "print('gone')\nclear_output(wait=True)\nprint('a', end='')\nprint('b')",
        "print('out')\nimport sys\nprint('err', file=sys.stderr, flush=True)",
        "print(chr(0x1f40d))",
        "display({'application/json': {'x': float('nan')}}, raw=True)",
        "1e400, {'b': 1}",
    )
    assert run.state is RunState.SUCCEEDED, project.log(run)
    nb = output_of(run)
    assert printed_by(nb, 0) == "99%"
    assert [each.data["text/plain"] for each in nb.cells[1].outputs] == ["'new'"]
    assert [each.text for each in nb.cells[2].outputs] == ["ab\n"]
    # The kernel sends what was printed when it likes: in one piece or in several.
    pieces = [(each.name, each.text) for each in nb.cells[3].outputs]
    assert "".join(text for name, text in pieces if name == "stdout") == "out\n"
    assert "".join(text for name, text in pieces if name == "stderr") == "err\n"
    assert chr(0x1F40D) in printed_by(nb, 4)


@pytest.mark.parametrize("harm", ["remove", "replace"])
def test_an_output_folder_that_vanishes_is_told_and_nothing_else_is_lost(
    project: Project, harm: str
) -> None:
    run = project.start(HALF, "print('second')")
    project.printed(run, "ready")
    folder = Path(run.output).parent
    folder.rename(project.folder / "elsewhere")  # at one stroke, as the runner may be saving
    if harm == "replace":
        folder.write_text("a file in the way")
    (project.folder / "go-on").touch()
    run = project.ended(run)
    assert run.state is RunState.FAILED
    assert run.failure is not None
    assert run.failure.code is FailureCode.OUTPUT_UNWRITABLE
    assert run.output in run.failure.message
    kept = folder_of(project.desk.home, run.id).refuge
    assert str(kept) in run.failure.hint
    nb = nbformat.reads(kept.read_text(), as_version=4)
    assert (printed_by(nb, 0), printed_by(nb, 1)) == ("ready\n", "second\n")
    assert len(run.cells) == 2
    assert "second" in project.log(run)


def test_what_failed_is_told_even_where_the_output_cannot_be_saved(project: Project) -> None:
    run = project.start(HALF, "1 / 0")
    project.printed(run, "ready")
    Path(run.output).parent.rename(project.folder / "elsewhere")
    (project.folder / "go-on").touch()
    run = project.ended(run)
    assert run.failure is not None
    assert run.failure.code is FailureCode.CELL_ERROR
    kept = folder_of(project.desk.home, run.id).refuge
    assert str(kept) in project.log(run)
    assert kept.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a process are POSIX's")
def test_a_full_disk_at_the_end_leaves_the_last_whole_output(
    project: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Simulated by a quota: no file of the runner may be larger than a megabyte."""
    quota = tmp_path / "site"
    quota.mkdir()
    (quota / "sitecustomize.py").write_text(
        "import resource, signal, sys\n"
        "if 'jupyter_mlops.jobs.runner' in sys.orig_argv:\n"
        "    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(quota))
    run = project.run(
        "from IPython.display import display\n"
        "display({'text/plain': 'large', 'text/html': 'x' * 2_000_000}, raw=True)"
    )
    assert run.state is RunState.FAILED
    assert run.failure is not None
    assert run.failure.code is FailureCode.OUTPUT_UNWRITABLE
    assert os.strerror(27) in run.failure.message
    assert output_of(run).cells[0].outputs == []
    assert [file.name for file in Path(run.output).parent.iterdir()] == [Path(run.output).name]


def test_the_output_of_an_earlier_run_is_replaced(project: Project) -> None:
    place = project.folder / "result.ipynb"
    first = project.run("print(1)", output=place)
    second = project.run("print(2)", output=place)
    assert first.output == second.output == str(place)
    assert printed_by(output_of(second)) == "2\n"


@pytest.mark.skipif(sys.platform == "win32", reason="sockets of files are POSIX's")
def test_a_folder_for_temporary_files_with_a_long_name_is_no_obstacle(
    project: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """As batch systems make them; the name of a socket may have a hundred characters."""
    folder = tmp_path / ("long" * 30)
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    run = project.run("print('here')")
    assert run.state is RunState.SUCCEEDED, project.log(run)
    assert list(folder.iterdir()) == []


def test_provenance_is_recorded_in_a_repository_and_absent_outside(project: Project) -> None:
    assert project.run("1").provenance is None
    file = project.write(notebook("1"))

    def git(*arguments: str) -> str:
        who = ("-c", "user.name=T", "-c", "user.email=t@example.org")
        command = ["git", "-C", str(project.folder), *who, *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()

    git("init", "--quiet")
    git("add", file.name)
    git("commit", "--quiet", "-m", "Add")
    commit = git("rev-parse", "HEAD")
    run = project.ended(start_run(project.desk, StartRequest(notebook=file)))
    assert run.provenance is not None
    assert (run.provenance.commit, run.provenance.dirty) == (commit, False)
    kept = project.desk.home.notebook_copy(run.notebook_hash)
    assert kept.read_bytes() == file.read_bytes()
    file.write_text(file.read_text() + "\n")
    changed = project.ended(start_run(project.desk, StartRequest(notebook=file)))
    assert changed.provenance is not None
    assert changed.provenance.dirty
    assert changed.notebook_hash != run.notebook_hash
    assert kept.exists()


def test_papermill_itself_can_use_the_engine(project: Project, tmp_path: Path) -> None:
    python = {"name": "python3", "language": "python", "display_name": "Python 3"}
    file = project.write(notebook("print(a)", parameters="a = 1", kernelspec=python))
    out = tmp_path / "out.ipynb"
    subprocess.run(
        [
            sys.executable,
            "-m",
            "papermill",
            str(file),
            str(out),
            "--engine",
            "mlops",
            "-p",
            "a",
            "7",
        ],
        check=True,
        capture_output=True,
    )
    nb = nbformat.reads(out.read_text(), as_version=4)
    nbformat.validate(nb)
    assert printed_by(nb) == "7\n"
    assert nb.metadata.papermill.exception is None
    failing = project.write(notebook("1 / 0", "2", kernelspec=python))
    with pytest.raises(papermill.PapermillExecutionError, match="ZeroDivisionError"):
        papermill.execute_notebook(str(failing), str(out), engine_name="mlops", progress_bar=False)
    nb = nbformat.reads(out.read_text(), as_version=4)
    assert nb.cells[-1].outputs == []
