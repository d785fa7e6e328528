from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from jupyter_mlops.jobs.process_scan import scan


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_a_process_that_becomes_another_program_is_never_missed(tmp_path: Path) -> None:
    again = tmp_path / "again"
    again.write_text('#!/bin/sh\nexec "$0"\n', encoding="utf-8")
    again.chmod(0o700)
    with subprocess.Popen([again], env={**os.environ, "A_MARK": "mine"}) as process:
        try:
            for _ in range(300):
                marks = {entry.pid: entry.mark for entry in scan("A_MARK")}
                assert marks[process.pid] == "mine"
        finally:
            process.kill()
