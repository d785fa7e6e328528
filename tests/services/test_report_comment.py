"""A pull request has one comment, which is kept up to date."""

from __future__ import annotations

from pathlib import Path

import pytest

from jupyter_mlops.errors import ConflictError, RemoteError
from jupyter_mlops.services.ci_context import CiContext
from jupyter_mlops.services.ci_desk import CiDesk
from jupyter_mlops.services.report import COMMENT_LIMIT, make_report
from jupyter_mlops.services.report_comment import PostedReport, post_report
from tests.services.forges import ForgeRepository

PULL = CiContext(inside=True, pull_request=7)


def posted(
    forge: ForgeRepository, ci: CiDesk, context: CiContext = PULL, name: str = ""
) -> PostedReport:
    report = make_report(forge.folder, "HEAD~1..HEAD")
    return post_report(ci, forge.folder, report, context, name=name)


@pytest.fixture
def forge(forge: ForgeRepository) -> ForgeRepository:
    """With a commit to report on."""
    forge.save("train.ipynb", "load()\nfit()", "show()", "new()")
    forge.sha = forge.commit("train.ipynb")
    return forge


def test_a_comment_is_added_then_brought_up_to_date(forge: ForgeRepository, ci: CiDesk) -> None:
    another = forge.world.described.sample("issue-comment", id=1, body="Looks good to me")
    forge.world.comments.append(another)
    assert posted(forge, ci).state == "added"
    assert posted(forge, ci).state == "unchanged"
    forge.save("train.ipynb", "load()", "show()", "new()", "newer()")
    forge.commit("train.ipynb")
    assert posted(forge, ci).state == "updated"
    bodies = [each["body"] for each in forge.world.comments]
    assert len(bodies) == 2
    assert bodies[0] == "Looks good to me"
    assert bodies[1].startswith("<!-- jupyter-mlops report of the repository -->\n## ")
    assert "train.ipynb" in bodies[1]


def test_projects_of_a_repository_have_comments_of_their_own(
    forge: ForgeRepository, ci: CiDesk
) -> None:
    assert posted(forge, ci, name="a").state == "added"
    assert posted(forge, ci, name="b-->").state == "added"
    assert posted(forge, ci, name="a").state == "unchanged"


def test_without_a_token_it_is_said_why_nothing_happens(
    forge: ForgeRepository, tmp_path: Path
) -> None:
    done = posted(forge, forge.desk(tmp_path / "cache", {}))
    assert (done.state, "no token" in done.reason, "gh auth" in done.hint) == ("none", True, True)
    assert forge.world.fake.requests == []


def test_the_pull_request_is_found_by_the_branch(forge: ForgeRepository, ci: CiDesk) -> None:
    nowhere = posted(forge, ci, CiContext())
    assert (nowhere.state, "no open pull request" in nowhere.reason) == ("none", True)
    forge.git("checkout", "--quiet", "-b", "topic")
    assert posted(forge, ci, CiContext()).state == "added"
    [asked] = forge.world.fake.asked("/issues/", "POST")
    assert asked.path.endswith("/issues/7/comments")


def test_a_job_of_a_push_looks_for_no_pull_request(forge: ForgeRepository, ci: CiDesk) -> None:
    forge.git("checkout", "--quiet", "-b", "topic")
    assert posted(forge, ci, CiContext(inside=True)).state == "none"


def test_a_branch_with_two_pull_requests_has_to_choose(forge: ForgeRepository, ci: CiDesk) -> None:
    forge.world.add_pull(8, "topic")
    forge.git("checkout", "--quiet", "-b", "topic")
    with pytest.raises(ConflictError, match="#7, #8"):
        posted(forge, ci, CiContext())


def test_a_comment_that_was_deleted_meanwhile_is_added(forge: ForgeRepository, ci: CiDesk) -> None:
    posted(forge, ci)
    forge.world.comments[0]["body"] += "old"
    forge.world.fake.fail("/issues/comments/", 404, {"message": "Not Found"}, method="PATCH")
    assert posted(forge, ci).state == "added"


def test_a_fork_that_may_not_write_is_refused(forge: ForgeRepository, ci: CiDesk) -> None:
    said = {"message": "Resource not accessible by integration"}
    forge.world.fake.fail("/issues/7/comments", 403, said, method="POST")
    with pytest.raises(RemoteError):
        posted(forge, ci)


def test_a_comment_keeps_to_the_forges_limit(forge: ForgeRepository, ci: CiDesk) -> None:
    forge.save("train.ipynb", *(f"line_{number} = {number}\n" * 40 for number in range(200)))
    forge.commit("train.ipynb")
    posted(forge, ci)
    assert 10_000 < len(forge.world.comments[0]["body"]) <= COMMENT_LIMIT
