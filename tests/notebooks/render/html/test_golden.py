from __future__ import annotations

import pytest

from tests.notebooks.render.html.golden import FOLDER, NAMES, golden


@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_as_it_was_when_somebody_looked_at_it(name: str) -> None:
    pytest.importorskip("PIL", reason="the golden pictures are compared by pixels")
    assert golden(name) == (FOLDER / f"{name}.html").read_text(encoding="utf-8")


def test_every_golden_page_belongs_to_a_case() -> None:
    assert {file.stem for file in FOLDER.glob("*.html")} == set(NAMES)
