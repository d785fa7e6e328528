from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from jupyter_mlops.checks.clean import CleanCheck
from jupyter_mlops.checks.ports import Context
from jupyter_mlops.checks.subject import Subject
from jupyter_mlops.settings.checks import CheckSettings, ChecksSettings, ReproduceSettings
from tests.checks.notebooks import code, notebook, printed

CHECK = CleanCheck()
CELLS = [
    code("1", printed("1"), count=3, scrolled=True),
    code("2", count=4, collapsed=True),
]


def judged(root: Path, data: bytes, settings: ChecksSettings | None = None) -> list[str]:
    subject = Subject("a/n.ipynb", data, root / "a/n.ipynb")
    context = Context(root, settings or ChecksSettings())
    [checked] = CHECK.run([subject], context)
    assert checked.notebook == "a/n.ipynb"
    assert {found.severity for found in checked.findings} <= {"warning"}
    return sorted(found.code for found in checked.findings)


def mended(root: Path, data: bytes, settings: ChecksSettings | None = None) -> Any:
    subject = Subject("a/n.ipynb", data, root / "a/n.ipynb")
    return CHECK.fix([subject], Context(root, settings or ChecksSettings())).get("a/n.ipynb")


def test_a_project_that_says_nothing_of_cleaning_is_left_alone(tmp_path: Path) -> None:
    assert judged(tmp_path, notebook(*CELLS)) == []
    assert mended(tmp_path, notebook(*CELLS)) is None


def test_ids_that_are_held_twice_are_found_nevertheless(tmp_path: Path) -> None:
    data = notebook(*CELLS).replace(b'"c1"', b'"c0"')
    assert judged(tmp_path, data) == ["ids"]
    fixed = mended(tmp_path, data)
    assert fixed.count == 1
    assert judged(tmp_path, fixed.data) == []


@pytest.mark.parametrize("where", ["pyproject.toml", ".gitattributes", "a/.gitattributes"])
def test_rules_hold_where_anything_says_how_to_clean(tmp_path: Path, where: str) -> None:
    (tmp_path / "a").mkdir()
    table = "[tool.jupyter-mlops.clean]\n"
    told = table if "toml" in where else "*.ipynb filter=jupyter-mlops diff=jupyter-mlops\n"
    (tmp_path / where).write_text(told)
    assert judged(tmp_path, notebook(*CELLS)) == ["execution-counts", "metadata", "outputs"]
    assert judged(tmp_path, notebook(code("1"), "2")) == []


def test_rules_hold_where_the_check_has_a_severity(tmp_path: Path) -> None:
    given = ChecksSettings(clean=CheckSettings(severity="error"))
    assert judged(tmp_path, notebook(*CELLS), given) == ["execution-counts", "metadata", "outputs"]


def test_settings_of_cleaning_decide(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(
        '[tool.jupyter-mlops.clean]\noutputs = "keep"\nexecution-counts = "keep"\n'
    )
    assert judged(tmp_path, notebook(*CELLS)) == ["metadata"]


def test_outputs_that_are_compared_with_shall_be_there(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.jupyter-mlops.clean]\n")
    given = ChecksSettings(reproduce=ReproduceSettings(severity="error"))
    assert "outputs" not in judged(tmp_path, notebook(*CELLS), given)
    off = ChecksSettings(reproduce=ReproduceSettings(severity="off"))
    assert "outputs" in judged(tmp_path, notebook(*CELLS), off)


def test_a_rule_is_one_finding_that_names_its_cells(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.jupyter-mlops.clean]\n")
    subject = Subject("n.ipynb", notebook(*CELLS), tmp_path / "n.ipynb")
    [checked] = CHECK.run([subject], Context(tmp_path, ChecksSettings()))
    told = {each.code: (each.message, each.detail, each.fixable) for each in checked.findings}
    assert told == {
        "metadata": (
            "metadata that tools write without being asked in 2 cells",
            "cells: c0, c1",
            True,
        ),
        "execution-counts": ("execution counts in 2 cells", "cells: c0, c1", True),
        "outputs": ("outputs that are to be dropped in 1 cell", "cells: c0", False),
    }


def test_fixing_keeps_outputs_and_the_state_of_widgets(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.jupyter-mlops.clean]\n")
    data = notebook(*CELLS, widgets={"state": {"a": 1}}, keep_output=False)
    fixed = mended(tmp_path, data)
    before, after = json.loads(data), json.loads(fixed.data)
    assert [cell["outputs"] for cell in after["cells"]] == [
        cell["outputs"] for cell in before["cells"]
    ]
    assert after["metadata"]["widgets"] == before["metadata"]["widgets"]
    assert [cell["metadata"] for cell in after["cells"]] == [{}, {}]
    assert fixed.count == 2
    assert judged(tmp_path, fixed.data) == ["outputs", "widgets"]
    assert mended(tmp_path, fixed.data) is None


def test_the_key_changes_with_the_settings_of_cleaning(tmp_path: Path) -> None:
    def key() -> str | None:
        subject = Subject("n.ipynb", notebook(*CELLS), tmp_path / "n.ipynb")
        return CHECK.key(subject, Context(tmp_path, ChecksSettings()))

    before = key()
    (tmp_path / "pyproject.toml").write_text("[tool.jupyter-mlops.clean]\n")
    said = key()
    (tmp_path / "pyproject.toml").write_text('[tool.jupyter-mlops.clean]\noutputs = "keep"\n')
    assert len({before, said, key()}) == 3
