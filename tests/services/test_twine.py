from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

from jupyter_mlops.errors import RemoteError
from jupyter_mlops.services.twine import redact, upload
from tests.services.test_package_index import wheel

PASSWORD = "s3cret-of-mine"  # noqa: S105 - of nobody


class Uploads(BaseHTTPRequestHandler):
    """An index that takes what is sent, or refuses it and repeats the password."""

    status: ClassVar[int] = 200
    received: ClassVar[list[bytes]] = []

    def do_POST(self) -> None:
        self.received.append(self.rfile.read(int(self.headers["Content-Length"])))
        self.send_response(self.status, f"as you said {PASSWORD}")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Uploads)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    address = f"http://127.0.0.1:{server.server_port}/"
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    (tmp_path / ".pypirc").write_text(
        f"[distutils]\nindex-servers = lab\n[lab]\nrepository = {address}\n"
        f"username = ada\npassword = {PASSWORD}\n"
    )
    monkeypatch.setattr(Uploads, "received", [])
    yield address
    server.shutdown()
    thread.join()
    server.server_close()


METADATA = "Metadata-Version: 2.1\nName: my-demo\nVersion: 1.0.0\n"


@pytest.mark.usefixtures("server")
def test_files_are_sent_with_the_users_own_credentials(tmp_path: Path) -> None:
    file = wheel(tmp_path, metadata=METADATA)
    said = upload([file], "lab")
    assert PASSWORD not in said
    (sent,) = Uploads.received
    assert file.read_bytes() in sent


@pytest.mark.usefixtures("server")
def test_what_is_refused_is_told_without_the_password(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Uploads, "status", 403)
    with pytest.raises(RemoteError) as refused:
        upload([wheel(tmp_path, metadata=METADATA)], "lab")
    assert "403" in refused.value.detail
    assert PASSWORD not in refused.value.detail


def test_passwords_and_tokens_are_taken_out() -> None:
    text = f"\x1b[31mhttps://ada:{PASSWORD}@example.org {PASSWORD} pypi-{'a' * 40}\x1b[0m"
    told = redact(text, [PASSWORD])
    assert PASSWORD not in told
    assert "aaaa" not in told
    assert "ada:" not in told
    assert "example.org" in told
