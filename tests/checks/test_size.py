from __future__ import annotations

from jupyter_mlops.checks.size import SizeCheck
from jupyter_mlops.settings.checks import ChecksSettings, SizeSettings
from tests.checks.notebooks import code, codes_of, findings_of, markdown, printed, shown, subject

CHECK = SizeCheck()
SMALL = ChecksSettings(size=SizeSettings(notebook="20 KB", output="5 KiB", cell_lines=3))


def test_small_notebooks_are_no_findings() -> None:
    assert codes_of(CHECK, code("1", printed("x" * 5000)), "a\nb\nc\n", settings=SMALL) == []
    assert codes_of(CHECK, code("1", printed("x" * 900_000)), "a\n" * 500) == []


def test_what_is_too_large_is_said_with_its_size() -> None:
    picture = shown(**{"image/png": "x" * 6000})
    text = {
        **markdown("![](attachment:a.png)"),
        "attachments": {"a.png": {"image/png": "x" * 6000}},
    }
    cells = [code("1", printed("a"), picture), text, "a\nb\nc\nd", "#" * 10_000]
    found = findings_of(CHECK, subject(*cells), settings=SMALL)
    assert [(each.code, each.cell, each.output, each.severity) for each in found] == [
        ("notebook-size", None, None, "warning"),
        ("output-size", "c0", 1, "warning"),
        ("attachment-size", "c1", None, "warning"),
        ("cell-lines", "c2", None, "warning"),
    ]
    assert found[1].message == "an output has 6.1 KB, more than 5.1 KB"
    assert found[3].message == "the cell has 4 lines, more than 3"


def test_odd_outputs_and_attachments_are_no_reason_to_stop() -> None:
    odd = {**markdown("a"), "attachments": [1]}
    assert codes_of(CHECK, odd, code("1", None, 3, "#" * 30_000), settings=SMALL) == [
        "notebook-size",
        "output-size",
    ]
