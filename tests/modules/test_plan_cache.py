from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from jupyter_mlops.modules import plan_cache, read_notebooks
from jupyter_mlops.modules.plan import plan_export
from jupyter_mlops.modules.plan_cache import PlanCache
from jupyter_mlops.modules.readings import NotebookReading, read_cells
from tests.modules.notebooks import PROJECT, code, notebook

_NOTEBOOKS = {
    "a.ipynb": notebook("#| export\nimport os\n%time x = os.name", "assert x", "await f()"),
    "b.ipynb": notebook("#| export a\nx = 1\nfrom pkg.c import *", code("assert x", "test")),
    "c.ipynb": notebook("#| export\nx = !ls", "#| export ../d\n1"),
    "d.ipynb": b"no notebook",
    "e.ipynb": notebook("#| export\nx <- 1", language_info={"name": "R"}),
}


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The notebooks that are really read, as they are."""
    names: list[str] = []

    def counting(data: bytes, name: str, *, refuse_magics: bool) -> NotebookReading:
        names.append(name)
        return read_cells(data, name, refuse_magics=refuse_magics)

    monkeypatch.setattr(read_notebooks, "read_cells", counting)
    return names


def test_a_plan_from_memory_and_from_disk_is_the_plan(tmp_path: Path) -> None:
    cache = PlanCache(tmp_path / "plans")
    first = plan_export(PROJECT, _NOTEBOOKS, cache=cache)
    cache.save()
    assert plan_export(PROJECT, _NOTEBOOKS, cache=cache) == first
    assert plan_export(PROJECT, _NOTEBOOKS, cache=PlanCache(tmp_path / "plans")) == first
    assert plan_export(PROJECT, _NOTEBOOKS) == first


def test_only_what_has_changed_is_read_again(tmp_path: Path, counted: list[str]) -> None:
    good = {name: data for name, data in _NOTEBOOKS.items() if name != "d.ipynb"}
    cache = PlanCache(tmp_path)
    plan_export(PROJECT, good, cache=cache)
    cache.save()
    counted.clear()
    changed = {**good, "c.ipynb": notebook("#| export\ny = 1")}
    plan_export(PROJECT, changed, cache=PlanCache(tmp_path))
    assert counted == ["c.ipynb"]


def test_another_way_with_magics_is_another_reading(counted: list[str]) -> None:
    cache = PlanCache()
    plan_export(PROJECT, _NOTEBOOKS, cache=cache)
    plan = plan_export(replace(PROJECT, magics="refuse"), _NOTEBOOKS, cache=cache)
    assert counted.count("a.ipynb") == 2
    assert "a" in {module.name for module in plan.modules}


@pytest.mark.parametrize("content", [b"", b"\x93", b"\x80", b"nothing"])
def test_a_damaged_file_is_as_good_as_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "notebooks.msgpack").write_bytes(content)
    plan = plan_export(PROJECT, _NOTEBOOKS, cache=PlanCache(tmp_path))
    assert plan == plan_export(PROJECT, _NOTEBOOKS)


def test_what_other_code_has_found_is_found_anew(
    tmp_path: Path, counted: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = PlanCache(tmp_path)
    plan_export(PROJECT, _NOTEBOOKS, cache=cache)
    cache.save()
    counted.clear()
    monkeypatch.setattr(plan_cache, "__version__", "another")
    plan_export(PROJECT, _NOTEBOOKS, cache=PlanCache(tmp_path))
    assert len(counted) == len(_NOTEBOOKS)


def test_what_nobody_asks_for_any_more_is_forgotten_in_the_end(
    tmp_path: Path, counted: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plan_cache, "_ROOM", 2000)
    cache = PlanCache(tmp_path)
    versions = [notebook(f"#| export\nx = {number}") for number in range(30)]
    for version in versions:
        plan_export(PROJECT, {"a.ipynb": version}, cache=cache)
        cache.save()
    assert (tmp_path / "notebooks.msgpack").stat().st_size < 4000
    counted.clear()
    for version in (versions[-1], versions[-2], versions[0]):
        plan_export(PROJECT, {"a.ipynb": version}, cache=PlanCache(tmp_path))
    assert len(counted) == 1


def test_what_was_just_asked_for_is_kept_whatever_its_size(
    tmp_path: Path, counted: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plan_cache, "_ROOM", 0)
    cache = PlanCache(tmp_path)
    for _ in range(2):
        plan_export(PROJECT, _NOTEBOOKS, cache=cache)
        cache.save()
        cache = PlanCache(tmp_path)
    assert counted.count("a.ipynb") == 1


def test_a_folder_that_cannot_be_written_is_no_failure(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    cache = PlanCache(tmp_path / "file")
    plan_export(PROJECT, _NOTEBOOKS, cache=cache)
    cache.save()
