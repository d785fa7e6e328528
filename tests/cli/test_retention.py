from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jupyter_mlops.cli.retention_values import read_rules, rules_text, size_text
from jupyter_mlops.errors import InvalidError
from jupyter_mlops.jobs.retention_model import Retention

if TYPE_CHECKING:
    from tests.cli.conftest import Mlops, WriteNotebook


@pytest.mark.parametrize(
    ("text", "size"),
    [("500", 500), ("1.5KB", 1500), ("20 gb", 20_000_000_000), ("3M", 3_000_000), ("1B", 1)],
)
def test_sizes_are_read_as_people_write_them(text: str, size: int) -> None:
    assert read_rules(Retention(), {"max_size": text}).max_size == size


def test_rules_that_are_not_given_stay_and_none_takes_one_away() -> None:
    rules = Retention(max_age=30, max_runs=5, outputs=True)
    changed = read_rules(rules, {"max_runs": "none", "max_size": "1GB"})
    assert changed == Retention(max_age=30, max_size=1_000_000_000, outputs=True)
    assert "30 days" in rules_text(changed)
    assert "1.0 GB" in rules_text(changed)
    assert "everything is kept" in rules_text(Retention())


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("max_age", "old"),
        ("max_age", "0"),
        ("max_runs", "2.5"),
        ("max_runs", "0"),
        ("max_size", "x"),
    ],
)
def test_what_makes_no_sense_is_refused(name: str, text: str) -> None:
    with pytest.raises(InvalidError):
        read_rules(Retention(), {name: text})


@settings(deadline=None, max_examples=50)
@given(st.integers(0, 10**18))
def test_any_size_is_short(size: int) -> None:
    assert len(size_text(size)) <= len("1000000.0 TB")


def test_rules_are_set_shown_tried_and_applied(mlops: Mlops, notebook: WriteNotebook) -> None:
    notebook("train", "1")
    mlops("run", "train.ipynb")
    mlops("run", "train.ipynb")
    assert "everything is kept" in mlops("retention").stdout
    assert "would remove 1 runs" in mlops("retention", "preview", "--max-runs", "1").stdout
    assert "everything is kept" in mlops("retention", "show").stdout
    labelled = mlops("annotate", "last", "-l", "best", "-n", "look at this", "--keep").stdout
    assert 'best  "look at this"  kept' in labelled
    assert "of each notebook 1 stay" in mlops("retention", "set", "--max-runs", "1").stdout
    assert "removed 1 runs (1 too many of their notebook)" in mlops("retention", "apply").stdout
    (listed,) = mlops("runs", "label:best").stdout.splitlines()
    assert listed.endswith("train.ipynb [best]")
    assert "best" not in mlops("annotate", "last", "-u", "best", "--no-keep").stdout
    assert mlops("annotate", "last", "-l", "a b").returncode == 2
