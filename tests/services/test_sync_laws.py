"""Whatever is edited on either side: after a sync it is there, and the sides are in step."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jupyter_mlops.modules.model import Answer, CellKey
from jupyter_mlops.modules.sync.model import Decisions, Side
from tests.services.module_projects import PYPROJECT
from tests.services.sync_desk import NOTEBOOK, SyncDesk

#: Each `@` becomes a number of its own, by which an edit is followed.
_CODE = (
    "def f_@(a, b=@):\n    x = a + @\n    y = b * @\n\n    return x, y, @",
    "def g_@( a ):\n  # why @\n  if a > @:\n      return [ @,\n @ ]\n  return @",
    "class C_@:\n    '''Doc @.'''\n\n    size = @\n\n    def m(self):\n        return @",
    "V_@ = @",
    "V_@=[@,   @]  # beside @",
    "# above @\nV_@ = '%d @ !ls ?'",
    "import os\nV_@ = os.sep * @",
    "from math import pi, e\nimport json as j_@\nV_@ = (pi, e, @)",
    "if True:\n    V_@ = @\nelse:\n    V_@ = @",
    "@staticmethod\ndef h_@():\n    return '''\n  @\n'''".replace("@s", "\0"),
    "%matplotlib inline\nV_@ = @",
    "def k_@():\n    a = @\n    !ls\n    b = @\n    return a, b",
    "import asyncio\nV_@ = await asyncio.sleep(0, @)\nW_@ = @",
    "V_@ = @; W_@ = @",
    "try:\n    import numpy as np_@\nexcept ImportError:\n    np_@ = @",
    'V_@ = """\n# %% no marker @\n<<\n"""',
)
_NUMBER = re.compile(r"(?<![\w.])\d{4,}\b")


class _Story:
    """A project, and what its user does to it.

    Args:
        folder: Where it is.
        draw: Draws what is chosen.
    """

    def __init__(self, folder: Path, draw: Callable[[st.SearchStrategy[Any]], Any]) -> None:
        self.desk = SyncDesk(folder, PYPROJECT)
        self._draw = draw
        self._count = 1000
        #: What must be in the notebook afterwards.
        self.tokens: set[str] = set()
        codes = st.lists(st.sampled_from(_CODE), min_size=1, max_size=3)
        cells = draw(st.lists(codes, min_size=1, max_size=4))
        self._write([self._cell(number, each) for number, each in enumerate(cells)])

    def number(self) -> str:
        self._count += 1
        return str(self._count)

    def filled(self, code: str) -> str:
        return re.sub("@", lambda _: self.number(), code).replace("\0", "@s")

    def _cell(self, number: int, codes: list[str]) -> dict[str, Any]:
        gap = self._draw(st.sampled_from(["\n", "\n\n", "\n\n\n"]))
        source = gap.join(self.filled(code) for code in codes)
        how = self._draw(st.sampled_from(["tag", "tag", "directive", "none"]))
        if how == "directive":
            source = "#| export\n" + source
        output = {"output_type": "stream", "name": "stdout", "text": [f"{number}\n", "é"]}
        return {
            "cell_type": "code",
            "id": f"id-{number}",
            "metadata": {"tags": ["export", "own"]} if how == "tag" else {},
            "source": source.splitlines(keepends=True),
            "outputs": [output],
            "execution_count": number,
        }

    def _write(self, cells: list[dict[str, Any]]) -> None:
        document = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
        (self.desk.root / NOTEBOOK).write_text(json.dumps(document, indent=1) + "\n")

    def edit_notebook(self) -> None:
        cells = self.desk.cells()
        cell = self._draw(st.sampled_from(cells))
        source = "".join(cell["source"])
        kind = self._draw(st.sampled_from(["number", "number", "append", "new", "move"]))
        if kind == "number":
            source = self._with_number(source)
        elif kind == "append":
            source += "\n\n" + self.followed("A_@ = @")
        elif kind == "new":
            text = self.followed("def n_@():\n    return @")
            cells.insert(cells.index(cell), {**cell, "id": f"new-{self.number()}", "source": text})
            self._write(cells)
            return
        else:
            cells.remove(cell)
            cells.append(cell)
        if source != "".join(cell["source"]):
            cell["source"] = source.splitlines(keepends=True)
        self._write(cells)

    def edit_module(self) -> None:
        text = self.desk.text()
        kinds = ["number", "number", "append", "bare", "import", "line", "swap", "drop"]
        kind = self._draw(st.sampled_from(kinds))
        if kind in ("swap", "drop"):
            text = self._with_sections(text, kind)
        elif kind == "number":
            head, marker, body = text.partition("\n# %% ")
            text = head + marker + self._with_number(body)
        elif kind == "append":
            text += "\n\n" + self.followed("def new_@(a):\n    return a + @") + "\n"
        elif kind == "bare":
            text += "\n\n# %%\n" + self.followed("B_@ = @") + "\n"
        elif kind == "import":
            line = self.followed("import module_@")
            text = text.replace("\n__all__", f"\n{line}\n\n__all__", 1)
        else:
            lines = text.split("\n")
            ends = [at for at, line in enumerate(lines) if line.startswith("# %% ")]
            if not ends:
                return
            at = self._draw(st.sampled_from(ends)) + 1
            lines.insert(at, self.followed("L_@ = @"))
            text = "\n".join(lines)
        self.desk.module().write_text(text)

    def edit_both(self) -> None:
        """Gives a number another value on either side."""
        cells, text = self.desk.cells(), self.desk.text()
        shared = sorted(
            (cells.index(cell), found[0])
            for cell in cells
            for found in _NUMBER.finditer("".join(cell["source"]))
            if re.search(rf"\b{found[0]}\b", text.partition("# %% ")[2])
        )
        if not shared:
            return
        at, old = self._draw(st.sampled_from(shared))
        ours, theirs = self.number(), self.number()
        source = re.sub(rf"\b{old}\b", ours, "".join(cells[at]["source"]))
        self.tokens |= {ours, theirs}
        self.tokens.discard(old)
        cells[at]["source"] = source.splitlines(keepends=True)
        self._write(cells)
        self.desk.module().write_text(re.sub(rf"\b{old}\b", theirs, text))

    def _with_sections(self, text: str, kind: str) -> str:
        """A text with two sections in each other's place, or without one."""
        head, *sections = re.split(r"^(?=# %%(?: train|$))", text, flags=re.MULTILINE)
        if not sections:
            return text
        one, two = (self._draw(st.integers(0, len(sections) - 1)) for _ in range(2))
        if kind == "drop":
            dropped = set(re.findall(r"\d{4,}", sections.pop(one)))
            self.tokens -= {each for each in dropped if each not in "".join(self.desk.sources())}
        else:
            sections[one], sections[two] = sections[two], sections[one]
        return "".join([head, *(f"{each.rstrip()}\n\n\n" for each in sections)])

    def followed(self, code: str) -> str:
        """New code, which must not get lost."""
        filled = self.filled(code)
        self.tokens |= set(re.findall(r"\d{4,}", filled))
        return filled

    def _with_number(self, text: str) -> str:
        """A text with one of its numbers replaced."""
        found = list(_NUMBER.finditer(text))
        if not found:
            return text
        chosen = self._draw(st.sampled_from(found))
        new = self.number()
        self.tokens.add(new)
        self.tokens.discard(chosen[0])
        return text[: chosen.start()] + new + text[chosen.end() :]


