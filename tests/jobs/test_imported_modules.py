"""What a kernel notes of imported modules, seen from both of its ends."""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path

import pytest

from jupyter_mlops.jobs.imported_modules import read_imported
from jupyter_mlops.jobs.kernel_imports import watch_imports
from jupyter_mlops.jobs.model import ImportedModule
from jupyter_mlops.modules.text import build_modules
from tests.modules.text.plans import plan, project


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.syspath_prepend(str(tmp_path))
    (text,) = build_modules([plan("RATE = 1")], project()).values()
    file = tmp_path / "exported_features.py"
    file.write_bytes(text.replace("\n", "\r\n").encode())
    monkeypatch.delitem(sys.modules, "exported_features", raising=False)
    return tmp_path


def _noted(log: Path) -> list[str]:
    return [json.loads(line)["name"] for line in log.read_text().splitlines()]


def test_a_module_is_noted_once_after_the_cell_that_imports_it(package: Path) -> None:
    log = package / "imports.jsonl"
    look = watch_imports(str(log))
    look()
    assert not log.exists()

    importlib.import_module("exported_features")
    look()
    look("a second", "cell")
    assert _noted(log) == ["exported_features"]
    assert read_imported(log)[0].version == "1.2.0"
    assert not read_imported(log)[0].edited
    del sys.modules["exported_features"]


def test_what_answers_anything_it_is_asked_is_not_asked(
    package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Lazy:
        def __getattr__(self, name: str) -> object:
            raise RuntimeError(name)

    monkeypatch.setitem(sys.modules, "lazy", Lazy())
    watch_imports(str(package / "imports.jsonl"))()


def test_a_file_that_cannot_be_written_is_not_the_notebooks_trouble(package: Path) -> None:
    look = watch_imports(str(package / "nowhere" / "imports.jsonl"))
    importlib.import_module("exported_features")

    look()
    del sys.modules["exported_features"]


def test_what_was_cut_short_counts_as_absent(tmp_path: Path) -> None:
    file = tmp_path / "imports.jsonl"
    assert read_imported(file) == ()

    file.write_text('{"name": "b", "version": "1"}\n{"name": "a"}\n{"name": "b"}\n{"na')
    assert read_imported(file) == (ImportedModule(name="a"), ImportedModule(name="b"))
