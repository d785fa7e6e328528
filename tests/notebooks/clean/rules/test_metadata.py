from __future__ import annotations

from jupyter_mlops.notebooks.clean.rules.metadata import NOISE, Metadata
from jupyter_mlops.notebooks.diff.metadata import CELL_NOISE, NOTEBOOK_NOISE
from tests.notebooks.clean.builders import applied, cell, metadata_after, notebook


def test_what_tools_write_unasked_goes_and_what_people_decide_stays() -> None:
    noise = {"scrolled": True, "ExecuteTime": {"start": 1}, "execution": {}, "collapsed": False}
    decided = {"tags": ["a"], "slideshow": {"slide_type": "skip"}, "name": "n", "editable": False}
    assert metadata_after(Metadata(), {}, **noise, **decided) == decided
    assert metadata_after(Metadata(), {"metadata": "keep"}, **noise) == noise


def test_the_version_of_the_language_goes_and_the_language_stays() -> None:
    info = {"name": "python", "version": "3.11.7", "pygments_lexer": "ipython3"}
    done = applied(Metadata(), notebook(language_info=info, vscode={"a": 1}))
    assert done["metadata"] == {"language_info": {"name": "python", "pygments_lexer": "ipython3"}}


def test_folded_outputs_are_noise_and_hidden_sources_are_not() -> None:
    both = {"source_hidden": True, "outputs_hidden": True}
    assert metadata_after(Metadata(), {}, jupyter=both) == {"jupyter": {"source_hidden": True}}
    assert metadata_after(Metadata(), {}, jupyter={"outputs_hidden": True}) == {}


def test_more_keys_can_go() -> None:
    settings = {"extra_keys": ("cell.metadata.slideshow", "metadata.a.b")}
    assert metadata_after(Metadata(), settings, slideshow={"x": 1}, tags=[]) == {"tags": []}
    done = applied(Metadata(), notebook(a={"b": 1, "c": 2}, b=3), **settings)
    assert done["metadata"] == {"a": {"c": 2}, "b": 3}


def test_keys_can_be_kept() -> None:
    settings = {"keep_keys": ("cell.metadata.scrolled",)}
    assert metadata_after(Metadata(), settings, scrolled=True, hidden=True) == {"scrolled": True}


def test_every_noise_is_hidden_from_a_diff_too() -> None:
    hidden = {".".join(("cell", *path)) for path in CELL_NOISE}
    hidden |= {".".join(path) for path in NOTEBOOK_NOISE}
    for key in NOISE:
        start = ".".join(key.split(".")[: 3 if key.startswith("cell.") else 2])
        assert key in hidden or start in hidden, key


def test_a_notebook_without_noise_is_shared() -> None:
    nb = notebook(cell(tags=["a"]), language_info={"name": "python"})
    assert applied(Metadata(), nb) is nb
