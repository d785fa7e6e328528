from __future__ import annotations

import pytest

from jupyter_mlops.cli.main import main
from tests.jobs.notices.servers import web_server


def test_channels_are_added_replaced_tested_and_removed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["channels"]) == 0
    assert "no channels yet" in capsys.readouterr().err
    with web_server() as web:
        assert main(["channels", "webhook", "team", "https://elsewhere/"]) == 0
        assert main(["channels", "webhook", "team", web.url]) == 0
        words = ["me", "ada@example.org", "--sender", "lab@example.org", "--host", "mail"]
        assert main(["channels", "email", *words]) == 0
        assert main(["channels", "test", "team"]) == 0
        assert capsys.readouterr().out == "team was told\n"
        web.answers["/"] = (500, "")
        assert main(["channels", "test", "team"]) == 1
    assert "team was not told: 127.0.0.1 answered 500" in capsys.readouterr().err
    assert main(["channels", "list"]) == 0
    first, second, *told = capsys.readouterr().out.splitlines()
    assert first == f"team  webhook {web.url}"
    assert second == "me  e-mail to ada@example.org by mail"
    assert any("not told  team: This is a test" in line for line in told)
    assert any("ago  team: This is a test" in line for line in told)
    assert main(["channels", "remove", "team"]) == 0
    assert main(["channels"]) == 0
    assert "webhook" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["webhook", "team"], "given in one of two ways"),
        (["webhook", "a b", "https://x/"], "an option has a value that cannot be"),
        (["webhook", "team", "--url-secret", "hush"], "an option has a value that cannot be"),
        (["email", "me", "ada", "--sender", "a@b", "--host", "h"], "is no e-mail address"),
        (["remove", "team"], "there is no channel 'team'"),
        (["test", "team"], "there is no channel 'team'"),
    ],
)
def test_what_cannot_work_is_told(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["channels", *words]) != 0
    assert said in capsys.readouterr().err
