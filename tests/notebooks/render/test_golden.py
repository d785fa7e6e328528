from __future__ import annotations

import pytest

from tests.notebooks.render.golden import FOLDER, golden

RENDERS = golden()


@pytest.mark.parametrize("name", RENDERS)
def test_a_render_is_as_it_was_when_somebody_read_it(name: str) -> None:
    pytest.importorskip("PIL", reason="the golden pictures are compared by pixels")
    assert RENDERS[name]() == (FOLDER / name).read_text(encoding="utf-8")


def test_every_golden_file_belongs_to_a_case() -> None:
    names = {file.name for file in FOLDER.iterdir() if file.suffix in {".txt", ".md", ".ansi"}}
    assert names == set(RENDERS)
