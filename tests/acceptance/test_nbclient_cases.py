"""Notebooks of the kinds that nbclient is tested with come out as nbclient leaves them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from jupyter_mlops.jobs.model import FailureCode, RunState
from tests.jobs.builders import notebook
from tests.jobs.orders import Outcome, carry_out
from tests.jobs.peers import by_nbclient, shown

pytestmark = pytest.mark.filterwarnings("ignore")  # nbclient's own, of its libraries

DISPLAY = "from IPython.display import *\n"

#: A widget as a kernel makes it, without the library: `comm` is what ipywidgets builds on.
WIDGET = (
    "from comm import create_comm\n"
    "def widget(module, name, **state):\n"
    "    state = {'_model_module': module, '_model_name': name,\n"
    "             '_model_module_version': '2.0.0', **state}\n"
    "    return create_comm(target_name='jupyter.widget', data={'state': state,\n"
    "        'buffer_paths': []}, metadata={'version': '2.1.0'}, comm_id=name)\n"
    "def send(comm, buffers=None, **state):\n"
    "    comm.send({'method': 'update', 'state': state, 'buffer_paths':\n"
    "        [['data']] if buffers else []}, buffers=buffers)"
)
OUTPUT = (
    "out = widget('@jupyter-widgets/output', 'OutputModel', outputs=[], msg_id='')\n"
    "me = get_ipython().get_parent()['header']['msg_id']"
)


def both(folder: Path, *sources: str, tags: dict[int, str] | None = None) -> tuple[Outcome, Any]:
    """The notebook of these cells as both leave it, which is the same."""
    document = notebook(*sources)
    for index, tag in (tags or {}).items():
        document["cells"][index]["metadata"]["tags"] = [tag]
    theirs, well = by_nbclient(folder, document)
    ours = carry_out(folder, document=document)
    assert (ours.end.state is RunState.SUCCEEDED) == well, ours.log
    assert shown(ours.nb, statuses=False) == shown(theirs, statuses=False)
    return ours, theirs


def test_displays_that_are_updated(tmp_path: Path) -> None:
    both(
        tmp_path,
        DISPLAY + "handle = display('first', display_id='a')\ndisplay('again', display_id='a')",
        "update_display('second', display_id='a')\nprint('here')",
        "display('third', display_id='a')",
        "handle.update(HTML('<b>fourth</b>'))\nupdate_display('nobody', display_id='unknown')",
        "display('x', display_id='b')\nclear_output()\nupdate_display('y', display_id='b')",
        "display('p', display_id='c'); display('q', display_id='d')\n"
        "update_display('r', display_id='c')\nprint('tail')",
    )


def test_outputs_that_are_cleared(tmp_path: Path) -> None:
    both(
        tmp_path,
        DISPLAY + "print('gone')\nclear_output()\nprint('kept')",
        "print('shown until the next')\nclear_output(wait=True)",
        "for n in range(3):\n    clear_output(wait=True)\n    print(n)\n    display(n)",
        "print('a'); clear_output(wait=True); clear_output(); print('b')",
        "import sys\nprint('x')\nprint('y', file=sys.stderr)\nclear_output(wait=True)\nprint('z')",
    )


def test_outputs_of_every_kind(tmp_path: Path) -> None:
    both(
        tmp_path,
        DISPLAY + "HTML('<b>é</b>')",
        "display(Markdown('*x*'), Latex('$x$'), SVG('<svg/>'), JSON({'a': [1, None]}))",
        "display({'text/plain': 'raw', 'application/x+json': {'b': 1}}, raw=True)",
        "display(Image(data=b'\\x89PNG\\r\\n\\x1a\\n' + bytes(30), format='png'))",
        "class Rich:\n    def _repr_mimebundle_(self, **_):\n"
        "        return {'text/plain': 'p', 'text/html': 'h'}, {'text/html': {'isolated': True}}\n"
        "Rich()",
        "import sys\n"
        "for n in range(50): print(n, file=(sys.stdout, sys.stderr)[n % 2], flush=True)",
        "print('no end', end='')\nprint(' of line')\nprint('\\x1b[31mred\\x1b[0m \\x00')",
        "import subprocess\n_ = subprocess.run(['echo', 'from a child'])",
        "import asyncio\nawait asyncio.sleep(0.01)\n'awaited'",
        "None",
        "1; 2;",
    )


def test_errors_that_a_tag_allows(tmp_path: Path) -> None:
    ours, _ = both(
        tmp_path,
        "1 / 0",
        "print('goes on')",
        "input('name? ')",
        "print('skipped')",
        "raise ValueError('é \\n two lines')",
        "'never'",
        tags={0: "raises-exception", 2: "raises-exception", 3: "skip-execution"},
    )
    assert ours.end.failure is not None
    assert ours.end.failure.cell_index == 4
    assert ours.nb.cells[2].outputs[0].ename == "StdinNotImplementedError"


def test_widgets_leave_their_state(tmp_path: Path) -> None:
    ours, theirs = both(
        tmp_path,
        WIDGET,
        "slider = widget('@jupyter-widgets/controls', 'SliderModel', value=1)",
        "send(slider, value=2)\nsend(slider, buffers=[b'binary'])\n"
        "display({'application/vnd.jupyter.widget-view+json': {'model_id': 'SliderModel'}},"
        " raw=True)",
        "create_comm(target_name='nobody listens', comm_id='other').send({'x': 1})",
    )
    assert ours.nb.metadata.widgets == theirs.metadata.widgets
    (slider,) = [*ours.nb.metadata.widgets.values()][0]["state"].values()  # noqa: RUF015 - one
    assert slider["state"]["value"] == 2
    assert slider["buffers"]


def test_outputs_that_a_widget_takes(tmp_path: Path) -> None:
    ours, theirs = both(
        tmp_path,
        WIDGET,
        OUTPUT,
        "me = get_ipython().get_parent()['header']['msg_id']\nprint('outside')\n"
        "send(out, msg_id=me)\nprint('inside')\ndisplay('too')\nsend(out, msg_id='')\n"
        "print('outside again')",
        DISPLAY + "me = get_ipython().get_parent()['header']['msg_id']\n"
        "send(out, msg_id=me)\nclear_output(wait=True)\nprint('alone')\nsend(out, msg_id='')",
    )
    assert ours.nb.metadata.widgets == theirs.metadata.widgets
    assert ours.nb.metadata.widgets["application/vnd.jupyter.widget-state+json"]["state"]


def test_a_kernel_that_dies(tmp_path: Path) -> None:
    document = notebook("print('before')", "import os; os.kill(os.getpid(), 9)", "print('never')")
    theirs, well = by_nbclient(tmp_path, document)
    ours = carry_out(tmp_path, document=document)
    assert not well
    assert ours.end.failure is not None
    assert (ours.end.failure.code, ours.end.failure.cell_index) == (FailureCode.KERNEL_DIED, 1)
    assert shown(ours.nb, statuses=False)[0] == shown(theirs, statuses=False)[0]
    assert ours.nb.cells[2].execution_count is None


def test_a_large_notebook_of_small_cells(tmp_path: Path) -> None:
    both(tmp_path, *(f"print({n})\n{n} * 2" for n in range(100)))
