from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jupyter_mlops.checks.paths import PathsCheck
from jupyter_mlops.checks.ports import Context
from jupyter_mlops.settings.checks import ChecksSettings, PathsSettings
from tests.checks.notebooks import code, findings_of, markdown, subject

CHECK = PathsCheck()
FILES = ("a/n.ipynb", "a/here.csv", "a/data/x.png", "b.ipynb", "docs/page.md", "a/kept.csv.dvc")


def found(
    *cells: Any, files: Collection[str] = FILES, language: str = "python", **given: Any
) -> list[tuple[str, str]]:
    settings = ChecksSettings(paths=PathsSettings(**given))
    context = Context(Path("nowhere"), settings, files=lambda: frozenset(files))
    notebook = subject(*cells, path="a/n.ipynb", language=language)
    return [(each.code, each.key) for each in findings_of(CHECK, notebook, context=context)]


def test_data_that_git_does_not_have_is_a_warning_where_it_is_read() -> None:
    context = Context(Path("nowhere"), ChecksSettings(), files=lambda: frozenset(FILES))
    notebook = subject("1", "import pandas as pd\nx = pd.read_csv('gone.csv')", path="a/n.ipynb")
    [each] = findings_of(CHECK, notebook, context=context)
    assert (each.code, each.severity, each.cell, each.line, each.column) == (
        "untracked-data",
        "warning",
        "c1",
        2,
        5,
    )
    assert each.message == "`gone.csv` is read, but git doesn't have it"


@pytest.mark.parametrize(
    "source",
    [
        "open('gone.csv')",
        "open('gone.csv', 'rb', encoding='a')",
        "with open(file='gone.csv') as f:\n    pass",
        "gzip.open('gone.csv')",
        "np.loadtxt('./gone.csv')",
        "np.load('gone.csv')",
        "Image.open('gone.csv')",
        "Path('gone.csv').read_text()",
        "Path('gone.csv').open()",
        "name = 'gone.csv'\npd.read_csv(name)",
        "folder = Path('.')\npd.read_csv(folder / 'gone.csv')",
        "pd.read_csv(os.path.join('.', 'gone.csv'))",
        "n = 'gone'\npd.read_csv(f'{n}.csv')",
        "def f():\n    return pd.read_excel('gone.csv')",
        "pd.read_csv('data/../gone.csv')",
        "pd.read_csv('../a/gone.csv')",
    ],
)
def test_reading_is_told_in_many_ways(source: str) -> None:
    assert [code for code, _ in found(source)] == ["untracked-data"]


@pytest.mark.parametrize(
    "cells",
    [
        ["pd.read_csv('here.csv')", "open('data/x.png')", "open('../docs/page.md')"],
        ["pd.read_csv('kept.csv')"],
        ["pd.read_csv('https://a.org/gone.csv')", "pd.read_parquet('s3://a/gone.parquet')"],
        ["pd.read_csv('../../outside.csv')"],
        ["df.to_csv('made.csv')", "pd.read_csv('made.csv')"],
        ["with open('made.txt', 'w') as f:\n    pass", "open('made.txt')"],
        ["Path('made.txt').write_text('a')\nPath('made.txt').read_text()"],
        ["os.makedirs('made')", "open('made/a.txt')"],
        ["if not os.path.exists('gone.csv'):\n    fetch()\npd.read_csv('gone.csv')"],
        ["try:\n    open('gone.csv')\nexcept FileNotFoundError:\n    pass"],
        ["!wget https://a.org/data.zip", "pd.read_csv('gone.csv')"],
        ["!unzip -q all.zip\npd.read_csv('gone.csv')"],
        ["zipfile.ZipFile('all.zip', 'a').extractall()\npd.read_csv('gone.csv')"],
        ["urlretrieve('https://a.org/x', 'made.csv')\npd.read_csv('made.csv')"],
        ["%cd data\npd.read_csv('gone.csv')"],
        ["os.chdir('data')\npd.read_csv('gone.csv')"],
        ["%%writefile made.py\nx = 1", "open('made.py')"],
        ["!python make.py > made.csv\npd.read_csv('made.csv')"],
        ["pd.read_csv(unknown)", "pd.read_csv(f'{unknown}.csv')"],
        ["for name in []:\n    pd.read_csv(name)"],
        ["name = 'a.csv'\nname = other()\npd.read_csv(name)"],
        ["pd.read_csv('part-*.csv')", "pd.read_sql('select a.b')"],
        ["load_dataset('imdb')", "webbrowser.open('https://a.org')", "load_sample_image('c.jpg')"],
        ["open(0)", "np.load()", "Path('gone.csv')", "print('gone.csv')"],
        ["open('/tmp/a.txt')", "open('/dev/null')", "open('/etc/hosts')"],
        ["'''\n/home/ann/x.csv\n'''", "x = 'see /home/ann'"],
        ["requests.get('/api/users')", "app.route('/home')", "re.compile('[A-Z]:')"],
        ["import google.colab\nopen('/content/x.csv')"],
        ["cache = '~/.cache/x'"],
        [code("pd.read_csv('gone.csv')", count=1)],
    ],
)
def test_what_need_not_be_there_is_no_finding(cells: list[Any]) -> None:
    gone = [("untracked-data", "gone.csv")]
    assert found(*cells) == (gone if isinstance(cells[0], dict) else [])


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("x = '/home/ann/x.csv'", "home-path"),
        ("pd.read_csv('/Users/ann/x.csv')", "home-path"),
        ("sys.path.append('~/lib/x')", "home-path"),
        ("x = r'C:\\Users\\ann\\x.csv'", "home-path"),
        ("x = 'C:/Users/ann/x.csv'", "home-path"),
        ("x = f'/home/ann/{y}.csv'", "home-path"),
        ("%cd /home/ann/x", "home-path"),
        ("df.to_csv('/home/ann/x.csv', index=open('/home/ann/x.csv'))", "home-path"),
        ("x = r'D:\\data\\x.csv'", "absolute-path"),
        ("x = '/mnt/data/x.csv'", "absolute-path"),
        ("x = '/content/drive/x'", "absolute-path"),
        ("pd.read_csv('/data/x.csv')", "absolute-path"),
        ("x = '/data/x.csv'\nopen(x)", "absolute-path"),
    ],
)
def test_paths_of_one_machine_are_found(source: str, expected: str) -> None:
    assert [code for code, _ in found(source)] == [expected]


