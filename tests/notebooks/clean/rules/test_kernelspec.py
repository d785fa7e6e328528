from __future__ import annotations

from typing import Any

import pytest

from jupyter_mlops.notebooks.clean.rules.kernelspec import Kernelspec
from tests.notebooks.clean.builders import applied, notebook

SPEC = {"display_name": "Python 3 (.venv)", "language": "python", "name": "venv"}


def test_the_kernel_is_kept_unless_told_otherwise() -> None:
    nb = notebook(kernelspec=SPEC)
    assert applied(Kernelspec(), nb) is nb


def test_it_can_be_dropped() -> None:
    nb = notebook(kernelspec=SPEC, title="t")
    assert applied(Kernelspec(), nb, kernelspec="drop")["metadata"] == {"title": "t"}
    assert applied(Kernelspec(), nb, kernelspec="drop", keep_keys=("metadata.kernelspec",)) is nb


def test_it_can_be_given_one_name() -> None:
    done = applied(Kernelspec(), notebook(kernelspec=SPEC), kernelspec="python3")
    spec = done["metadata"]["kernelspec"]
    assert spec == {"display_name": "python3", "language": "python", "name": "python3"}
    assert list(spec) == list(SPEC)
    assert applied(Kernelspec(), done, kernelspec="python3") is done


@pytest.mark.parametrize("metadata", [{}, {"kernelspec": None}, {"kernelspec": "python3"}])
def test_where_there_is_no_kernel_none_is_put(metadata: Any) -> None:
    nb = notebook(**metadata)
    assert applied(Kernelspec(), nb, kernelspec="python3") is nb


@pytest.mark.parametrize("key", ["kernelspec", "kernelspec.name", "kernelspec.display_name"])
def test_a_kept_key_keeps_the_kernel(key: str) -> None:
    nb = notebook(kernelspec=SPEC)
    assert applied(Kernelspec(), nb, kernelspec="x", keep_keys=(f"metadata.{key}",)) is nb
