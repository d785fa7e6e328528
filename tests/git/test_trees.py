from __future__ import annotations

from contextlib import closing

import pytest

from jupyter_mlops.git.blobs import Objects
from jupyter_mlops.git.command import GitError
from jupyter_mlops.git.trees import _entries, read_files
from tests.git.conftest import Repository


@pytest.mark.parametrize("form", ["sha1", "sha256"])
def test_files_are_what_git_lists(tmp_path_factory: pytest.TempPathFactory, form: str) -> None:
    folder = tmp_path_factory.mktemp(form) / "repository"
    repository = Repository(folder, f"--object-format={form}")
    names = ["a b.py", "src/demo/__init__.py", "src/demo/ä.py", "z"]
    for name in names:
        repository.write(name, name)
    (folder / "link").symlink_to("z")
    repository.commit(*names, "link")
    with closing(Objects(folder)) as objects:
        tree = objects.find("HEAD^{tree}")
        assert tree is not None
        found = [
            f"{each.mode} blob {each.oid}\t{each.path}" for each in read_files(objects, tree.oid)
        ]
    assert (
        found == repository.git("-c", "core.quotePath=false", "ls-tree", "-r", "HEAD").splitlines()
    )


def test_a_damaged_tree_is_said() -> None:
    with pytest.raises(GitError):
        list(_entries(b"100644 a\0short", 20))