def test_outside_of_git_files_that_are_there_count(tmp_path: Path) -> None:
    (tmp_path / "here.csv").write_text("")
    notebook = subject("open('here.csv')", "open('gone.csv')", root=tmp_path)
    context = Context(tmp_path, ChecksSettings())
    assert [(each.code, each.key) for each in findings_of(CHECK, notebook, context=context)] == [
        ("missing-file", "gone.csv")
    ]
    assert CHECK.key(notebook, context) is None


def test_settings_allow_paths() -> None:
    cells = ["open('/mnt/data/x.csv')", "open('gone.csv')", markdown("[a](gone.md)")]
    assert len(found(*cells)) == 3
    assert found(*cells, allow=("/mnt/data/*", "gone.*")) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[a](gone.md)", ("missing-link", "gone.md")),
        ("![a](img/gone)", ("missing-link", "img/gone")),
        ('![a](data/gone.png "title")', ("missing-link", "data/gone.png")),
        ("![a](<data/two words.png>)", ("missing-link", "data/two words.png")),
        ("![a](data/two%20words.png)", ("missing-link", "data/two words.png")),
        ("[![a](data/x.png)](gone.ipynb#there)", ("missing-link", "gone.ipynb")),
        ('<img width=3 src="gone.png">', ("missing-link", "gone.png")),
        ("[a][b]\n\n[b]: gone.md", ("missing-link", "gone.md")),
        ("[a](#gone)", ("missing-anchor", "")),
        ("[a](file:///home/ann/x)", ("home-path", "file:///home/ann/x")),
        ("![a](C:\\Users\\ann\\x.png)", ("home-path", "C:\\Users\\ann\\x.png")),
    ],
)
def test_links_that_lead_nowhere_are_found(text: str, expected: tuple[str, str]) -> None:
    [each] = found(markdown(f"# Here\n\n{text}"))
    assert each == (expected if expected[1] else (expected[0], "gone"))


@pytest.mark.parametrize(
    "text",
    [
        "[a](../b.ipynb) [b](../docs/page.md#part) ![c](data/x.png) [d](data/)",
        "[a](https://a.org/gone.md) [b](mailto:a@b.org) [c](//a.org/x.md)",
        "![a](attachment:gone.png) ![b](data:image/png;base64,AAAA)",
        "[a](/lab/tree/x.ipynb) [b](../../outside.md)",
        "`[a](gone.md)`\n\n```\n[b](gone.md)\n```\n\n<!-- [c](gone.md) -->",
        "$$f[i](x.y)$$ and f[i](x)",
        "[a](../docs/page.html)",
        "[a](#Part-one) [b](#part-one) [c](#Part%20one) [d](#own) [e](#Part-one-1)\n## Part *one*",
        "<a id='own'></a>\n[^1]: gone.md",
        "[a](#scrollTo=abc) [b]() [c](<>)",
        "",
    ],
)
def test_links_that_lead_somewhere_are_no_findings(text: str) -> None:
    assert found(markdown(text), markdown("<a name='own'>\n\nPart one\n---")) == []


def test_links_are_looked_at_whatever_the_language() -> None:
    cells = ["open('gone.csv')", markdown("[a](gone.md)")]
    assert found(*cells, language="R") == [("missing-link", "gone.md")]


def test_the_key_changes_with_the_files_that_git_has() -> None:
    def key(*files: str) -> str | None:
        context = Context(Path("nowhere"), ChecksSettings(), files=lambda: frozenset(files))
        return CHECK.key(subject("1"), context)

    assert key("a", "b") == key("b", "a") != key("a")


@settings(deadline=None, max_examples=100)
@given(st.text("[]()<>!#`$ \n\"'ab./:\\=", max_size=80))
def test_any_text_can_be_read(text: str) -> None:
    found(markdown(text), text)
