from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Mlops
from tests.git.notebooks import dump, notebook
from tests.notebooks.merge.conflicted import merge_texts

CASE = (["x = 0", "a"], ["x = 1", "a"], ["x = 2", "b"])


@pytest.fixture
def three(tmp_path: Path) -> list[str]:
    """A base, and two sides that disagree on the first cell only."""
    names = ["base.ipynb", "local.ipynb", "remote.ipynb"]
    for name, sources in zip(names, CASE, strict=True):
        (tmp_path / name).write_text(dump(notebook(*sources)))
    return names


def sources(text: str | bytes) -> list[str]:
    return ["".join(cell["source"]) for cell in json.loads(text)["cells"]]


def test_a_conflict_overwrites_local_and_exits_with_one(
    mlops: Mlops, three: list[str], tmp_path: Path
) -> None:
    done = mlops("merge", *three)
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.splitlines() == [
        "conflict: cell 1, source: x = 1",
        "settle: jupyter mlops resolve local.ipynb",
    ]
    assert sources((tmp_path / "local.ipynb").read_bytes()) == [
        "<<<<<<< local\nx = 1\n=======\nx = 2\n>>>>>>> remote",
        "b",
    ]


@pytest.mark.parametrize(
    ("option", "first"),
    [
        (["--ours"], "x = 1"),
        (["--theirs", "source"], "x = 2"),
        (["--union=source"], "x = 1\nx = 2"),
        (["--ours", "--union", "source"], "x = 1\nx = 2"),
    ],
)
def test_a_choice_leaves_no_conflict(
    mlops: Mlops, three: list[str], option: list[str], first: str
) -> None:
    done = mlops("merge", *option, *three, "--stdout")
    assert done.returncode == 0, done.stderr
    assert sources(done.stdout) == [first, "b"]


def test_a_choice_of_another_kind_leaves_it(mlops: Mlops, three: list[str]) -> None:
    assert mlops("merge", *three, "--ours", "outputs").returncode == 1


def test_the_result_can_go_elsewhere(mlops: Mlops, three: list[str], tmp_path: Path) -> None:
    before = (tmp_path / "local.ipynb").read_bytes()
    done = mlops("merge", *three, "-o", "out.ipynb", "-L", "mine", "-L", "old", "-L", "theirs")
    assert "resolve out.ipynb" in done.stderr
    assert (tmp_path / "local.ipynb").read_bytes() == before
    found = sources((tmp_path / "out.ipynb").read_bytes())
    assert found[0].splitlines()[::4] == ["<<<<<<< mine", ">>>>>>> theirs"]


def test_names_can_be_given(mlops: Mlops, three: list[str]) -> None:
    done = mlops("merge", *three, "--stdout", "--local-name", "HEAD", "--remote-name", "a b")
    assert "<<<<<<< HEAD" in sources(done.stdout)[0]
    assert ">>>>>>> a b" in sources(done.stdout)[0]
    assert "settle:" not in done.stderr


def test_an_unreadable_side_exits_with_two(mlops: Mlops, three: list[str], tmp_path: Path) -> None:
    (tmp_path / "remote.ipynb").write_text("{")
    before = (tmp_path / "local.ipynb").read_bytes()
    done = mlops("merge", *three)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("jupyter mlops: remote.ipynb, line 1")
    assert (tmp_path / "local.ipynb").read_bytes() == before
    (tmp_path / "remote.ipynb").unlink()
    assert mlops("merge", *three).returncode == 2


@pytest.mark.parametrize("words", [["a"], ["a", "b", "c", "d"], ["--repair", "a", "b"], []])
def test_a_wrong_number_of_files_is_bad_usage(mlops: Mlops, words: list[str]) -> None:
    done = mlops("merge", *words)
    assert done.returncode == 2
    assert "needed" in done.stderr


def test_an_unknown_kind_is_bad_usage(mlops: Mlops, three: list[str]) -> None:
    assert "none of all, source" in mlops("merge", *three, "--ours=colours").stderr


def test_raw_markers_are_repaired(mlops: Mlops, tmp_path: Path) -> None:
    base, local, remote = (dump(notebook(*case)).encode() for case in CASE)
    (tmp_path / "raw.ipynb").write_bytes(merge_texts(base, local, remote))
    done = mlops("merge", "--repair", "raw.ipynb")
    assert done.returncode == 1, done.stderr
    assert "note: raw.ipynb held" in done.stderr
    assert sources((tmp_path / "raw.ipynb").read_bytes())[1] == "b"
    again = mlops("merge", "--repair", "raw.ipynb")
    assert again.returncode == 2
    assert "resolve raw.ipynb" in again.stderr


def test_git_can_use_it_as_its_driver(tmp_path: Path, three: list[str]) -> None:
    """`%A` is overwritten, and the status says whether there are conflicts."""
    driver = f"'{sys.executable}' -m jupyter_mlops.cli.main merge %O %A %B -L ours"

    def git(*words: str) -> subprocess.CompletedProcess[str]:
        who = ["-c", "user.name=T", "-c", "user.email=t@example.org"]
        driven = ["-c", f"merge.nb.driver={driver}"]
        return subprocess.run(
            ["git", *who, *driven, *words],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )

    texts = {name: (tmp_path / name).read_text() for name in three}
    file = tmp_path / "nb.ipynb"
    git("init", "-q", "-b", "main")
    (tmp_path / ".git" / "info" / "attributes").write_text("*.ipynb merge=nb\n")
    for branch, name in (("main", three[0]), ("topic", three[2]), ("main", three[1])):
        git("switch", "-q", branch) if name == three[1] else git("switch", "-q", "-c", branch)
        file.write_text(texts[name])
        git("add", "nb.ipynb")
        git("commit", "-q", "-m", "Change")
    assert git("merge", "topic").returncode == 1
    assert git("diff", "--name-only", "--diff-filter=U").stdout == "nb.ipynb\n"
    assert sources(file.read_bytes())[0].startswith("<<<<<<< ours\nx = 1")
