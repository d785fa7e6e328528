"""A report quotes no secret."""

from __future__ import annotations

from typing import Any

import pytest

from jupyter_mlops.errors import InvalidError
from jupyter_mlops.services.check_masking import MASK
from jupyter_mlops.services.ci_context import CiContext
from jupyter_mlops.services.ci_desk import CiDesk
from jupyter_mlops.services.report import make_report
from jupyter_mlops.services.report_comment import post_report
from tests.git.notebooks import dump, notebook
from tests.services.forges import ForgeRepository

SECRET = "ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"


def save(forge: ForgeRepository, made: dict[str, Any]) -> None:
    forge.write("train.ipynb", dump(made))
    forge.commit("train.ipynb")


def outputs() -> list[dict[str, Any]]:
    """Outputs that show it in every way that people read."""
    shown: dict[str, Any] = {
        "application/json": {"key": [SECRET]},
        "text/plain": [f"'{SECRET}'"],
        "text/html": f"<b>{SECRET}</b>",
    }
    failed = {"ename": "E", "evalue": SECRET, "traceback": ["one", f"E: {SECRET}"]}
    return [
        {"output_type": "stream", "name": "stdout", "text": ["token\n", f"{SECRET}\n"]},
        {"output_type": "display_data", "metadata": {}, "data": shown},
        {"output_type": "error", **failed},
    ]


def test_secrets_are_masked_wherever_they_are_read(forge: ForgeRepository, ci: CiDesk) -> None:
    made = notebook(f'key = "{SECRET}"', "show()")
    made["cells"][1]["outputs"] = outputs()
    made["cells"][1]["metadata"] = {"author": {"key": SECRET}}
    made["metadata"] = {"papermill": {"parameters": [SECRET]}}
    save(forge, made)
    report = make_report(forge.folder, "HEAD~1..HEAD")
    post_report(ci, forge.folder, report, CiContext(inside=True, pull_request=7))
    [comment] = forge.world.comments
    for text in (report.markdown(limit=None), report.html(), comment["body"]):
        assert SECRET not in text
        assert SECRET[4:20] not in text
        assert MASK in text


def test_a_secret_that_was_taken_out_is_masked_too(forge: ForgeRepository) -> None:
    save(forge, notebook(f'key = "{SECRET}"'))
    save(forge, notebook('key = getenv("KEY")'))
    text = make_report(forge.folder, "HEAD~1..HEAD").markdown()
    assert SECRET not in text
    assert f'-key = "{MASK}"' in text


@pytest.mark.parametrize("line", ['severity = "off"', 'allow = ["ghp_"]'])
def test_what_the_settings_let_pass_is_shown(forge: ForgeRepository, line: str) -> None:
    forge.write("pyproject.toml", f"[tool.jupyter-mlops.checks.secrets]\n{line}\n")
    save(forge, notebook(f'key = "{SECRET}"'))
    assert SECRET in make_report(forge.folder, "HEAD~1..HEAD").markdown()


def test_notebooks_without_secrets_are_quoted_as_they_are(forge: ForgeRepository) -> None:
    save(forge, notebook("plain()", "other()", outputs="said\n"))
    text = make_report(forge.folder, "HEAD~1..HEAD").markdown()
    assert "plain()" in text
    assert MASK not in text


def test_an_expression_of_the_settings_that_is_none_is_named(forge: ForgeRepository) -> None:
    forge.write("pyproject.toml", '[tool.jupyter-mlops.checks.secrets]\nallow = ["("]\n')
    save(forge, notebook("plain()"))
    with pytest.raises(InvalidError, match="allow"):
        make_report(forge.folder, "HEAD~1..HEAD")
