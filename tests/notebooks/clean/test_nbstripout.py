"""What docs/clean.md says of nbstripout's options: where they mean the same, they do the same."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import nbformat
import pytest

from jupyter_mlops.notebooks.clean import clean_document, clean_notebook
from jupyter_mlops.notebooks.document import load_file
from jupyter_mlops.settings import CleanSettings
from tests.notebooks.clean.builders import (
    AS_NBSTRIPOUT,
    KEYS,
    cell,
    error,
    notebook,
    result,
    stream,
)

nbstripout = pytest.importorskip("nbstripout", reason="nbstripout is not installed")

OUTPUTS = (stream(), stream("y", "stderr"), result(**{"text/plain": "1"}), error())
DATABRICKS: dict[str, Any] = {"application/vnd.databricks.v1+notebook": {"notebookName": "x"}}
NOTEBOOK = notebook(
    *(
        {**made, "id": f"cell-{number}"}
        for number, made in enumerate(
            [
                cell("# Title", kind="markdown", heading_collapsed=True, tags=["a"]),
                cell("1", *OUTPUTS, collapsed=False, scrolled=True, slideshow={"a": 1}),
                cell("2", stream("z" * 500), result(**{"image/png": "A" * 900}), ExecuteTime={}),
                cell("", *OUTPUTS),
                cell(" \n ", kind="raw"),
                cell("3", *OUTPUTS, tags=["test", "b"], execution={"a": "b"}),
            ]
        )
    ),
    kernelspec={"name": "python3", "display_name": "Python 3"},
    language_info={"name": "python", "version": "3.11"},
    widgets={"state": {}},
    signature="sha256:0",
    vscode={"a": 1},
    **DATABRICKS,
)
MARKED = notebook(
    *(
        {**made, "id": f"cell-{number}"}
        for number, made in enumerate(
            [
                cell("1", *OUTPUTS, tags=["keep_output"]),
                cell("2", *OUTPUTS, keep_output=True),
                cell("3", *OUTPUTS, keep_output=False),
                cell("4", *OUTPUTS, init_cell=True),
                cell("5", *OUTPUTS, init_cell=False),
                cell("6", *OUTPUTS, tags=["other"]),
            ]
        )
    )
)
BOTH = (NOTEBOOK, MARKED)
LONG_KEYS = ("cell.metadata.slideshow", "metadata.application/vnd.databricks.v1+notebook")


def stripped(nb: Any, **options: Any) -> Any:
    """What nbstripout makes of a notebook."""
    keys = [*KEYS, *options.pop("extra_keys", ())]
    kept = options.pop("keep_metadata_keys", ())
    defaults = {"keep_output": None, "keep_count": False, "keep_id": False}
    node = nbformat.from_dict(copy.deepcopy(nb))
    asked = [key for key in keys if key not in kept]
    return nbstripout.strip_output(node, **{**defaults, **options}, extra_keys=asked)


def cleaned(nb: Any, **changes: Any) -> Any:
    keys = (*KEYS, *changes.pop("extra_keys", ()))
    settings = CleanSettings(**{**AS_NBSTRIPOUT, **changes, "extra_keys": keys})
    return clean_notebook(nb, settings)


@pytest.mark.parametrize(
    ("option", "setting", "notebooks"),
    [
        ({}, {}, BOTH),
        ({"keep_output": True}, {"outputs": "keep"}, [NOTEBOOK]),
        ({"keep_count": True}, {"execution_counts": "keep"}, BOTH),
        ({"keep_id": True}, {"ids": "keep"}, BOTH),
        ({"drop_empty_cells": True}, {"drop_empty_cells": True}, BOTH),
        ({"drop_tagged_cells": ["test"]}, {"drop_tagged_cells": ("test",)}, BOTH),
        ({"strip_init_cells": True}, {"strip_init_cells": True}, BOTH),
        ({"extra_keys": LONG_KEYS}, {"extra_keys": LONG_KEYS}, BOTH),
        ({"keep_metadata_keys": KEYS[-2:]}, {"keep_keys": KEYS[-2:]}, BOTH),
        ({"max_size": 300}, {"max_output_size": 300}, BOTH),
        ({"keep_output_types": {"error"}}, {"keep_output_types": ("error",)}, [NOTEBOOK]),
        (
            {"keep_output_types": {"stream:stdout", "error"}, "keep_output": True},
            {"keep_output_types": ("stream:stdout", "error"), "outputs": "keep"},
            [NOTEBOOK],
        ),
        (
            {"drop_output_types": {"error", "stream:stderr"}, "keep_output": True},
            {"drop_output_types": ("error", "stream:stderr"), "outputs": "keep"},
            [NOTEBOOK],
        ),
    ],
)
def test_an_option_that_means_the_same_does_the_same(
    option: dict[str, Any], setting: dict[str, Any], notebooks: Any
) -> None:
    for nb in notebooks:
        assert cleaned(nb, **setting) == stripped(nb, **option)


def test_a_notebook_speaks_for_its_cells_in_both() -> None:
    for kept in (True, False):
        nb = {**NOTEBOOK, "metadata": {"keep_output": kept}}
        assert cleaned(nb) == stripped(nb)


def test_where_we_differ_we_keep_more_of_what_was_marked() -> None:
    """The differences that docs/clean.md names."""
    marked = notebook(cell("1", *OUTPUTS, init_cell=False), cell("2", *OUTPUTS, keep_output=True))
    ours, theirs = cleaned(marked, outputs="keep"), stripped(marked, keep_output=True)
    assert [len(one["outputs"]) for one in ours["cells"]] == [4, 4]
    assert [len(one["outputs"]) for one in theirs["cells"]] == [0, 4]
    ours = cleaned(marked, keep_output_types=("error",))
    theirs = stripped(marked, keep_output_types={"error"})
    assert [len(one["outputs"]) for one in ours["cells"]] == [1, 4]
    assert [len(one["outputs"]) for one in theirs["cells"]] == [1, 1]
    ours = cleaned(NOTEBOOK, outputs="keep", max_output_size=300)
    theirs = stripped(NOTEBOOK, keep_output=True, max_size=300)
    assert [len(one["outputs"]) for one in ours["cells"][1:3]] == [4, 0]
    assert [len(one["outputs"]) for one in theirs["cells"][1:3]] == [4, 2]
    tags = ["a", "test"]
    assert len(cleaned(NOTEBOOK, drop_tagged_cells=tuple(tags))["cells"]) == 4
    assert len(stripped(NOTEBOOK, drop_tagged_cells=tags)["cells"]) == 5
    contradicting = notebook(cell("1", *OUTPUTS, tags=["keep_output"], keep_output=False))
    assert len(cleaned(contradicting)["cells"][0]["outputs"]) == 4
    with pytest.raises(nbstripout.MetadataError):
        stripped(contradicting)


def test_real_notebooks_come_out_alike_byte_for_byte(real_pairs: list[Path]) -> None:
    for folder in real_pairs[:12]:
        document = load_file(folder / "a.ipynb")
        ours = clean_document(document, CleanSettings(**AS_NBSTRIPOUT))
        theirs = nbformat.writes(stripped(document.nb)) + "\n"
        assert ours == theirs.encode()
