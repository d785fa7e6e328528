"""The diff view's questions."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.git.notebooks import NotebookRepository, dump, notebook
from tests.server.helpers import Api


@pytest.fixture
def repository(root: Path) -> NotebookRepository:
    return NotebookRepository(root / "project")


def picture(colour: str, size: int = 8) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (size, size), colour).save(buffer, "PNG")
    return buffer.getvalue()


async def compare(api: Api, path: str, **more: Any) -> Any:
    reply = await api("POST", "/git/diffs", body={"path": path, **more})
    assert reply.status == 200, reply.body
    return reply.body


async def test_a_notebook_is_compared_cell_by_cell_with_the_last_commit(
    api: Api, repository: NotebookRepository
) -> None:
    repository.save("train.ipynb", "import os", "a = 1", "b = 2", "c = 3")
    commit = repository.commit("train.ipynb")
    nb = notebook("import os", "a = 10", "b = 2", "c = 3", "d = 4")
    repository.write("train.ipynb", dump(nb))

    diff = await compare(api, "project/train.ipynb")

    assert (diff["kind"], diff["status"], diff["problem"]) == ("notebook", "modified", "")
    assert (diff["base_name"], diff["head_name"]) == (f"HEAD ({commit[:7]})", "working file")
    found = diff["notebook"]
    assert found["summary"] == {"edited": 1, "added": 1, "unchanged": 3}
    assert found["language"] == "text/x-python"
    first, edited, folded, added = found["cells"]
    assert (first["kind"], first["count"], first["base_source"]) == ("unchanged", 1, None)
    assert (edited["kind"], edited["base_source"], edited["head_source"]) == (
        "paired",
        "a = 1",
        "a = 10",
    )
    assert edited["source"]["hunks"]
    assert (edited["head_id"], edited["head_count"], edited["noise"]) == ("cell-1", 1, False)
    assert (folded["base"], folded["head"], folded["count"], folded["noise"]) == (2, 2, 2, True)
    assert (added["kind"], added["base"], added["head"], added["head_source"]) == (
        "added",
        None,
        4,
        "d = 4",
    )
    assert [each["entry"] for each in found["cells"]] == [0, 1, 2, 3]


async def test_the_document_that_is_not_saved_counts(
    api: Api, repository: NotebookRepository
) -> None:
    repository.save("train.ipynb", "a = 1", outputs="said\n")
    repository.commit("train.ipynb")
    nb = notebook("a = 2")
    del nb["cells"][0]["outputs"]

    unsaved = {"notebook": nb, "outputs_on_disk": ["cell-0"]}
    diff = await compare(api, "project/train.ipynb", unsaved=unsaved)

    (cell,) = diff["notebook"]["cells"]
    assert (cell["head_source"], cell["head_outputs"]) == ("a = 2", 1)
    assert all(change["noise"] for change in cell["outputs"])  # stored as lines, not as a text


async def test_outputs_of_an_entry_come_when_asked_for_as_texts_and_with_a_heat_map(
    api: Api, repository: NotebookRepository
) -> None:
    from base64 import b64encode

    def drawn(colour: str) -> dict[str, Any]:
        nb = notebook("plot()")
        nb["cells"][0]["outputs"] = [
            {"output_type": "stream", "name": "stdout", "text": ["one\n", colour]},
            {
                "output_type": "display_data",
                "metadata": {},
                "data": {
                    "image/png": b64encode(picture(colour)).decode(),
                    "text/plain": ["<Figure", " 1>"],
                    "application/json": ["a", "b"],
                },
            },
        ]
        return nb

    repository.write("train.ipynb", dump(drawn("red")))
    repository.commit("train.ipynb")
    repository.write("train.ipynb", dump(drawn("blue")))

    diff = await compare(api, "project/train.ipynb")
    (cell,) = diff["notebook"]["cells"]
    reply = await api("GET", f"/git/diffs/{diff['id']}/entry", params={"entry": 0})

    assert [change["mime"] for change in cell["outputs"]] == ["stream/stdout", "image/png"]
    assert (reply.status, list(reply.body["heat_maps"])) == (200, ["1"])
    assert reply.body["heat_maps"]["1"].startswith("data:image/png;base64,")
    assert reply.body["head"][0]["text"] == "one\nblue"
    data = reply.body["head"][1]["data"]
    assert (data["text/plain"], data["application/json"]) == ("<Figure 1>", ["a", "b"])


async def test_a_fold_opens_piece_by_piece(api: Api, repository: NotebookRepository) -> None:
    sources = [f"x = {number}" for number in range(30)]
    repository.save("train.ipynb", *sources, outputs="said\n")
    repository.commit("train.ipynb")
    repository.save("train.ipynb", *sources, "more", outputs="said\n")

    diff = await compare(api, "project/train.ipynb")
    query = {"entry": 0, "start": 10, "limit": 5}
    reply = await api("GET", f"/git/diffs/{diff['id']}/folded", params=query)

    cells = reply.body["cells"]
    assert [cell["source"] for cell in cells] == sources[10:15]
    assert [(cell["base"], cell["head"]) for cell in cells] == [(at, at) for at in range(10, 15)]
    assert cells[0]["outputs"] == [{"output_type": "stream", "name": "stdout", "text": "said\n"}]
    assert cells[0]["id"] == "cell-10"
    added = await api("GET", f"/git/diffs/{diff['id']}/folded", params={"entry": 1})
    assert added.body["cells"] == []


@pytest.mark.parametrize("question", ["entry", "folded"])
async def test_an_entry_or_a_diff_that_is_not_there_is_not_found(
    api: Api, repository: NotebookRepository, question: str
) -> None:
    repository.save("train.ipynb", "a")
    repository.commit("train.ipynb")
    diff = await compare(api, "project/train.ipynb")

    outside = await api("GET", f"/git/diffs/{diff['id']}/{question}", params={"entry": 7})
    unknown = await api("GET", f"/git/diffs/nothing/{question}", params={"entry": 0})

    assert (outside.status, outside.code) == (404, "not_found")
    assert (unknown.status, unknown.code) == (404, "not_found")


async def test_half_a_character_in_a_notebook_is_no_fault(
    api: Api, repository: NotebookRepository
) -> None:
    repository.write("train.ipynb", json.dumps(notebook("a")))
    repository.commit("train.ipynb")
    repository.write("train.ipynb", json.dumps(notebook("a = '\ud83d'")))

    diff = await compare(api, "project/train.ipynb")

    assert diff["notebook"]["cells"][0]["head_source"] == "a = '?'"


async def test_texts_images_and_bytes_are_compared_as_such(
    api: Api, repository: NotebookRepository
) -> None:
    repository.write("a.py", "one\n")
    (repository.folder / "b.png").write_bytes(picture("red"))
    (repository.folder / "c.bin").write_bytes(b"\0\1")
    repository.commit("a.py", "b.png", "c.bin")
    repository.write("a.py", "two\n")
    (repository.folder / "b.png").write_bytes(picture("blue", 9))
    (repository.folder / "c.bin").write_bytes(b"\0\2")

    text = await compare(api, "project/a.py")
    image = await compare(api, "project/b.png")
    binary = await compare(api, "project/c.bin")

    assert (text["kind"], text["text"]) == ("text", {"base": "one\n", "head": "two\n"})
    assert image["kind"] == "image"
    assert image["image"]["base"].startswith("data:image/png;base64,")
    assert image["image"]["heat_map"].startswith("data:image/png;base64,")
    assert image["image"]["head_picture"]["width"] == 9
    assert (binary["kind"], binary["text"], binary["problem"]) == ("binary", None, "")


async def test_a_path_outside_or_in_no_repository_is_refused(api: Api, root: Path) -> None:
    (root / "alone.txt").write_text("a")

    outside = await api("POST", "/git/diffs", body={"path": "../a.txt"})
    alone = await api("POST", "/git/diffs", body={"path": "alone.txt"})

    assert (outside.status, outside.code) == (403, "forbidden")
    assert (alone.status, alone.code) == (404, "not_found")
