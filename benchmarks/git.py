"""How long does the panel wait to know what has changed in a large repository?

10,000 files, of which 300 notebooks were changed: the whole answer of our server, that of
jupyterlab-git's in the same process, and git's own `status` from a terminal. Then how long it takes
until a notebook has unfolded into its changed cells.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import tempfile
from functools import partial
from pathlib import Path

from _diff_cases import edited
from _figures import figure, interleaved, tell, timed
from _server import Server, served

_FILES = 10_000
_NOTEBOOKS = 1_000
_CHANGED = 300
#: Cells of a notebook.
_CELLS = 20
_FOLDER = 100
_ROUNDS = 15
#: As many notebooks as a tall panel shows at once.
_SEEN = 30
_PEER = "jupyterlab_git"


def main() -> None:
    """Measures and tells."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        root = Path(scratch, "root")
        changed = _write_repository(root)
        with served(root, Path(scratch, "home"), peers=[_PEER]) as server:
            _check(server)
            measured = interleaved(
                _ROUNDS,
                {
                    "git status": partial(timed, partial(_git, root, "status", "--porcelain=v2")),
                    "our answer": partial(timed, partial(_ask_ours, server)),
                    "jupyterlab-git's": partial(timed, partial(_ask_peer, server)),
                },
            )
            unfolded = [timed(partial(_unfold, server, path)) for path in changed[:_SEEN]]
    for name, seconds in measured.items():
        tell(name, seconds)
    tell("cells of a notebook", unfolded)
    git, ours, peer = (statistics.median(seconds) for seconds in measured.values())
    figure("git-status", ours / git, 1.5)
    figure("git-status-peer", ours / peer, 1.0)


def _write_repository(root: Path) -> list[str]:
    """Makes the repository; the paths of what was changed since its commit."""
    before, after = (json.dumps(nb, indent=1) for nb in edited(_CELLS, ids=True))
    notebooks = []
    for number in range(_FILES):
        folder = root / f"folder {number // _FOLDER}"
        folder.mkdir(parents=True, exist_ok=True)
        if number % (_FILES // _NOTEBOOKS):
            (folder / f"module{number}.py").write_text(f"value = {number}\n", encoding="utf-8")
        else:
            file = folder / f"notebook{number}.ipynb"
            file.write_text(before, encoding="utf-8")
            notebooks.append(file)
    _git(root, "init", "--quiet")
    _git(root, "add", "--", ".")
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    _git(root, *who, "commit", "--quiet", "--message=Start")
    changed = notebooks[:: _NOTEBOOKS // _CHANGED][:_CHANGED]
    for file in changed:
        file.write_text(after, encoding="utf-8")
    return [file.relative_to(root).as_posix() for file in changed]


def _git(root: Path, *arguments: str) -> bytes:
    return subprocess.run(["git", *arguments], cwd=root, check=True, capture_output=True).stdout


def _ask_ours(server: Server) -> int:
    return len(server.ask("GET", "mlops/api/v1/git/status?path=")["files"])


def _ask_peer(server: Server) -> int:
    return len(server.ask("POST", "git/status", {})["files"])


def _unfold(server: Server, path: str) -> int:
    return len(server.ask("POST", "mlops/api/v1/git/cells", {"path": path})["cells"])


def _check(server: Server) -> None:
    """Makes sure that all are asked the same.

    Raises:
        RuntimeError: Somebody does not tell of every change.
    """
    for ask in (_ask_ours, _ask_peer):
        if (told := ask(server)) != _CHANGED:
            raise RuntimeError(f"{told} changes were told of, not {_CHANGED}")


if __name__ == "__main__":
    main()
