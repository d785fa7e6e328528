from __future__ import annotations

import json
from pathlib import Path

import pytest

from jupyter_mlops.errors import InvalidError
from jupyter_mlops.services.kernels import DEFAULT_KERNEL, choose_kernel, list_kernels


@pytest.fixture
def odd(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    folder = tmp_path / "kernels" / "odd"
    folder.mkdir(parents=True)
    spec = {"argv": ["odd"], "display_name": "An odd one", "language": "odd"}
    (folder / "kernel.json").write_text(json.dumps(spec))
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path))
    return "odd"


def test_installed_kernels_are_listed_with_their_names_for_people(odd: str) -> None:
    found = {each.name: each.display_name for each in list_kernels()}
    assert found[odd] == "An odd one"
    assert DEFAULT_KERNEL in found
    assert list(found) == sorted(found)


def test_the_request_comes_before_the_notebook_and_both_before_the_default(odd: str) -> None:
    assert choose_kernel(odd, "python3", notebook="n") == odd
    assert choose_kernel(None, odd, notebook="n") == odd
    assert choose_kernel(None, None, notebook="n") == DEFAULT_KERNEL


def test_a_kernel_that_is_not_installed_is_named_with_those_that_are(odd: str) -> None:
    with pytest.raises(InvalidError, match=r"'gone', which n\.ipynb names, is not") as caught:
        choose_kernel(None, "gone", notebook="n.ipynb")
    assert odd in caught.value.hint
