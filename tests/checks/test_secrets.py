from __future__ import annotations

import base64
import json

import msgspec
import pytest

from jupyter_mlops.checks.secrets import SecretsCheck
from jupyter_mlops.errors import InvalidError
from jupyter_mlops.settings.checks import ChecksSettings, SecretsSettings
from tests.checks.notebooks import code, codes_of, findings_of, markdown, printed, shown, subject

TOKEN = "gh" + "p_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"  # no scanner shall take it for one
CHECK = SecretsCheck()


def test_a_secret_in_a_source_is_an_error_at_its_line_and_column() -> None:
    [found] = findings_of(CHECK, subject("import os", f'x = 1\nlogin("{TOKEN}")'))
    assert (found.code, found.severity) == ("github-token", "error")
    assert (found.cell, found.index, found.line, found.column) == ("c1", 1, 2, 8)
    assert found.message == "a GitHub token (40 characters)"


@pytest.mark.parametrize(
    "output",
    [
        printed(f"logged in with {TOKEN}\n"),
        shown(**{"text/plain": [f"'{TOKEN}'"]}),
        shown(**{"text/html": f'<td class="x">\n<b>{TOKEN}</b></td>'}),
        shown(**{"application/json": {"deep": [{"token": TOKEN}]}}),
        {
            "output_type": "error",
            "ename": "E",
            "evalue": "",
            "traceback": ["a", f"\x1b[31m{TOKEN}"],
        },
    ],
)
def test_a_secret_in_an_output_is_said_with_the_output(output: object) -> None:
    [found] = findings_of(CHECK, subject(code("f()", printed("a"), output)))
    assert (found.cell, found.output, found.line) == ("c0", 1, None)
    assert found.message == "a GitHub token in an output (40 characters)"


def test_secrets_in_prose_and_in_metadata_are_found() -> None:
    assert codes_of(CHECK, markdown(f"use `{TOKEN}`")) == ["github-token"]
    assert codes_of(CHECK, code("1", papermill={"token": TOKEN})) == ["github-token"]
    [found] = findings_of(CHECK, subject("1", database={"password": "tr0ub4dor"}))
    assert (found.code, found.cell, found.index) == ("named-secret", None, None)


def test_a_secret_behind_escapes_of_json_is_found() -> None:
    told = subject(f'x = "{TOKEN}"').data.decode()
    escaped = told.replace(TOKEN, "".join(f"\\u{ord(char):04x}" for char in TOKEN)).encode()
    assert TOKEN.encode() not in escaped
    other = subject()
    other.data = escaped
    assert [found.code for found in findings_of(CHECK, other)] == ["github-token"]


def test_pictures_widgets_and_plots_are_no_secrets() -> None:
    data = base64.b64encode(bytes(range(256)) * 20).decode()
    picture = shown(**{"image/png": data, "text/plain": "<Figure size 640x480 with 1 Axes>"})
    widget = shown(**{"application/vnd.jupyter.widget-view+json": {"model_id": "a" * 32}})
    plot = shown(**{"application/vnd.plotly.v1+json": {"bdata": data}})
    html = shown(**{"text/html": f'<img src="data:image/png;base64,{data}">'})
    assert codes_of(CHECK, code("plot()", picture, widget, plot, html)) == []


def test_the_value_is_in_nothing_that_is_told() -> None:
    secrets = [TOKEN, "tr0ub4dor-and-3"]
    cells = [f'x = "{secrets[0]}"; password = "{secrets[1]}"', code("f()", printed(secrets[0]))]
    findings = findings_of(CHECK, subject(*cells))
    told = msgspec.json.encode(findings).decode()
    assert len(findings) == 3
    assert not any(secret in told for secret in secrets)


def test_settings_say_what_is_allowed_and_how_random_is_random() -> None:
    source = f'x = "{TOKEN}"'
    allowed = ChecksSettings(secrets=SecretsSettings(allow=("^ghp_a1B2",)))
    assert codes_of(CHECK, source, settings=allowed) == []
    wrong = ChecksSettings(secrets=SecretsSettings(allow=("(",)))
    with pytest.raises(InvalidError, match=r"checks\.secrets\] allow: '\(' is no regular"):
        codes_of(CHECK, source, settings=wrong)


def test_cells_in_every_language_are_looked_at() -> None:
    assert [each.code for each in findings_of(CHECK, subject(f"x <- '{TOKEN}'", language="R"))] == [
        "github-token"
    ]


def test_odd_outputs_and_metadata_are_no_reason_to_stop() -> None:
    outputs = [1, None, {}, {"output_type": "stream"}, {"output_type": "error", "traceback": 3}]
    cells = [code("1", *outputs), code("2", {"output_type": "display_data", "data": {"a/b": [1]}})]
    assert codes_of(CHECK, *cells) == []
    assert json.loads(subject(*cells).data)
