from __future__ import annotations

import json
import plistlib
from typing import TYPE_CHECKING, Any

import pytest

from jupyter_mlops.cli.units import duration, size, size_text

if TYPE_CHECKING:
    from tests.cli.conftest import Mlops, WriteNotebook


def queue(mlops: Mlops) -> Any:
    return json.loads(mlops("queue", "--json").stdout)


def test_a_paused_queue_keeps_runs_and_a_worker_works_them_off(
    mlops: Mlops, notebook: WriteNotebook
) -> None:
    notebook("train", "print('ran')")
    assert "paused" in mlops("queue", "pause").stdout
    for priority in ("1", "2"):
        words = ("--no-wait", "--priority", priority, "--label", "gpu", "--retries", "1")
        assert mlops("run", "train.ipynb", *words).returncode == 0
    assert queue(mlops)["counts"]["waiting"] == 2
    assert "2 waiting" in mlops("queue", "limits", "--slots", "1", "--label", "gpu=1").stdout

    mlops("queue", "resume")
    assert mlops("worker", "--until-idle").returncode == 0

    assert queue(mlops)["counts"]["waiting"] == 0
    listed = json.loads(mlops("runs", "--json").stdout)
    assert [run["state"] for run in listed] == ["succeeded", "succeeded"]
    first, second = sorted(listed, key=lambda run: str(run["started_at"]))
    assert first["policy"]["priority"] == 2
    assert first["ended_at"] <= second["started_at"]


def test_what_waits_is_cancelled_by_a_text_or_all_at_once(
    mlops: Mlops, notebook: WriteNotebook
) -> None:
    mlops("queue", "pause")
    for name in ("train", "train", "other"):
        notebook(name, "1")
        mlops("run", f"{name}.ipynb", "--no-wait")
    assert mlops("cancel", "--filter", "train").stdout == "2 runs cancelled\n"
    assert mlops("cancel", "--all").stdout == "1 run cancelled\n"
    assert mlops("cancel").returncode == 2


def test_a_failed_run_is_tried_again_and_the_last_attempt_decides(
    mlops: Mlops, notebook: WriteNotebook
) -> None:
    notebook(
        "flaky",
        "import pathlib\nmark = pathlib.Path('mark')\n"
        "if not mark.exists():\n    mark.touch()\n    raise ConnectionError('down')",
    )
    words = ("--retries", "2", "--retry-on", "ConnectionError", "--retry-delay", "0.1s")
    done = mlops("run", "flaky.ipynb", *words)
    assert done.returncode == 0, done.stderr
    assert "trying again" in done.stderr
    listed = json.loads(mlops("runs", "--json").stdout)
    assert [(run["attempt"], run["state"]) for run in listed] == [(2, "succeeded"), (1, "failed")]
    assert listed[0]["retry_of"] == listed[1]["id"]
    assert listed[0]["output"] != listed[1]["output"]


def test_nobody_is_there_to_drain(mlops: Mlops) -> None:
    done = mlops("queue", "drain")
    assert done.returncode == 1
    assert "no worker is at work" in done.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("queue", "limits", "--slots", "none"),
        ("queue", "limits", "--label", "gpu"),
        ("queue", "limits", "--memory", "much"),
        ("run", "x.ipynb", "--timeout", "soon"),
        ("run", "x.ipynb", "--branch", "main", "--commit", "abc"),
        ("worker", "--slots", "0"),
    ],
)
def test_what_makes_no_sense_is_refused(mlops: Mlops, words: tuple[str, ...]) -> None:
    done = mlops(*words)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_units_keep_runs_alive_when_the_worker_is_stopped(mlops: Mlops) -> None:
    systemd = mlops("worker", "--unit", "systemd").stdout
    assert "KillMode=process" in systemd
    assert '"worker"' in systemd
    agent = plistlib.loads(mlops("worker", "--unit", "launchd").stdout.encode())
    assert agent["AbandonProcessGroup"]
    assert agent["ProgramArguments"][-1] == "worker"


def test_durations_and_sizes_are_read_as_people_write_them() -> None:
    assert [duration(text) for text in ("90", "15m", "1h30m", "1.5 h", "2d")] == [
        *(90, 900, 5400, 5400, 172800)
    ]
    assert [size(text) for text in ("512MB", "4GB", "1KiB", "7")] == [
        *(512_000_000, 4_000_000_000, 1024, 7)
    ]
    assert [size_text(count) for count in (7, 4_200_000_000)] == ["7 B", "4.2 GB"]
