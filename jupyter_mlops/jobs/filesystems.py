"""Which file system a folder lies on."""

from __future__ import annotations

from pathlib import Path

import psutil

#: File systems that another machine serves.
_NETWORK_TYPES = frozenset(
    {"afs", "beegfs", "ceph", "cifs", "gpfs", "lustre", "ncpfs", "nfs", "nfs4", "smb2", "smb3",
     "smbfs", "9p", "fuse.glusterfs", "fuse.s3fs", "fuse.sshfs", "glusterfs"}
)  # fmt: skip


def is_network_folder(folder: Path) -> bool:
    """Whether a folder lies on a file system that another machine serves."""
    target = folder.resolve()
    mounts = {Path(part.mountpoint): part.fstype for part in psutil.disk_partitions(all=True)}
    homes = [mounts[parent] for parent in (target, *target.parents) if parent in mounts]
    return bool(homes) and homes[0].lower() in _NETWORK_TYPES
