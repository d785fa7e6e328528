"""Finds a suitable Python, makes `.venv` with it and hands over to `python -m scripts VERB` there.

The Makefile starts this with whatever Python it has found. An old one has to be able to read this
file, so that it can say what is missing: keep to the syntax and the library of Python 3.6.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

LEAST = (3, 10)
NEWEST_KNOWN = 14
ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
WINDOWS = os.name == "nt"
VENV_PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")


def main() -> None:
    """Runs the verb named on the command line."""
    if VENV.exists():
        check_venv()
    else:
        make_venv(suitable_python())
    command = [str(VENV_PYTHON), "-m", "scripts", *sys.argv[1:]]
    os.chdir(str(ROOT))
    if WINDOWS:
        sys.exit(subprocess.call(command))
    # Ctrl+C then reaches the verb alone, which knows what to stop.
    os.execv(command[0], command)  # noqa: S606 - a shell is what this avoids


def suitable_python() -> str:
    """Returns the first Python that is new enough: $PYTHON, this one, then those on PATH."""
    if os.environ.get("PYTHON"):
        names = [os.environ["PYTHON"]]
    else:
        names = [sys.executable, "python3", "python"]
        names += [f"python3.{minor}" for minor in range(NEWEST_KNOWN, LEAST[1] - 1, -1)]
    for name in names:
        python = shutil.which(name)
        if python and version_of(python) >= LEAST:
            return python
    major, minor = version_of(names[0])
    state = "missing" if major == 0 else f"{major}.{minor}, which is too old"
    return refuse(
        f"Python is {state}: install 3.10 or newer (https://www.python.org/downloads/) "
        "or name one: make PYTHON=/path/to/python3"
    )


def check_venv() -> None:
    """Refuses an environment that is broken or too old."""
    major, minor = version_of(str(VENV_PYTHON))
    if (major, minor) < LEAST:
        state = "broken" if major == 0 else f"of Python {major}.{minor}, which is too old"
        refuse(f"the environment .venv is {state}: remove that folder and run again")


def make_venv(python: str) -> None:
    """Makes the environment, or nothing at all."""
    print(f"making the environment .venv with {python}", flush=True)
    try:
        subprocess.check_output([python, "-m", "venv", str(VENV)], stderr=subprocess.STDOUT)
    except subprocess.CalledProcessError as error:
        shutil.rmtree(str(VENV), ignore_errors=True)
        output = error.output.decode(errors="replace")
        if "ensurepip" in output:
            refuse("Python's venv module is incomplete: apt-get install python3-venv")
        reasons = output.strip().splitlines() or ["no reason given"]
        refuse(f"cannot make .venv: {reasons[-1]}")


def version_of(python: str) -> tuple:  # type: ignore[type-arg] # 3.6 cannot read tuple[int, int]
    """Returns major and minor version; (0, 0) for what does not run."""
    code = "import sys; print('%d %d' % sys.version_info[:2])"
    try:
        output = subprocess.check_output([python, "-c", code], stderr=subprocess.DEVNULL)
    except (OSError, subprocess.CalledProcessError):
        return (0, 0)
    major, minor = output.split()
    return (int(major), int(minor))


def refuse(reason: str) -> str:
    """Ends with one line that names the remedy."""
    sys.exit(f"make: {reason}")


if __name__ == "__main__":
    main()
