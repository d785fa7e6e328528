"""What the extension's handlers share."""

from __future__ import annotations

from pathlib import Path

import pytest

from jupyter_mlops.jobs.follow_ups import mark
from jupyter_mlops.jobs.home import Home
from jupyter_mlops.jobs.ids import new_id
from jupyter_mlops.server.office import Office


@pytest.fixture
def office(home: Path) -> Office:
    return Office(Home(home))


def test_the_store_is_opened_when_it_is_first_needed(office: Office) -> None:
    assert not office.home.database.exists()

    assert office.store is office.store
    assert office.home.database.exists()
    office.close()


def test_a_closed_office_opens_again_on_demand(office: Office) -> None:
    first = office.store
    office.close()
    office.close()

    assert office.store is not first
    office.close()


def test_a_desk_is_for_one_user_and_one_root(office: Office, tmp_path: Path) -> None:
    desk = office.desk(user="ada", root=tmp_path)

    assert (desk.user, desk.root, desk.home) == ("ada", tmp_path, office.home)
    office.close()


def test_a_worker_is_wanted_while_a_run_is_to_be_followed_up(office: Office) -> None:
    office.mind_worker()
    before = office._companion.wanted
    mark(office.home, new_id())
    office.mind_worker()
    assert (before, office._companion.wanted) == (False, True)
    office.close()
