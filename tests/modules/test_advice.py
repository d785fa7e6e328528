from __future__ import annotations

import textwrap
from collections.abc import Mapping

import pytest
from packaging.version import Version

from jupyter_mlops.modules.advice import advise, compare_apis
from jupyter_mlops.modules.api import Api, PackageText
from jupyter_mlops.modules.model import CellKey
from jupyter_mlops.modules.versions import ApiChange


def api(source: str | Mapping[str, str]) -> Api:
    files = {"features.py": source} if isinstance(source, str) else source
    texts = {name: textwrap.dedent(text) for name, text in files.items()}
    return Api(PackageText(package="demo", folder="src/demo", files=texts))


def changes(before: str | Mapping[str, str], after: str | Mapping[str, str]) -> list[ApiChange]:
    return list(compare_apis(api(before), api(after)))


def told(before: str, after: str) -> list[tuple[str, str, str]]:
    return [(each.level, each.kind, each.message) for each in changes(before, after)]


FIT = "def fit(X, alpha=1.0): return X"


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (FIT, "", ("major", "removed", "features.fit was removed")),
        (
            FIT,
            "def fit(X): return X",
            ("major", "parameter_removed", "features.fit no longer takes alpha"),
        ),
        (
            FIT,
            "def fit(X, alpha): return X",
            ("major", "parameter_required", "features.fit requires alpha now"),
        ),
        (
            FIT,
            "def fit(X, alpha=1.0, *, y): return X",
            ("major", "parameter_added_required", "features.fit requires y, which is new"),
        ),
        (
            FIT,
            "def fit(X, *, alpha=1.0): return X",
            (
                "major",
                "parameter_kind_changed",
                "features.fit takes alpha as keyword-only instead of positional or keyword",
            ),
        ),
        (
            FIT,
            "def fit(X, alpha=2.0): return X",
            (
                "major",
                "parameter_default_changed",
                "features.fit has 2.0 instead of 1.0 as default of alpha",
            ),
        ),
        (
            FIT,
            "fit = 1",
            ("major", "kind_changed", "features.fit is an attribute instead of a function"),
        ),
        (
            FIT,
            "async def fit(X, alpha=1.0): return X",
            ("major", "async_changed", "features.fit has to be awaited now"),
        ),
        (
            "class A: ...\nclass B(A): ...",
            "class A: ...\nclass B: ...",
            ("major", "base_removed", "features.B no longer derives from A"),
        ),
        (FIT, FIT + "\ndef predict(X): ...", ("minor", "added", "features.predict was added")),
        (
            FIT,
            "def fit(X, alpha=1.0, beta=2): return X",
            ("minor", "parameter_added", "features.fit takes beta, which can be left out"),
        ),
        (
            FIT,
            "def fit(X, alpha=1.0): return X + 1",
            ("patch", "changed", "features.fit was changed, and is used as before"),
        ),
        (FIT, FIT + "\ndef _inner(): ...", ("patch", "changed", "features was changed inside")),
        (
            "RATE = 1",
            "RATE = 2",
            ("patch", "changed", "features.RATE was changed, and is used as before"),
        ),
    ],
)
def test_each_change_has_its_level_and_its_reason(
    before: str, after: str, expected: tuple[str, str, str]
) -> None:
    assert told(before, after) == [expected]


def test_formatting_comments_and_markers_are_no_change() -> None:
    before = '# %% a.ipynb#1\ndef fit(X, alpha = 1.0):\n    return {"a": X}\n'
    after = "# %% a.ipynb#2\n# why\n\ndef fit(\n    X, alpha=1.0\n):\n    return {'a': X}\n"
    assert changes(before, after) == []


def test_what_is_not_public_never_asks_for_more_than_a_patch() -> None:
    before = '__all__ = ["fit"]\n' + FIT + "\ndef helper(): ...\nclass _C: ...\n"
    after = '__all__ = ["fit"]\n' + FIT + "\ndef other(a): ...\n"
    assert [each.level for each in changes(before, after)] == ["patch"]
    hidden = {"_private.py": "def fit(): ...", "__init__.py": ""}
    assert [each.level for each in changes(hidden, {**hidden, "_private.py": ""})] == ["patch"]


def test_a_required_field_of_a_dataclass_is_a_required_parameter() -> None:
    before = """
        from dataclasses import dataclass
        @dataclass
        class Options:
            alpha: float
    """
    found = changes(before, before + "        beta: float\n")
    assert ("major", "features.Options requires beta, which is new") in [
        (each.level, each.message) for each in found
    ]


def test_constructors_that_come_and_go() -> None:
    without = "class A:\n    def fit(self): ...\n"
    with_one = without + "    def __init__(self, x, y=1): ...\n"
    assert told(without, with_one) == [
        ("major", "parameter_added_required", "features.A requires x, which is new"),
        ("minor", "parameter_added", "features.A takes y, which can be left out"),
    ]
    assert told(with_one, without) == [
        ("major", "constructor_removed", "features.A has no constructor of its own any more")
    ]


