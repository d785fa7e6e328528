"""What a run leaves besides the executed notebook."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from jupyter_mlops.jobs.browser import find_browser
from jupyter_mlops.jobs.definition import ResultFormat, ResultWishes
from jupyter_mlops.jobs.events import MetricReported
from jupyter_mlops.jobs.metrics import METRICS_TYPE, read_metrics
from jupyter_mlops.jobs.model import RunState
from tests.jobs.orders import carry_out

METRICS = (
    "from jupyter_mlops.track import artifact, metric\n"
    "for epoch in range(3): metric(loss=1 / (epoch + 1), step=epoch)\n"
    "metric(rmse=0.5)\n"
    f"display({{{METRICS_TYPE!r}: {{'r2': 0.8}}}}, raw=True)\n"
    "shown = display({'text/plain': '0 %'}, raw=True, display_id=True)\n"
    f"shown.update({{{METRICS_TYPE!r}: {{'late': 1}}, 'text/plain': '100 %'}}, raw=True)\n"
    "open('model.pkl', 'w').write('model')\n"
    "artifact('model.pkl', 'the model')"
)


def test_metrics_and_files_that_the_notebook_tells_are_kept(tmp_path: Path) -> None:
    (tmp_path / "old.csv").write_text("not of this run")
    (tmp_path / "old.csv").touch()
    done = carry_out(
        tmp_path,
        METRICS,
        "import os\nos.mkdir('tables')\nopen('tables/a.csv', 'w').write('1,2')",
        results=ResultWishes(artifacts=("tables/*.csv",)),
    )
    assert done.end.state is RunState.SUCCEEDED, done.log
    told = {event.name: event.value for event in done.events if isinstance(event, MetricReported)}
    assert told == {"loss": 1 / 3, "rmse": 0.5, "r2": 0.8, "late": 1.0}
    assert read_metrics(done.folder.metrics)["loss"] == [(0.0, 1.0), (1.0, 0.5), (2.0, 1 / 3)]
    model, table = done.end.artifacts
    assert (model.name, model.file) == ("the model", str(tmp_path / "model.pkl"))
    assert model.sha256 == hashlib.sha256(b"model").hexdigest()
    assert (table.name, table.size) == ("tables/a.csv", 3)
    shown = done.nb.cells[0].outputs
    assert shown[0].data["text/plain"] == "loss = 0.333333 (step 2), rmse = 0.5"
    assert len(shown) == 4


def test_the_result_is_written_as_html_and_script(tmp_path: Path) -> None:
    done = carry_out(
        tmp_path,
        "print('42')",
        "1 / 0",
        results=ResultWishes(formats=(ResultFormat.HTML, ResultFormat.SCRIPT)),
    )
    assert done.end.state is RunState.FAILED
    assert [artifact.name for artifact in done.end.artifacts] == ["out.html", "out.py"]
    html = (tmp_path / "out.html").read_text()
    assert "ZeroDivisionError" in html
    assert "print('42')" in (tmp_path / "out.py").read_text()


@pytest.mark.skipif(find_browser() is None, reason="needs Chromium")
def test_the_result_is_printed_where_chromium_is(tmp_path: Path) -> None:
    wishes = ResultWishes(formats=(ResultFormat.PDF,))
    done = carry_out(tmp_path, "print('42')", results=wishes)
    (pdf,) = done.end.artifacts
    assert Path(pdf.file).read_bytes().startswith(b"%PDF")
    assert pdf.name == "out.pdf"


def test_without_chromium_the_run_succeeds_with_a_word(tmp_path: Path) -> None:
    done = carry_out(
        tmp_path,
        "1",
        results=ResultWishes(formats=(ResultFormat.PDF,)),
        environment={"JUPYTER_MLOPS_CHROMIUM": "no-such-browser"},
    )
    assert done.end.state is RunState.SUCCEEDED
    assert done.end.artifacts == ()
    assert "no Chromium is installed" in done.log


def test_files_of_a_checkout_are_copied_before_it_goes(tmp_path: Path) -> None:
    checkout = tmp_path / "checkout"
    checkout.mkdir()
    done = carry_out(
        tmp_path,
        "open('model.pkl', 'w').write('model')",
        cwd=str(checkout),
        results=ResultWishes(artifacts=("*.pkl",)),
    )
    (model,) = done.end.artifacts
    assert model.file == str(tmp_path / "out-files" / "model.pkl")
    assert (checkout / "model.pkl").exists()
