from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import psutil

from jupyter_mlops.jobs.filesystems import is_network_folder

if TYPE_CHECKING:
    import pytest


class Mount(NamedTuple):
    mountpoint: str
    fstype: str


def test_the_nearest_mount_decides(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    near = tmp_path.resolve()
    mounts = [Mount("/", "ext4"), Mount(str(near), "NFS4"), Mount(str(near / "local"), "xfs")]
    monkeypatch.setattr(psutil, "disk_partitions", lambda **_: mounts)
    assert is_network_folder(near / "home")
    assert not is_network_folder(near / "local" / "home")
    assert not is_network_folder(near.parent)


def test_a_machine_that_names_no_mounts_counts_as_local(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(psutil, "disk_partitions", lambda **_: [])
    assert not is_network_folder(tmp_path)
