"""What can be set for a run of a notebook."""

from __future__ import annotations

from pathlib import Path

from tests.server.helpers import Api, write_notebook


async def test_parameters_come_with_schema_kernels_and_output_folder(api: Api, root: Path) -> None:
    write_notebook(root / "deep" / "train.ipynb", "alpha", parameters="alpha: float = 0.5  # rate")

    reply = await api("GET", "/parameters", params={"path": "deep/train.ipynb"})

    assert reply.status == 200
    (alpha,) = reply.body["parameters"]
    assert (alpha["name"], alpha["type"], alpha["expression"]) == ("alpha", "float", None)
    assert alpha["json_schema"]["default"] == 0.5
    assert reply.body["json_schema"]["properties"].keys() == {"alpha"}
    assert reply.body["cell_id"] == "cell0"
    assert reply.body["kernel"] == "python3"
    assert "python3" in [kernel["name"] for kernel in reply.body["kernels"]]
    assert reply.body["output_folder"] == "deep/runs"


async def test_a_notebook_without_parameters_has_none(api: Api, root: Path) -> None:
    write_notebook(root / "plain.ipynb", "1")

    reply = await api("GET", "/parameters", params={"path": "plain.ipynb"})

    assert (reply.status, reply.body["parameters"], reply.body["cell_id"]) == (200, [], None)


async def test_a_file_that_is_no_notebook_is_named(api: Api, root: Path) -> None:
    (root / "broken.ipynb").write_text("{")

    reply = await api("GET", "/parameters", params={"path": "broken.ipynb"})

    assert (reply.status, reply.code) == (400, "notebook_invalid")
    assert reply.body["message"].startswith("broken.ipynb")


async def test_reading_leaves_no_trace(api: Api, root: Path, home: Path) -> None:
    write_notebook(root / "train.ipynb", "1")
    before = _files(root), _files(home)

    await api("GET", "/parameters", params={"path": "train.ipynb"})

    assert (_files(root), _files(home)) == before


def _files(folder: Path) -> dict[Path, bytes]:
    return {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}
