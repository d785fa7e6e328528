"""What an export writes depends on the notebooks alone, not on what was exported before."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.services.module_projects import Project

CELL = st.tuples(
    st.sampled_from(
        [
            "import os\nimport json",
            "from math import pi\n\ndef area(r):\n    return pi * r ** 2",
            "X = 1",
            "Y, _hidden = 2, 3",
            "class Model:\n    '''A model.'''\n    def fit(self): return self",
            "%matplotlib inline\nZ = '%d' % 4",
            "import asyncio\nawait asyncio.sleep(0)",
            "broken(",
        ]
    ),
    st.sampled_from(["", "export", "export:shared", "export:deep.er", "exporti", "test"]),
)
NOTEBOOKS = st.fixed_dictionaries(
    {name: st.lists(CELL, max_size=4) for name in ("a.ipynb", "sub/b.ipynb")}
)


def written(project: Project) -> dict[str, bytes]:
    source = project.root / "src"
    return {
        file.relative_to(source).as_posix(): file.read_bytes()
        for file in source.rglob("*.py")
        if file.stat().st_size  # packages stay when their last module goes
    }


@settings(max_examples=12, deadline=None)
@given(history=st.lists(NOTEBOOKS, min_size=1, max_size=3))
def test_history_leaves_no_trace(history: list[dict[str, list[tuple[str, str]]]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        old, fresh = Project(Path(folder, "old")), Project(Path(folder, "fresh"))
        for notebooks in history:
            for name, cells in notebooks.items():
                old.notebook(name, *cells)
            done = old.export()
        for name, cells in history[-1].items():
            fresh.notebook(name, *cells)
        first = fresh.export()

        assert first.held_back == done.held_back
        whole = {name: text for name, text in written(old).items() if name in written(fresh)}
        assert whole == written(fresh)
        again = old.export(check=True)
        assert (again.written, again.removed) == ((), ())
        states = {each.state for each in old.status().modules}
        assert states <= {"in_step", "blocked", "orphaned"}
        for file, text in written(old).items():
            compile(text, file, "exec", dont_inherit=True)