@settings(
    deadline=None,
    max_examples=15,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(data=st.data())
def test_no_edit_of_either_side_is_lost(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        story = _Story(Path(folder) / "lab", data.draw)
        desk = story.desk
        desk.export()
        if not desk.module().exists():
            return
        steps = (story.edit_notebook, story.edit_module, story.edit_both)
        for step in data.draw(st.lists(st.sampled_from(steps), min_size=1, max_size=6)):
            step()
        before, module = {cell["id"]: cell for cell in desk.cells()}, desk.text()

        done = desk.sync()

        after = desk.cells()
        nbformat.validate(nbformat.read(desk.root / NOTEBOOK, as_version=4))
        if not done.findings:
            _check(story, after, before)
        if done.findings:  # both sides have another order
            assert {finding.code for finding in done.findings} == {"generated_part"}
            assert desk.text() == module
            return
        if done.questions:
            answers: dict[CellKey, Answer] = {each.key: "keep" for each in done.questions}
            done = desk.sync(decisions={"train": Decisions(answers=answers)})
        if desk.state() == "conflict":
            side: Side = data.draw(st.sampled_from(["notebook", "module"]))
            changes = desk.status().modules[0].changes
            sides = {each.key: side for each in changes if each.change == "conflict"}
            done = desk.sync(decisions={"train": Decisions(sides=sides)})
        assert desk.state() == "in_step", done
        notebook, module = (desk.root / NOTEBOOK).read_bytes(), desk.text()
        again = desk.sync()
        assert (again.notebooks, again.exported.written) == ((), ())
        assert ((desk.root / NOTEBOOK).read_bytes(), desk.text()) == (notebook, module)


def _check(story: _Story, after: list[dict[str, Any]], before: dict[str, dict[str, Any]]) -> None:
    text = "\n".join("".join(cell["source"]) for cell in after)
    lost = {token for token in story.tokens if not re.search(rf"(?<!\d){token}(?!\d)", text)}
    assert not lost
    for cell in after:
        old = before.get(cell["id"])
        if old is not None:
            same = {key: value for key, value in cell.items() if key != "source"}
            assert same == {key: value for key, value in old.items() if key != "source"}
            if not cell["metadata"] and "#| export" not in "".join(old["source"]):
                assert cell == old
