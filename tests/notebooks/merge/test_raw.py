from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jupyter_mlops.errors import NotebookInvalidError
from jupyter_mlops.notebooks.accessors import cell_source
from jupyter_mlops.notebooks.document import load_document
from jupyter_mlops.notebooks.layout import Layout
from jupyter_mlops.notebooks.merge.held import find_conflicts
from jupyter_mlops.notebooks.merge.model import Conflict, Merged, MergeOptions
from jupyter_mlops.notebooks.merge.raw import has_raw_markers, repair_raw, split_raw
from jupyter_mlops.notebooks.merge.seams import mend_seams
from tests.notebooks.merge.conflicted import STYLES, merge_texts, style_option
from tests.notebooks.merge.marked import code, markdown, notebook
from tests.notebooks.strategies import LAYOUTS, NOTEBOOKS, laid_out

_LINES = st.lists(st.sampled_from(["a", "b", "  c", "}", "", "é", "=======x"]), max_size=7)


def _texts(ends: str) -> st.SearchStrategy[tuple[bytes, bytes, bytes]]:
    text = _LINES.map(lambda lines: "".join(line + ends for line in lines).encode())
    return st.tuples(text, text, text)


@settings(deadline=None, max_examples=60)
@given(
    texts=st.sampled_from(["\n", "\r\n"]).flatmap(_texts),
    style=st.sampled_from(STYLES),
    size=st.sampled_from([7, 11]),
)
def test_the_sides_are_what_git_makes_of_each_by_itself(
    texts: tuple[bytes, bytes, bytes], style: str, size: int
) -> None:
    options = [*style_option(style), f"--marker-size={size}"]
    merged = merge_texts(*texts, *options)
    conflict = split_raw(merged)
    assert conflict.local == merge_texts(*texts, *options, "--ours")
    assert conflict.remote == merge_texts(*texts, *options, "--theirs")
    if merged != conflict.local:
        assert has_raw_markers(merged)
        assert (conflict.local_name, conflict.remote_name) == ("ours", "théirs")
        assert (conflict.base is None) == (style == "merge")
    if style == "diff3" and conflict.base is not None:
        again = merge_texts(conflict.base, conflict.local, conflict.remote, *options)
        assert split_raw(again).local == conflict.local
        assert split_raw(again).remote == conflict.remote


def conflicted(style: str, base: Any, local: Any, remote: Any, **layout: Any) -> bytes:
    texts = [
        json.dumps(nb, indent=1, ensure_ascii=False).encode() + b"\n"
        for nb in (base, local, remote)
    ]
    if layout.get("crlf"):
        texts = [text.replace(b"\n", b"\r\n") for text in texts]
    if layout.get("unended"):
        texts = [text.rstrip() for text in texts]
    merged = merge_texts(texts[0], texts[1], texts[2], *style_option(style))
    assert has_raw_markers(merged)
    return merged


def sources(merged: Merged) -> list[str]:
    nbformat.validate(merged.nb)
    return [cell_source(cell) for cell in merged.nb["cells"]]


BOTH_EDITED = [
    notebook(code(f"import a\nx = {value}\nprint(x)".splitlines(keepends=True)))
    for value in (0, 1, 2)
]
MARKED = "import a\n<<<<<<< ours\nx = 1\n=======\nx = 2\n>>>>>>> théirs\nprint(x)"


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("layout", [{}, {"crlf": True}, {"unended": True}])
def test_lines_in_conflict_become_a_marked_cell(style: str, layout: dict[str, bool]) -> None:
    merged = repair_raw(conflicted(style, *BOTH_EDITED, **layout), "a.ipynb")
    assert sources(merged) == [MARKED]
    assert merged.conflicts == find_conflicts(merged.nb) == [Conflict(cell=0, kinds=["source"])]
    assert "a.ipynb held a conflict of git's in its JSON" in merged.notes


@pytest.mark.parametrize("style", STYLES)
def test_cells_that_both_have_added_are_all_kept(style: str) -> None:
    old = code("a = 1")
    base, local, remote = (
        notebook(old, *(code(source) for source in more))
        for more in ([], ["def load():\n    pass", "load()"], ["plot(1, 2)"])
    )
    found = sources(repair_raw(conflicted(style, base, local, remote), "a.ipynb"))
    for source in ("a = 1", "def load():\n    pass", "load()", "plot(1, 2)"):
        assert any(source in text for text in found)


@pytest.mark.parametrize("style", STYLES)
def test_counts_and_outputs_alone_are_no_conflict(style: str) -> None:
    base, local, remote = (
        notebook(code("print(1)", execution_count=count, outputs=[printed(count)]))
        for count in (1, 2, 3)
    )
    merged = repair_raw(conflicted(style, base, local, remote), "a.ipynb")
    assert merged.conflicts == []
    assert sources(merged) == ["print(1)"]


def printed(count: int) -> dict[str, Any]:
    return {"name": "stdout", "output_type": "stream", "text": [f"{count} s\n"]}


