from __future__ import annotations

from datetime import datetime, timezone
from typing import TYPE_CHECKING

from jupyter_mlops.git.create import Author, commit_paths, create_repository
from jupyter_mlops.services.provenance import read_provenance

if TYPE_CHECKING:
    from pathlib import Path


def test_a_run_records_commit_and_dirty_flag(tmp_path: Path) -> None:
    notebook = tmp_path / "train.ipynb"
    notebook.write_text("{}")
    assert read_provenance(notebook) is None
    create_repository(tmp_path)
    commit_paths(
        tmp_path,
        [notebook.name],
        message="Begin",
        author=Author(name="Ada", email="ada@example.org"),
        date=datetime(2025, 3, 4, tzinfo=timezone.utc),
    )
    provenance = read_provenance(notebook)
    assert provenance is not None
    assert (len(provenance.commit), provenance.dirty) == (40, False)
    notebook.write_text("[]")
    changed = read_provenance(notebook)
    assert changed is not None
    assert (changed.commit, changed.dirty) == (provenance.commit, True)