def test_a_method_that_is_patched_in_belongs_to_its_class() -> None:
    before = """
        __all__ = ["A", "B"]
        class A: ...
        class B: ...
        @patch
        def fit(self: A, x=1): ...
        @patch
        def both(self: A | B): ...
        @patch_to(B)
        def load(cls): ...
        @patch(as_prop=True)
        def size(self: A): ...
        @patch
        def elsewhere(self: Other): ...
    """
    names = [name for name in api(before).names if name.count(".") > 1]
    assert names == [
        "features.A.fit",
        "features.A.both",
        "features.A.size",
        "features.B.both",
        "features.B.load",
    ]
    after = before.replace("x=1", "x").replace("@patch_to(B)\n        def load(cls): ...", "")
    assert [(each.kind, each.name) for each in changes(before, after)] == [
        ("parameter_required", "features.A.fit"),
        ("removed", "features.B.load"),
    ]


def test_names_of_a_package_and_what_it_imports_are_followed() -> None:
    before = {
        "__init__.py": "from .data import load\n__all__ = ['load']",
        "data.py": "def load(): ...",
    }
    after = {**before, "data.py": "def load(path): ..."}
    assert [each.name for each in changes(before, after)] == ["data.load"]
    gone = {**before, "__init__.py": ""}
    assert [(each.kind, each.name) for each in changes(before, gone)] == [("removed", "load")]


def test_a_module_that_is_gone_is_one_change_and_a_new_one_is_its_names() -> None:
    one = {"__init__.py": "", "a.py": "def f(): ...\ndef g(): ..."}
    other = {"__init__.py": "", "b.py": "def f(): ...\nclass C:\n    def m(self): ..."}
    assert [(each.level, each.name) for each in changes(one, other)] == [
        ("major", "a"),
        ("minor", "b.C"),
        ("minor", "b.f"),
    ]


def test_a_module_that_is_no_python_says_nothing() -> None:
    one = {"__init__.py": "", "a.py": "def f(): ...", "b.py": "def g(): ..."}
    assert changes(one, {**one, "a.py": "def f(:"}) == [
        ApiChange(level="patch", kind="changed", name="a", message="a was changed inside")
    ]


MARKED = """\
__all__ = ["fit", "old"]

# %% notebooks/train.ipynb#aaa
def fit(X): return X

# %% notebooks/train.ipynb#bbb
def old(): ...
def _inner(): return 1
"""


def test_each_reason_names_its_cell() -> None:
    after = MARKED.replace("fit(X)", "fit(X, y)").replace("def old(): ...\n", "")
    after = after.replace('"old"', '"new"') + "\n# %% notebooks/more.ipynb#ccc\ndef new(): ...\n"
    keys = {"aaa": 2, "ccc": 5}
    found = compare_apis(api(MARKED), api(after), lambda key: keys.get(key.cell, -1))
    assert [(each.name, each.notebook, each.cell, each.index) for each in found] == [
        ("features.fit", "notebooks/train.ipynb", "aaa", 2),
        ("features.old", "notebooks/train.ipynb", "bbb", -1),
        ("features.new", "notebooks/more.ipynb", "ccc", 5),
    ]


def test_a_change_inside_names_its_cell_too() -> None:
    found = changes(MARKED, MARKED.replace("return 1", "return 2"))
    assert [(each.level, each.cell) for each in found] == [("patch", "bbb")]


def test_below_one_the_reason_for_a_minor_step_is_said() -> None:
    found = compare_apis(api(FIT), api(""))
    early = advise(Version("0.3.0"), found)
    assert early.level == "minor"
    assert early.reasons[0].kind == "initial_development"
    assert early.reasons[1:] == found
    assert advise(Version("1.3.0"), found).level == "major"
    assert advise(Version("1.3.0"), ()).level == "patch"


def test_the_public_names_are_told_with_signature_and_summary() -> None:
    source = '''
        class Scaler:
            """Scales.

            More.
            """
            factor: float = 1.0
            def __init__(self, factor: float = 1.0) -> None: ...
            def fit(self, X) -> "Scaler": ...
            def _inner(self): ...
            def __len__(self) -> int: ...
        RATE: float = 0.1
    '''
    names = api(source).names
    assert [(each.name, each.kind) for each in names.values()] == [
        ("features", "module"),
        ("features.Scaler", "class"),
        ("features.Scaler.factor", "attribute"),
        ("features.Scaler.fit", "function"),
        ("features.Scaler.__len__", "function"),
        ("features.RATE", "attribute"),
    ]
    assert names["features.Scaler"].summary == "Scales."
    assert names["features.Scaler"].signature == "Scaler(factor: float = 1.0)"
    assert names["features.Scaler.fit"].signature == "fit(X) -> Scaler"


def test_lines_above_all_markers_are_of_no_cell() -> None:
    found = api(MARKED)
    assert found.cell_of("features.py", 1) is None
    assert found.cell_of("features.py", 4) == CellKey(notebook="notebooks/train.ipynb", cell="aaa")
    assert found.cell_of("nothing.py", 1) is None
