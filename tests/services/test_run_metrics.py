from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from jupyter_mlops.jobs.metrics import Metric, MetricsFile
from jupyter_mlops.jobs.recovery import folder_of
from jupyter_mlops.services.run_metrics import run_metrics, thinned
from tests.jobs.builders import Project, a_run


def test_metrics_and_usage_are_read_from_the_run_folder(project: Project) -> None:
    run = a_run()
    folder = folder_of(project.desk.home, run.id)
    folder.root.mkdir(parents=True)
    told = [Metric(name="loss", value=1.0 / n, step=float(n)) for n in (1, 2)]
    MetricsFile(folder.metrics).append([*told, Metric(name="rmse", value=0.5)])
    folder.usage.write_text("[1.0,1000,0.5]\nbroken\n[2.0,2000,1.0]\n[3.0,")
    shown = run_metrics(project.desk, run)
    assert [(each.name, each.points) for each in shown.series] == [
        ("loss", [(1.0, 1.0), (2.0, 0.5)]),
        ("rmse", [(0.0, 0.5)]),
    ]
    assert [sample.memory for sample in shown.usage] == [1000, 2000]


def test_a_run_that_told_nothing_has_nothing(project: Project) -> None:
    shown = run_metrics(project.desk, a_run())
    assert (shown.series, shown.usage) == ([], [])


@given(st.integers(0, 300), st.integers(2, 50))
def test_thinning_keeps_the_ends_and_the_order(total: int, most: int) -> None:
    points = list(range(total))
    kept = thinned(points, most)
    assert len(kept) == min(total, most)
    assert kept == sorted(set(kept))
    assert kept[:1] + kept[-1:] == points[:1] + points[-1:]
