"""What kernels note for whoever judges their notebooks; the sent sources, called here."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from jupyter_mlops.jobs.inspection import FileRead, FunctionCall, read_calls, read_reads
from jupyter_mlops.jobs.kernel_path import put_first
from jupyter_mlops.jobs.kernel_reads import Reads


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    folder.mkdir()
    return folder


def _noted(root: Path, *events: tuple[object, ...]) -> list[tuple[str, bool]]:
    log = root.parent / "reads.jsonl"
    hear = Reads(str(log), str(root)).hear
    for event in events:
        hear("open", event)
    return [(os.path.relpath(read.path, root), read.made) for read in read_reads(log)]


def test_files_of_the_project_are_noted_once(root: Path) -> None:
    (root / "a.csv").write_text("12")
    path = str(root / "a.csv")
    hear = Reads(str(root.parent / "log"), str(root)).hear
    for _ in range(2):
        hear("open", (path, "r", 0))
    hear("sqlite3.connect", (str(root / "b.sqlite"),))
    hear("import", ("os",))
    first, second = read_reads(root.parent / "log")
    assert first == FileRead(path=path, size=2, modified=Path(path).stat().st_mtime_ns)
    assert (second.path, second.size) == (str(root / "b.sqlite"), -1)


def test_what_is_written_before_it_is_read_is_made(root: Path) -> None:
    name = str(root / "a")
    assert _noted(root, (name, "wb", 0), (name, "rb", 0)) == [("a", True)]


@pytest.mark.parametrize(
    ("mode", "flags", "made"),
    [
        ("r", 0, False),
        ("rb+", 0, False),
        ("a", 0, False),
        ("xb", 0, True),
        (None, os.O_RDONLY, False),
        (None, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, True),
    ],
)
def test_how_it_is_opened_says_what_becomes_of_it(
    root: Path,
    mode: str | None,
    flags: int,
    made: bool,  # noqa: FBT001 - a case
) -> None:
    assert _noted(root, (str(root / "a").encode(), mode, flags)) == [("a", made)]


def test_an_import_is_its_source(root: Path) -> None:
    cached = root / "__pycache__" / f"own.{sys.implementation.cache_tag}.pyc"
    assert _noted(root, (str(cached), "rb", 0), (str(cached) + ".12", "wb", 0))[0] == (
        "own.py",
        False,
    )


def test_the_system_and_what_hides_is_no_input(root: Path) -> None:
    others = [
        (str(Path(sys.prefix, "lib", "x.py")), "r", 0),
        ("/proc/cpuinfo", "r", 0),
        (str(Path(tempfile.gettempdir(), "x")), "r", 0),
        ("/home/ada/.cache/x", "r", 0),
        (str(root / ".git" / "HEAD"), "r", 0),
        (str(root / "env" / "lib" / "site-packages" / "x.py"), "r", 0),
        (7, "r", 0),
        (":memory:", "r", 0),
        ("", "r", 0),
        (object(), "r", 0),
        (),
    ]
    assert _noted(root, *others) == []


def test_folders_that_are_listed_are_noted(root: Path) -> None:
    (root / "data" / "a").mkdir(parents=True)
    hook = Reads(str(root.parent / "log"), str(root))
    for folder in (root / "data", root / "data" / "a", root.parent, root / ".git"):
        hook.hear("os.scandir", (str(folder),))
    noted = [(read.path, read.listed, read.made) for read in read_reads(root.parent / "log")]
    assert noted == [(str(root / "data"), True, False), (str(root / "data" / "a"), True, False)]


def test_folders_are_not_noted_where_python_seeks_modules(root: Path) -> None:
    log = str(root.parent / "log")
    program = (
        "import sys\n"
        "from importlib.metadata import entry_points\n"
        "from jupyter_mlops.jobs.kernel_reads import Reads\n"
        "sys.path.insert(0, sys.argv[2])\n"
        "sys.addaudithook(Reads(*sys.argv[1:]).hear)\n"
        "entry_points()\n"
        "import this_is_mine, glob\n"
        "print(glob.glob(sys.argv[2] + '/data/*.csv'))"
    )
    (root / "this_is_mine.py").write_text("")
    (root / "data").mkdir()
    subprocess.run([sys.executable, "-c", program, log, str(root)], check=True, timeout=120)
    noted = [read.path for read in read_reads(root.parent / "log") if read.listed]
    assert noted == [str(root / "data")]


def test_what_lies_elsewhere_is_noted_too(root: Path) -> None:
    log = root.parent / "log"
    Reads(str(log), str(root)).hear("open", ("/home/ada/data.csv", "r", 0))
    assert [read.path for read in read_reads(log)] == ["/home/ada/data.csv"]


def test_lines_that_are_cut_short_are_left_out(tmp_path: Path) -> None:
    file = tmp_path / "log"
    lines = [{"name": "test_a", "outcome": "begun"}, {"name": "test_a", "outcome": "passed"}]
    lines.append({"name": "test_b", "outcome": "begun"})
    file.write_text("\n".join(map(json.dumps, lines)) + '\n{"name": "test_c", "ou')
    assert read_calls(file) == (
        FunctionCall(name="test_a", outcome="passed"),
        FunctionCall(name="test_b", outcome="begun"),
    )
    assert read_calls(tmp_path / "none") == ()
    assert read_reads(file) == ()


def test_folders_go_before_what_is_installed_and_after_the_working_directory() -> None:
    path, environment = ["", "/lib"], {"PYTHONPATH": "/theirs"}
    put_first(["/a", "/b"], path, environment)
    assert path == ["", "/a", "/b", "/lib"]
    assert environment["PYTHONPATH"] == os.pathsep.join(["/a", "/b", "/theirs"])
    path, environment = ["/lib"], {}
    put_first(["/a"], path, environment)
    assert (path, environment) == (["/a", "/lib"], {"PYTHONPATH": "/a"})
