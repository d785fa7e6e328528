"""What was released is installed by pip as any package is, from disk and from a web server."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import venv
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.git.notebooks import isolate
from tests.services.packages import NEW, OLD, SCALE, PackageRepository


class Quiet(SimpleHTTPRequestHandler):
    """Any server of static files."""

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> PackageRepository:
    isolate(monkeypatch, tmp_path / "home")
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    for name in ("PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL", "PIP_FIND_LINKS", "PIP_NO_INDEX"):
        monkeypatch.delenv(name, raising=False)
    return PackageRepository(tmp_path / "lab")


@pytest.fixture
def served(package: PackageRepository) -> Iterator[str]:
    folder = package.home.root / "index"
    folder.mkdir(parents=True)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


def test_pip_installs_what_was_released_and_it_is_imported(
    package: PackageRepository, served: str, tmp_path: Path
) -> None:
    first = package.release("1.0.0")
    package.cells("#", SCALE, OLD, NEW)
    package.release("1.1.0")
    venv.create(tmp_path / "clean")
    python = tmp_path / "clean" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

    def install(index: str, wanted: str) -> str:
        pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--no-deps", "-qU"]
        pip += ["--disable-pip-version-check", "--no-cache-dir", "--index-url", index, wanted]
        subprocess.run(pip, check=True, capture_output=True, timeout=300)
        code = "import demo.features as f; print(f.__all__, f.scale(2, 3))"
        command = [str(python), "-I", "-c", code]
        done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=120)
        return done.stdout.strip()

    assert install(first.index_url, "demo==1.0.0") == "['old', 'scale'] 6"
    assert install(served, "demo") == "['new', 'old', 'scale'] 6"


def test_an_sdist_builds_to_the_same_package(package: PackageRepository, tmp_path: Path) -> None:
    made = package.release("1.0.0")
    pip = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "-q"]
    pip += ["--disable-pip-version-check", "--no-index", "-w", str(tmp_path / "again")]
    sdist = str(made.dist / "demo-1.0.0.tar.gz")
    subprocess.run([*pip, sdist], check=True, capture_output=True, timeout=300)
    (wheel,) = (tmp_path / "again").iterdir()
    assert wheel.name == "demo-1.0.0-py3-none-any.whl"
