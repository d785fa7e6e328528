"""Choosing among the changes of real commits."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

from jupyter_mlops.notebooks.accessors import cell_source
from jupyter_mlops.notebooks.document import load_file
from jupyter_mlops.notebooks.staging.cells import list_changes
from jupyter_mlops.notebooks.staging.model import Choice
from jupyter_mlops.notebooks.staging.stage import discard_choices, stage_choices, unstage_choices
from jupyter_mlops.notebooks.staging.versions import Versions
from tests.notebooks.merge.validity import check_valid
from tests.notebooks.staging.builders import without_outputs
from tests.notebooks.staging.strategies import all_keys, loaded, with_index


def test_every_part_of_a_real_commit_can_be_committed_alone(real_pairs: list[Path]) -> None:
    random = Random(5)  # noqa: S311 - any half will do
    for folder in real_pairs[1::2]:
        found = _versions(folder)
        keys = all_keys(found)
        chosen = random.sample(keys, len(keys) // 2)
        choices = [Choice(key=key) for key in chosen]

        data = stage_choices(found, choices)

        staged = with_index(found, data)
        assert staged.index is not None
        check_valid(staged.index.nb)
        told = {change.key: change for change in list_changes(staged).cells}
        for key, change in told.items():
            expected = {"staged", None} if key in chosen else {"unstaged", None}
            assert {change.source, change.outputs} <= expected, (folder.name, key)
        assert _data(unstage_choices(staged, choices), found.base), folder.name
        rest = [Choice(key=key) for key in keys if key not in chosen]
        if keys:
            assert _data(stage_choices(staged, rest), found.working), folder.name


def test_discarding_a_real_commit_piece_by_piece_gives_what_was_before(
    real_pairs: list[Path],
) -> None:
    for folder in real_pairs[::4]:
        found = _versions(folder)
        every = [Choice(key=key) for key in all_keys(found)]
        half = loaded(discard_choices(found, every[::2]))
        rest = Versions(base=found.base, index=found.base, working=half)

        assert half is not None
        check_valid(half.nb)
        assert len(all_keys(rest)) <= len(every[1::2]) + 1, folder.name
        left = [Choice(key=key) for key in all_keys(rest)]
        assert not left or _data(discard_choices(rest, left), found.base), folder.name


def test_the_code_of_a_real_commit_alone_has_its_sources(real_pairs: list[Path]) -> None:
    for folder in real_pairs[::3]:
        found = _versions(folder)

        staged = loaded(stage_choices(found, None, clean=without_outputs))

        assert staged is not None
        assert found.working is not None
        assert _sources(staged.nb) == _sources(found.working.nb), folder.name


def _versions(folder: Path) -> Versions:
    base, working = (load_file(folder / name) for name in ("a.ipynb", "b.ipynb"))
    return Versions(base=base, index=base, working=working)


def _data(data: bytes | None, document: Any) -> bool:
    return bool(data == document.data)


def _sources(nb: dict[str, Any]) -> list[str]:
    return [cell_source(cell) for cell in nb["cells"]]
