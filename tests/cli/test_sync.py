"""`jupyter mlops sync`: edits of modules in their cells, in words and in JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from jupyter_mlops.cli.main import main
from tests.services.module_projects import FIT
from tests.services.sync_desk import G, SyncDesk


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SyncDesk:
    made = SyncDesk(tmp_path / "lab")
    monkeypatch.chdir(made.root)
    return made


def test_what_was_synced_is_named_and_counted(
    desk: SyncDesk, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.exported(FIT, G)
    desk.export()
    assert main(["sync"]) == 0
    assert capsys.readouterr().out == "in step\n"
    desk.edit("sum(values)", "max(values)")
    desk.module().write_text(desk.text() + "\n\ndef h():\n    pass\n")

    assert main(["sync"]) == 0

    told = capsys.readouterr().out
    assert told == "synced train.ipynb\nexported src/lab/train.py\n1 cell edited, 1 added\n"


def test_a_check_tells_cells_and_lines_and_changes_nothing(
    desk: SyncDesk, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.exported(FIT, G)
    desk.exported("X = 1", name="other.ipynb")
    desk.export()
    assert main(["sync", "--check"]) == 0
    assert capsys.readouterr().out == "in step\n"
    desk.edit("return 1", "return 2")
    before = desk.text()

    assert main(["sync", "--check"]) == 1

    told = capsys.readouterr().out.splitlines()
    line = before.split("\n").index("    return 2") + 1
    assert told == [
        "src/lab/train.py: module ahead",
        f"  train.ipynb, cell 2 · src/lab/train.py:{line}: edited in the module: def g():",
        "1 to sync or export, 1 in step",
    ]
    assert (desk.text(), desk.sources()) == (before, [FIT, G])
    assert main(["sync", "--check", "other.ipynb"]) == 0
    assert main(["sync", "--check", "--json"]) == 1
    capsys.readouterr()
    assert main(["sync", "--check", "--json", "src/lab/train.py"]) == 1
    [module] = json.loads(capsys.readouterr().out)["modules"]
    assert module["changes"][0]["change"] == "module_edited"


def test_a_question_says_how_it_is_answered(
    desk: SyncDesk, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.exported(FIT, G)
    desk.export()
    desk.edit(f"# %% train.ipynb#cell-1\n{G}\n", "")

    assert main(["sync"]) == 1

    asked, counted = capsys.readouterr().out.splitlines()
    assert asked == (
        "held back src/lab/train.py: train: g was deleted in the module; say what is meant: "
        "--delete or --unmark or --keep train:g"
    )
    assert counted == "1 question, 1 held back"
    assert main(["sync", "--delete", "train:nothing"]) == 2
    assert "nothing called nothing was deleted" in capsys.readouterr().err
    assert main(["sync", "--delete", "other:g"]) == 2
    assert "there are these modules: train" in capsys.readouterr().err
    assert main(["sync", "--delete", "train:g"]) == 0
    assert desk.sources() == [FIT]


def test_a_conflict_says_how_it_is_settled(
    desk: SyncDesk, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.exported("A = 1")
    desk.export()
    desk.edit("A = 1", "A = 2")
    desk.rewrite(0, "A = 3")

    assert main(["sync"]) == 1

    told = capsys.readouterr().out
    assert "train.ipynb, cell 1 has a conflict" in told
    assert told.endswith("1 cell edited, 1 conflict, 1 held back\n")
    assert main(["sync", "--module", "train:2"]) == 2
    assert "there are: 1" in capsys.readouterr().err
    assert main(["sync", "--module", "train:1"]) == 0
    assert desk.sources() == ["A = 2"]


def test_on_a_terminal_it_asks(
    desk: SyncDesk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.exported(FIT, G, "def h():\n    return 2")
    desk.export()
    desk.edit(f"# %% train.ipynb#cell-1\n{G}\n", "")
    desk.edit("# %% train.ipynb#cell-2\ndef h():\n    return 2\n", "")
    answers = iter(["what", "d", "s"])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda _: next(answers))
    monkeypatch.setenv("NO_COLOR", "1")

    assert main(["sync"]) == 1

    assert desk.sources() == [FIT, "def h():\n    return 2"]
    assert "train: h was deleted in the module" in capsys.readouterr().out


def test_what_no_cell_can_take_is_told_with_its_line(
    desk: SyncDesk, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.exported(FIT)
    desk.export()
    desk.edit('__all__ = ["fit"]', '__all__ = ["fit", "other"]')

    assert main(["sync"]) == 1

    told = capsys.readouterr()
    assert "src/lab/train.py, line 4: `__all__` was edited" in told.err
    assert told.err.count("__all__") == 1
    assert "held back src/lab/train.py: module ahead" in told.out
    assert main(["sync", "--json"]) == 1
    [finding] = json.loads(capsys.readouterr().out)["findings"]
    assert finding["code"] == "generated_part"
