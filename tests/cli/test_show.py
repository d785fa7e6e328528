from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.cli.conftest import Mlops, WriteNotebook


def test_show_tells_what_ran_how_it_went_and_where_it_went(
    mlops: Mlops, notebook: WriteNotebook
) -> None:
    file = notebook("bad", "print('before')", "raise ValueError('no')", parameters="n = 3")
    mlops("run", "bad.ipynb", "-p", "n=4", "-o", "out.ipynb")
    told = mlops("show", "last").stdout
    for fact in (
        str(file),
        str(file.with_name("out.ipynb")),
        "n=4",
        "python3",
        "cells       4 of 4",
        "ValueError: no in cell [4], line 1",
    ):
        assert fact in told
    run = json.loads(mlops("show", "last", "--json").stdout)
    assert [cell["status"] for cell in run["cells"]] == [*["succeeded"] * 3, "failed"]
    assert run["environment"]["packages"]["papermill"]
    assert "before" in mlops("show", run["id"], "--log").stdout


def test_a_run_is_found_by_the_end_of_its_id_and_by_nothing_else(
    mlops: Mlops, notebook: WriteNotebook
) -> None:
    notebook("plain", "1")
    mlops("run", "plain.ipynb")
    run_id = json.loads(mlops("show", "last", "--json").stdout)["id"]
    assert run_id in mlops("show", run_id[-8:]).stdout
    for wrong in ("zzzzzzzz", "", "../../etc"):
        refused = mlops("show", wrong)
        assert refused.returncode == 1
        assert "there is no run" in refused.stderr


def test_a_deleted_run_is_forgotten_and_its_output_stays(
    mlops: Mlops, notebook: WriteNotebook
) -> None:
    file = notebook("plain", "1")
    mlops("run", "plain.ipynb", "-o", "out.ipynb")
    deleted = mlops("delete", "last")
    assert deleted.returncode == 0
    assert mlops("runs").stdout == ""
    assert file.with_name("out.ipynb").exists()


def test_show_tells_what_people_and_policies_have_said(
    mlops: Mlops, notebook: WriteNotebook
) -> None:
    notebook("plain", "1")
    mlops("run", "plain.ipynb", "--retries", "2", "--label", "nightly")
    mlops("annotate", "last", "--note", "look at this", "--keep")
    told = mlops("show", "last").stdout
    for fact in ("attempt     1 of", "labels      nightly", "note        look at this", "kept   "):
        assert fact in told
    assert "MB of memory" in told
