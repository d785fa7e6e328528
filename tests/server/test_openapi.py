"""The committed description of the API is true."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from jupyter_mlops.server import openapi
from jupyter_mlops.server.handlers.api import DOCUMENT as FILE
from jupyter_mlops.server.handlers.base import API
from tests.server.helpers import ROUTES, Api, write_notebook

if TYPE_CHECKING:
    import pytest

DOCUMENT: dict[str, Any] = msgspec.json.decode(FILE.read_bytes())
OPERATIONS = {
    (method.upper(), path.removeprefix(API)): operation
    for path, operations in DOCUMENT["paths"].items()
    for method, operation in operations.items()
}


def test_it_is_fresh() -> None:
    assert openapi.main(["--check"]) == 0


def test_a_stale_one_is_noticed_and_written_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stale = tmp_path / "openapi.json"
    stale.write_text("{}")
    monkeypatch.setattr(openapi, "DOCUMENT", stale)

    assert openapi.main(["--check"]) == 1
    assert openapi.main([]) == 0
    assert openapi.main(["--check"]) == 0


def test_it_has_every_route_but_its_own() -> None:
    assert set(OPERATIONS) == set(ROUTES) - {("GET", "/openapi.json")}


def test_every_reference_leads_somewhere() -> None:
    references = set(re.findall(r'"\$ref":\s*"([^"]+)"', FILE.read_text()))

    for reference in references:
        found: Any = DOCUMENT
        for key in reference.removeprefix("#/").split("/"):
            found = found[key]
    assert references


def test_operations_have_names_of_their_own() -> None:
    names = [operation["operationId"] for operation in OPERATIONS.values()]

    assert sorted(names) == sorted(set(names))


def test_every_placeholder_of_a_path_is_a_required_parameter() -> None:
    for (_, path), operation in OPERATIONS.items():
        described = {each["name"] for each in operation["parameters"] if each["in"] == "path"}
        assert described == set(re.findall(r"{(\w+)}", path))
        assert all(each["required"] for each in operation["parameters"] if each["in"] == "path")


async def test_every_operation_answers_with_a_status_that_it_names(api: Api, root: Path) -> None:
    write_notebook(root / "train.ipynb", "1")
    started = await api("POST", "/runs", body={"path": "train.ipynb"})
    run_id = started.body["id"]
    asked = {
        **{route: {} for route in OPERATIONS},
        ("GET", "/parameters"): {"params": {"path": "train.ipynb"}},
        ("POST", "/runs"): {"body": {"path": "train.ipynb"}},
    }
    in_order = sorted(asked, key=lambda route: (route[0] == "DELETE", route[1].endswith("cancel")))

    for method, path in in_order:
        reply = await api(method, path.replace("{id}", run_id), **asked[method, path])
        named = OPERATIONS[method, path]["responses"]
        refused = reply.status >= 400 and "code" in reply.body
        assert str(reply.status) in named or ("default" in named and refused), (method, path)


async def test_it_is_served(api: Api) -> None:
    assert (await api("GET", "/openapi.json")).body == DOCUMENT
