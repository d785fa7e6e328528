"""Nothing outside of the server's root has a path."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from jupyter_mlops.errors import ForbiddenError, InvalidError, MlopsError
from jupyter_mlops.jobs.sqlite_store import SqliteRunStore
from jupyter_mlops.server.paths import Root
from tests.server.helpers import Api, write_notebook

needs_links = pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")


@pytest.fixture
def inside(tmp_path: Path) -> Root:
    folder = tmp_path / "root"
    folder.mkdir()
    return Root(folder.resolve())


class TestAFile:
    @pytest.mark.parametrize("path", ["a.ipynb", "/a.ipynb", "./a.ipynb", "b/../a.ipynb"])
    def test_is_found_below_the_root(self, inside: Root, path: str) -> None:
        assert inside.file(path) == inside.folder / "a.ipynb"

    @pytest.mark.parametrize("path", ["../a.ipynb", "b/../../a.ipynb", "..", "/../root2/a.ipynb"])
    def test_is_refused_above_the_root(self, inside: Root, path: str) -> None:
        with pytest.raises(ForbiddenError, match="outside of the server's root"):
            inside.file(path)

    def test_is_not_found_beside_the_root_under_its_name_and_more(self, inside: Root) -> None:
        with pytest.raises(ForbiddenError):
            inside.file("../root-of-others/a.ipynb")

    @needs_links
    def test_is_refused_behind_a_link_that_leads_out(self, inside: Root, tmp_path: Path) -> None:
        (inside.folder / "link").symlink_to(tmp_path)

        with pytest.raises(ForbiddenError):
            inside.file("link/a.ipynb")

    @needs_links
    def test_is_found_behind_a_link_that_stays_inside(self, inside: Root) -> None:
        (inside.folder / "real").mkdir()
        (inside.folder / "link").symlink_to("real")

        assert inside.file("link/a.ipynb") == inside.folder / "real" / "a.ipynb"

    @needs_links
    def test_is_refused_where_links_go_in_a_circle(self, inside: Root) -> None:
        (inside.folder / "one").symlink_to("two")
        (inside.folder / "two").symlink_to("one")

        if sys.version_info < (3, 13):
            with pytest.raises(InvalidError, match="leads nowhere"):
                inside.file("one/a.ipynb")
        else:
            assert inside.file("one/a.ipynb").is_relative_to(inside.folder)

    def test_cannot_hold_a_nul(self, inside: Root) -> None:
        with pytest.raises(InvalidError, match="NUL"):
            inside.file("a\0.ipynb")


class TestAPath:
    def test_is_relative_to_the_root(self, inside: Root) -> None:
        assert inside.path(inside.folder / "b" / "a.ipynb") == "b/a.ipynb"

    def test_is_none_outside(self, inside: Root) -> None:
        assert inside.path(inside.folder.parent / "a.ipynb") is None
        assert inside.path(inside.folder.with_name("root2") / "a.ipynb") is None

    @pytest.mark.parametrize("name", ["b/a.ipynb", ".", "..a", "../a.ipynb", "../root2/a.ipynb"])
    def test_of_a_name_is_that_of_its_file(self, inside: Root, name: str) -> None:
        file = inside.folder / name
        assert inside.path_named(str(file)) == inside.path(file)

    def test_of_a_name_is_known_where_the_root_is_the_whole_disk(self) -> None:
        file = Path.cwd() / "a.ipynb"
        assert (
            Root(Path(file.anchor)).path_named(str(file))
            == file.relative_to(file.anchor).as_posix()
        )


class TestAMessage:
    def test_names_files_by_their_paths(self, inside: Root) -> None:
        text = f"cannot move {inside.folder / 'a.ipynb'} to {inside.folder}: no room"

        assert inside.in_text(text) == "cannot move a.ipynb to /: no room"

    def test_keeps_names_that_only_look_alike(self, inside: Root) -> None:
        text = f"{inside.folder}-2/a.ipynb and /mnt{inside.folder}/a.ipynb"

        assert inside.in_text(text) == text

    def test_stays_whole_where_the_root_is_the_whole_disk(self) -> None:
        assert Root(Path(Path.cwd().anchor)).in_text("/etc/a or /b") == "/etc/a or /b"


@pytest.mark.parametrize("contents_manager", [object(), type("Manager", (), {"root_dir": ""})()])
def test_a_server_without_files_has_no_root(contents_manager: Any) -> None:
    with pytest.raises(MlopsError, match="not files on its machine"):
        Root.of(contents_manager)


OUTSIDE = {
    "up": ("../secret.ipynb", 403),
    "up and down": ("deep/../../root_dir/../secret.ipynb", 403),
    "link": ("out/secret.ipynb", 403),
    "linked file": ("secret-link.ipynb", 403),
    "nul": ("train.ipynb\0/../../secret.ipynb", 403),
    "encoded": ("%2e%2e/secret.ipynb", 404),
    "encoded twice": ("%252e%252e%252fsecret.ipynb", 404),
    "absolute": ("{secret}", 404),
}


@needs_links
class TestARequestForAFileOutside:
    @pytest.fixture
    def secret(self, root: Path) -> Path:
        """A notebook beside the root, with links to it; its absolute name."""
        secret = write_notebook(root.parent / "secret.ipynb", "1")
        write_notebook(root / "train.ipynb", "1")
        (root / "deep").mkdir()
        (root / "out").symlink_to(root.parent)
        (root / "secret-link.ipynb").symlink_to(secret)
        return secret

    @pytest.mark.parametrize("way", OUTSIDE)
    async def test_is_refused_by_every_route_that_reads(
        self, api: Api, secret: Path, store: SqliteRunStore, way: str
    ) -> None:
        path, status = OUTSIDE[way]
        path = path.replace("{secret}", str(secret))

        parameters = await api("GET", "/parameters", params={"path": path})
        start = await api("POST", "/runs", body={"path": path})

        assert (parameters.status, start.status) == (status, 400 if "\0" in path else status)
        assert store.active() == []

    async def test_is_refused_by_the_list(
        self, api: Api, secret: Path, recorded: Callable[..., str]
    ) -> None:
        recorded(secret)
        replies = [
            await api("GET", "/runs", params={"path": path.replace("{secret}", str(secret))})
            for path, _ in OUTSIDE.values()
        ]

        assert {reply.status for reply in replies} == {403, 200}
        assert [reply.body["runs"] for reply in replies if reply.status == 200] == [[]] * 3

    @pytest.mark.parametrize(
        "output", ["../out.ipynb", "out/new.ipynb", "secret-link.ipynb", "new\0.ipynb"]
    )
    async def test_is_refused_as_an_output(
        self, api: Api, secret: Path, store: SqliteRunStore, output: str
    ) -> None:
        before = _files(secret.parent)

        reply = await api("POST", "/runs", body={"path": "train.ipynb", "output": output})

        assert reply.status == (400 if "\0" in output else 403)
        assert store.active() == []
        assert _files(secret.parent) == before

    async def test_as_an_absolute_output_goes_below_the_root(self, api: Api, secret: Path) -> None:
        body = {"path": "train.ipynb", "output": str(secret.with_name("new.ipynb"))}

        reply = await api("POST", "/runs", body=body)

        assert reply.body["output"] == body["output"].removeprefix("/")
        assert not secret.with_name("new.ipynb").exists()


def _files(folder: Path) -> dict[Path, bytes]:
    return {file: file.read_bytes() for file in folder.glob("*.ipynb")}


class TestARunOfANotebookOutside:
    async def test_is_as_if_it_were_not(
        self, api: Api, root: Path, recorded: Callable[..., str]
    ) -> None:
        run_id = recorded(root.with_name("root_dir_2") / "train.ipynb")

        replies = [
            await api("GET", f"/runs/{run_id}"),
            await api("POST", f"/runs/{run_id}/cancel"),
            await api("DELETE", f"/runs/{run_id}"),
            await api("GET", f"/runs/{run_id}/outputs"),
            await api("GET", f"/runs/{run_id}/log"),
        ]

        assert {(reply.status, reply.code) for reply in replies} == {(404, "not_found")}
        assert (await api("GET", "/runs")).body == {"runs": [], "next_cursor": None}
