"""A secret reaches the notebook, and nothing that the run writes."""

from __future__ import annotations

from pathlib import Path

import pytest

from jupyter_mlops.jobs.model import FailureCode, RunState
from tests.jobs.builders import printed_by
from tests.jobs.orders import carry_out

SECRETS = {"password": {"$secret": "env:DB_PASSWORD"}, "pin": {"$secret": "file:pin.txt"}}
LEAK = (
    "import os, subprocess, sys, time\n"
    "assert len(password) == 8 and pin == 98764 + 1\n"
    "for letter in password: print(letter, end='', flush=True)\n"
    "print()\n"
    "print([password], file=sys.stderr)\n"
    "subprocess.run(['echo', password])\n"
    "display({'text/html': f'<b>{password}</b>', 'application/json': {password: pin}}, raw=True)\n"
    "print(pin, _ih)\n"
    "os.write(2, password.encode())\n"
)


def test_a_secret_is_in_nothing_that_a_run_writes(tmp_path: Path) -> None:
    (tmp_path / "pin.txt").write_text("98765\n")
    done = carry_out(
        tmp_path,
        LEAK,
        "(password, 'result')",
        "raise ValueError(f'wrong: {password}')",
        cell="password = ''\npin = 0\nalpha = 1",
        parameters={**SECRETS, "alpha": 2},
        environment={"DB_PASSWORD": "hunter22"},
    )
    (tmp_path / "pin.txt").unlink()
    failure = done.end.failure
    assert failure is not None
    assert failure.code is FailureCode.CELL_ERROR, done.log
    assert (failure.exception, failure.value) == ("ValueError", "wrong: [secret password]")
    assert "hunter22" not in done.everything()
    assert "98765" not in done.everything()
    nb = done.nb
    assert printed_by(nb, 2).startswith("[secret password]\n")
    assert nb.cells[3].outputs[0].data["text/plain"] == "('[secret password]', 'result')"
    assert nb.metadata.papermill.parameters == {**SECRETS, "alpha": 2}
    assert [cell.execution_count for cell in nb.cells] == [1, 2, 3, 4, 5]


def test_only_secrets_are_given_where_nothing_else_is(tmp_path: Path) -> None:
    done = carry_out(
        tmp_path,
        "print(len(token))",
        cell="token: str",
        parameters={"token": {"$secret": "env:TOKEN"}},
        environment={"TOKEN": "it's"},
    )
    assert done.end.state is RunState.SUCCEEDED, done.log
    assert printed_by(done.nb) == "4\n"
    assert len(done.nb.cells) == 2


@pytest.mark.parametrize(
    ("reference", "said"), [("env:NO_SUCH", "NO_SUCH"), ("file:gone.txt", "gone.txt")]
)
def test_without_its_secret_a_run_does_not_start(tmp_path: Path, reference: str, said: str) -> None:
    done = carry_out(tmp_path, "1", cell="token = ''", parameters={"token": {"$secret": reference}})
    failure = done.end.failure
    assert failure is not None
    assert failure.code is FailureCode.SECRET_MISSING
    assert said in failure.message
    assert not Path(done.order.output).exists()
