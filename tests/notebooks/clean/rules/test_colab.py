from __future__ import annotations

from typing import Any

from jupyter_mlops.notebooks.clean.rules.colab import Colab
from tests.notebooks.clean.builders import applied, cell, metadata_after, notebook

CELL: dict[str, Any] = {
    "colab": {"base_uri": "https://localhost:8080/"},
    "executionInfo": {"user": {"displayName": "Ada", "userId": "123"}},
    "id": "aBcD3fGhIjKl",
    "outputId": "01234567-89ab-cdef",
}


def test_traces_of_who_ran_a_cell_go() -> None:
    assert metadata_after(Colab(), {}, **CELL, cellView="form") == {"cellView": "form"}
    assert metadata_after(Colab(), {"colab": "keep"}, **CELL) == CELL


def test_an_id_goes_only_where_colab_wrote_it() -> None:
    assert metadata_after(Colab(), {}, id="mine") == {"id": "mine"}
    done = applied(Colab(), notebook(cell(id="colabs"), colab={"provenance": []}))
    assert done["cells"][0]["metadata"] == {}


def test_of_the_notebook_the_choices_stay() -> None:
    colab = {"name": "a.ipynb", "provenance": [], "gpuType": "T4", "private_outputs": True}
    done = applied(Colab(), notebook(colab=colab, accelerator="GPU"))
    assert done["metadata"] == {
        "colab": {"gpuType": "T4", "private_outputs": True},
        "accelerator": "GPU",
    }
    assert applied(Colab(), notebook(colab={"name": "a"}))["metadata"] == {}


def test_keys_can_be_kept() -> None:
    settings: dict[str, Any] = {"keep_keys": ("cell.metadata.id", "metadata.colab.toc_visible")}
    nb = notebook(cell(**CELL), colab={"toc_visible": True, "name": "a"})
    done = applied(Colab(), nb, **settings)
    assert done["cells"][0]["metadata"] == {"id": CELL["id"]}
    assert done["metadata"] == {"colab": {"toc_visible": True}}