def test_a_base_from_elsewhere_is_better_than_none() -> None:
    base = notebook(code("a"), code("deleted"), code("x = 0"))
    local, remote = notebook(code("a"), code("x = 1")), notebook(code("a"), code("x = 2"))
    data = conflicted("merge", base, local, remote)
    merged = repair_raw(data, "a.ipynb", base=json.dumps(base).encode())
    assert len(merged.nb["cells"]) == 2
    assert not any("without a base" in note for note in merged.notes)


def test_names_are_those_of_the_markers_unless_chosen() -> None:
    data = conflicted("merge", *BOTH_EDITED)
    merged = repair_raw(data, "a", options=MergeOptions(remote_name="topic"))
    assert "<<<<<<< ours" in sources(merged)[0]
    assert ">>>>>>> topic" in sources(merged)[0]


@pytest.mark.parametrize(
    ("broken", "mended"),
    [
        (b'[{"a": 1}\n {"b": "}{"}]', b'[{"a": 1},\n {"b": "}{"}]'),
        (b'["a\\n"\n "b"]', b'["a\\n",\n "b"]'),
        (b'{"a": 1\n "b": [] "c": null}', b'{"a": 1,\n "b": [], "c": null}'),
        (b"[1, 2, ]", b"[1, 2 ]"),
        (b'{"a": 1,\n}', b'{"a": 1\n}'),
        (b"[, 1,, 2]", b"[ 1, 2]"),
    ],
)
def test_commas_at_the_seams_are_mended(broken: bytes, mended: bytes) -> None:
    assert mend_seams(broken) == mended


@given(nb=NOTEBOOKS, layout=LAYOUTS)
def test_json_has_nothing_to_mend(nb: dict[str, Any], layout: Layout) -> None:
    data = laid_out(nb, layout)
    assert mend_seams(data) == data


def test_a_side_with_broken_seams_is_mended() -> None:
    lines = json.dumps(BOTH_EDITED[0], indent=1).splitlines(keepends=True)
    at = next(number for number, line in enumerate(lines) if "x = 0" in line)
    block = ["<<<<<<< a\n", '"x = 1"\n', "=======\n", '"x = 2"\n', ">>>>>>> b\n"]
    merged = repair_raw("".join([*lines[:at], *block, *lines[at + 1 :]]).encode(), "a.ipynb")
    assert "x = 1" in sources(merged)[0]
    assert "x = 2" in sources(merged)[0]


def test_a_cell_of_halves_of_two_types_becomes_whole() -> None:
    torn = {"cell_type": "code", "id": "cell-0", "source": "a"}
    block = ["<<<<<<< a\n", '"x": 1\n', "=======\n", '"x": 2\n', ">>>>>>> b\n"]
    nb = notebook(code("b"), markdown("c", outputs=[], execution_count=None), x=0)
    nb["cells"].append({**torn, "id": "cell-2"})
    data = json.dumps(nb, indent=1).replace('"x": 0\n', "\n" + "".join(block)).encode()
    nbformat.validate(repair_raw(data, "a.ipynb").nb)


def test_what_cannot_be_mended_is_named_by_its_line() -> None:
    lines = json.dumps(BOTH_EDITED[0], indent=1).splitlines(keepends=True)
    block = ["<<<<<<< a\n", "=======\n", ' "cells": {{\n', ">>>>>>> b\n"]
    data = "".join([*lines[:1], *block, *lines[1:]]).encode()
    with pytest.raises(NotebookInvalidError, match="line 4: here the side b is not JSON"):
        repair_raw(data, "a.ipynb")


def test_sides_that_are_no_notebooks_are_named() -> None:
    data = b'{\n<<<<<<< a\n"x": 1\n=======\n"x": 2\n>>>>>>> b\n}\n'
    with pytest.raises(NotebookInvalidError, match="the side a is JSON but not a notebook") as told:
        repair_raw(data, "a.ipynb")
    assert "git checkout --ours" in told.value.hint


def test_what_cannot_be_told_apart_from_an_insertion_is_kept() -> None:
    base = notebook(code("a = 1"), code("b = 2"), code("c = 3"))
    local = notebook(code("a = 1"), code("b = 3"), code("c = 3"))
    remote = {**base, "cells": [base["cells"][0], base["cells"][2]]}
    merged = repair_raw(conflicted("merge", base, local, remote), "a.ipynb")
    assert "b = 3" in sources(merged)
    assert any("without a base" in note for note in merged.notes)
    known = repair_raw(conflicted("diff3", base, local, remote), "a.ipynb")
    assert [conflict.kinds for conflict in known.conflicts] == [["deleted"]]


def test_real_merges_can_all_be_repaired(real_merges: list[Path]) -> None:
    for folder in real_merges:
        base, local, remote = (
            (folder / f"{name}.ipynb").read_bytes() for name in ("base", "local", "remote")
        )
        for style in STYLES:
            data = merge_texts(base, local, remote, *style_option(style))
            if not has_raw_markers(data):
                continue
            merged = repair_raw(data, folder.name)
            found = "\n".join(sources(merged)).split("\n")
            assert find_conflicts(merged.nb) == merged.conflicts
            conflict = split_raw(data)
            for text in (conflict.local, conflict.remote) if style == "merge" else ():
                for cell in load_document(text, name="side").nb["cells"]:
                    assert set(cell_source(cell).split("\n")) <= set(found), folder
