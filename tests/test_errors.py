from __future__ import annotations

import pytest

from jupyter_mlops import errors
from jupyter_mlops.errors import MlopsError


def every_error() -> list[type[MlopsError]]:
    found = [each for each in vars(errors).values() if isinstance(each, type)]
    return [each for each in found if issubclass(each, MlopsError)]


def test_codes_are_unique() -> None:
    codes = [each.code for each in every_error()]
    assert len(set(codes)) == len(codes)


@pytest.mark.parametrize("kind", every_error())
def test_every_error_has_a_status_for_both_doors_and_one_line(kind: type[MlopsError]) -> None:
    error = kind("no room for a.ipynb", hint="free some")
    assert 400 <= error.http_status < 600
    assert error.exit_status in {1, 2}
    assert (str(error), error.message, error.hint) == (error.args[0], error.args[0], "free some")


def test_bad_input_is_a_usage_error_in_the_shell() -> None:
    assert errors.ParameterError.exit_status == errors.NotebookInvalidError.exit_status == 2
    assert errors.ParameterError.http_status == 400
