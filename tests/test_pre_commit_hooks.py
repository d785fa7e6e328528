"""The hooks for pre-commit."""

from __future__ import annotations

import shlex
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]

from tests.git.notebooks import NotebookRepository, isolate
from tests.services.test_check import LEAK

HOOKS: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[1] / ".pre-commit-hooks.yaml").read_text()
)
#: What https://pre-commit.com/#creating-new-hooks needs of a hook, and what it knows.
NEEDED = {"id", "name", "entry", "language"}
KNOWN = NEEDED | {
    *("description", "types", "files", "require_serial", "pass_filenames", "stages"),
    *("args", "always_run", "exclude", "verbose", "minimum_pre_commit_version"),
}
#: Which of them refuse a notebook with a secret.
REFUSING = {"jupyter-mlops-check", "jupyter-mlops-fix", "jupyter-mlops-secrets"}


def test_they_are_what_pre_commit_understands() -> None:
    for hook in HOOKS:
        assert set(hook) >= NEEDED
        assert set(hook) <= KNOWN
        assert hook["language"] == "system"
    assert len({hook["id"] for hook in HOOKS}) == len(HOOKS)


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_each_runs_as_pre_commit_would_run_it(
    hook: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if "execute" in hook["id"]:
        pytest.skip("takes a kernel, which the tests of executions start")
    isolate(monkeypatch, tmp_path / "home")
    repository = NotebookRepository(tmp_path / "project")
    repository.save("deep/a.ipynb", LEAK)
    repository.git("add", "--all")
    files = ["deep/a.ipynb"] if hook.get("pass_filenames", True) else []
    done = subprocess.run(
        [*shlex.split(hook["entry"]), *files],
        cwd=repository.folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == (1 if hook["id"] in REFUSING else 0), done.stdout + done.stderr
