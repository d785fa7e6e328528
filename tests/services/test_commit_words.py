from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from jupyter_mlops.services.commit_words import Change, Verb, subject_of


def change(verb: Verb, name: str, *, old: str = "", folder: str = ".", cells: str = "") -> Change:
    return Change(verb=verb, name=name, old_name=old or name, folder=folder, cells=cells)


def test_nothing_has_no_subject() -> None:
    assert subject_of([]) == ""


def test_one_file_is_named() -> None:
    assert subject_of([change("add", "data.csv")]) == "Add data.csv"
    assert subject_of([change("rename", "b.py", old="a.py")]) == "Rename a.py to b.py"
    assert subject_of([change("rename", "a.py", folder="src")]) == "Rename a.py"


def test_notebooks_are_told_by_cell_as_long_as_that_fits() -> None:
    train = change("edit", "train", cells="train: edit 2 cells, add 1")
    score = change("edit", "score", cells="score: add 1 cell")
    assert subject_of([train]) == "train: edit 2 cells, add 1"
    assert subject_of([train, score]) == "train: edit 2 cells, add 1; score: add 1 cell"
    assert subject_of([train, score] * 2) == "Edit train, score, train and score"
    assert subject_of([train, change("edit", "a.py")]) == "Edit train and a.py"


def test_several_files_are_named_by_what_happened_to_them() -> None:
    changes = [
        change("edit", "train"),
        change("delete", "old.py"),
        change("add", "b.py"),
        change("add", "a.py"),
    ]
    assert subject_of(changes) == "Add b.py and a.py, edit train, delete old.py"


def test_many_files_are_counted_with_the_folder_they_share() -> None:
    names = [f"a rather long name {number}.py" for number in range(10)]
    assert subject_of([change("edit", name) for name in names]) == "Edit 10 files"
    inside = [change("edit", name, folder="src") for name in names]
    assert subject_of(inside) == "Edit 10 files in src"
    assert subject_of([*inside, change("add", names[0])]) == "Add 1 file, edit 10"


@settings(deadline=None, max_examples=50)
@given(
    st.lists(
        st.builds(
            Change,
            verb=st.sampled_from(["add", "edit", "rename", "delete"]),
            name=st.text(min_size=1),
            old_name=st.text(min_size=1),
            folder=st.text(min_size=1),
            cells=st.text(),
        ),
        min_size=1,
    )
)
def test_a_subject_always_fits_into_a_line(changes: list[Change]) -> None:
    assert 1 <= len(subject_of(changes)) <= 72
