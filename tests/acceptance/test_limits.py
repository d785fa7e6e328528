"""Time and memory end a run, name what it was at, and keep what it has printed."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from jupyter_mlops.jobs.model import CellStatus, FailureCode, RunState
from jupyter_mlops.jobs.policy import Policy
from jupyter_mlops.jobs.usage import read_usage
from tests.jobs.builders import printed_by
from tests.jobs.orders import carry_out

#: A child that has left the kernel's session.
ALOOF = (
    "import subprocess, sys\n"
    "code = 'hold = b\"x\" * 600_000_000; import time; time.sleep(300)'\n"
    "subprocess.run([sys.executable, '-c', code], start_new_session=True)"
)


#: Limits to try, in seconds: on a busy machine nothing comes to pass within the first.
LIMITS = (1.0, 10.0, 60.0)


def test_a_cell_that_takes_too_long_is_interrupted_and_shows_where_it_stood(tmp_path: Path) -> None:
    for limit in LIMITS:
        done = carry_out(
            a_folder(tmp_path, limit),
            "print('first')",
            "import time\nprint('second', flush=True)\ntime.sleep(300)",
            "print('never')",
            policy=Policy(cell_timeout=limit),
        )
        if [each.output_type for each in done.nb.cells[1].outputs] == ["stream", "error"]:
            break
    assert done.end.state is RunState.FAILED
    assert done.end.failure is not None
    assert done.end.failure.code is FailureCode.TIMEOUT
    assert (done.end.failure.cell_index, done.end.failure.cell_id) == (1, "c1")
    nb = done.nb
    assert printed_by(nb, 0) == "first\n"
    stream, error = nb.cells[1].outputs
    assert (stream.text, error.ename) == ("second\n", "KeyboardInterrupt")
    assert nb.cells[2].execution_count is None
    assert nb.cells[1].metadata.papermill.status == "failed"
    (_, ended) = [event.cell for event in done.events if hasattr(event, "cell")]
    assert ended.status is CellStatus.FAILED


def test_a_cell_that_does_not_heed_the_interrupt_is_killed(tmp_path: Path) -> None:
    stubborn = (
        "import signal, time\n"
        "signal.signal(signal.SIGINT, signal.SIG_IGN)\n"
        "print('ready', flush=True)\n"
        "time.sleep(300)"
    )
    for limit in LIMITS:
        done = carry_out(a_folder(tmp_path, limit), stubborn, policy=Policy(run_timeout=2 * limit))
        if printed_by(done.nb):
            break
    assert done.end.failure is not None
    assert done.end.failure.code is FailureCode.TIMEOUT
    assert done.end.failure.message == f"the run took longer than {2 * limit:g} s, in cell [1]"
    assert printed_by(done.nb) == "ready\n"


def a_folder(parent: Path, limit: float) -> Path:
    made = parent / f"limit {limit:g}"
    made.mkdir()
    return made


@pytest.mark.parametrize(
    "greedy",
    [
        "hold = b'x' * 600_000_000\nimport time; time.sleep(300)",
        ALOOF,
    ],
    ids=["kernel", "child"],
)
def test_memory_beyond_the_limit_ends_the_run(tmp_path: Path, greedy: str) -> None:
    done = carry_out(tmp_path, "print('kept')", greedy, policy=Policy(memory_limit=400_000_000))
    failure = done.end.failure
    assert failure is not None
    assert failure.code is FailureCode.MEMORY_LIMIT
    assert failure.cell_index == 1
    assert "more than its 400 MB" in failure.message
    assert done.end.resources is not None
    assert done.end.resources.peak_memory > 400_000_000
    assert printed_by(done.nb, 0) == "kept\n"


def test_what_a_run_used_is_recorded_children_included(tmp_path: Path) -> None:
    spin = "import time\nend = time.process_time() + 0.4\nwhile time.process_time() < end: pass"
    done = carry_out(
        tmp_path,
        "hold = b'x' * 200_000_000\ndel hold",
        f"import subprocess, sys\nsubprocess.run([sys.executable, '-c', {spin!r}], check=True)",
        "import time; time.sleep(1.2)",
        policy=Policy(run_timeout=60, cell_timeout=30, memory_limit=4_000_000_000),
    )
    assert done.end.state is RunState.SUCCEEDED
    used = done.end.resources
    assert used is not None
    assert 200_000_000 < used.peak_memory < 500_000_000
    assert 0.5 < used.cpu_seconds < 10
    samples = read_usage(done.folder.usage)
    assert samples
    assert all(before.seconds < after.seconds for before, after in zip(samples, samples[1:]))  # noqa: B905, RUF007 - neighbours
    assert max(sample.memory for sample in samples) > 30_000_000


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux's own files")
def test_the_system_ends_the_kernel_before_anything_else(tmp_path: Path) -> None:
    own = int(Path(f"/proc/{os.getpid()}/oom_score_adj").read_text())
    done = carry_out(
        tmp_path, "import time; time.sleep(0.2); print(open('/proc/self/oom_score_adj').read())"
    )
    assert int(printed_by(done.nb)) == max(own, 500)
