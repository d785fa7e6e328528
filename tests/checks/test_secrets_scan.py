from __future__ import annotations

import base64
import random
import re
import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jupyter_mlops.checks.secrets_scan import masked_line, scan_text

_CHANCE = random.Random(8)  # noqa: S311 - the same each time


def chars(count: int, alphabet: str = string.ascii_letters + string.digits) -> str:
    return "".join(_CHANCE.choice(alphabet) for _ in range(count))


HEX = "0123456789abcdef"
CAPITALS = string.ascii_uppercase + "234567"
#: Put together here, so that no scanner takes this file for one that has secrets.
SHAPES = [
    ("aws-access-key", "AKIA" + chars(16, CAPITALS)),
    ("aws-secret-key", f"aws_secret_access_key = {chars(40)}"),
    ("github-token", "gh" + "p_" + chars(36)),
    ("github-token", "github" + "_pat_" + chars(22) + "_" + chars(59)),
    ("gitlab-token", "gl" + "pat-" + chars(20)),
    ("slack-token", "xo" + f"xb-{chars(12, '123')}-{chars(24)}"),
    ("slack-webhook", "https://hooks.slack" + f".com/services/T{chars(8)}/B{chars(8)}/{chars(24)}"),
    ("discord-webhook", "https://discord.com" + f"/api/webhooks/{chars(18, '123')}/{chars(68)}"),
    ("google-api-key", "AI" + "za" + chars(35)),
    ("google-oauth", "GOC" + "SPX-" + chars(28)),
    ("anthropic-key", "sk-" + "ant-api03-" + chars(93)),
    ("openai-key", "sk-" + "proj-" + chars(60)),
    ("openai-key", "sk-" + chars(48)),
    ("huggingface-token", "h" + "f_" + chars(34, string.ascii_letters)),
    ("replicate-token", "r" + "8_" + chars(37)),
    ("groq-key", "gs" + "k_" + chars(52)),
    ("npm-token", "np" + "m_" + chars(36)),
    ("pypi-token", "pypi-" + "AgEIcHlwaS5vcmc" + chars(80)),
    ("docker-token", "dckr" + "_pat_" + chars(27)),
    ("stripe-key", "sk_" + "live_" + chars(24)),
    ("sendgrid-key", "SG" + f".{chars(22)}.{chars(43)}"),
    ("mailgun-key", "key" + "-" + chars(32, HEX)),
    ("twilio-key", "S" + "K" + chars(32, HEX)),
    ("telegram-token", chars(9, "123456") + ":AA" + chars(33)),
    ("databricks-token", "da" + "pi" + chars(32, HEX)),
    ("digitalocean-token", "dop" + "_v1_" + chars(64, HEX)),
    ("shopify-token", "shp" + "at_" + chars(32, HEX)),
    ("airtable-token", "pat" + chars(14) + "." + chars(64, HEX)),
    ("linear-key", "lin" + "_api_" + chars(40)),
    ("notion-token", "secret" + "_" + chars(43)),
    ("grafana-token", "gl" + f"sa_{chars(32)}_{chars(8, HEX)}"),
    ("vault-token", "hv" + "s." + chars(24)),
    ("kaggle-key", f'{{"username":"ann","key":"{chars(32, HEX)}"}}'),
    ("azure-storage-key", f"DefaultEndpointsProtocol=https;AccountKey={chars(86)}=="),
    ("azure-sas", f"https://a.blob.core.windows.net/b?sv=2022-11-02&sig={chars(43)}%3D"),
    ("azure-client-secret", f"{chars(3)}8Q" + f"~{chars(34)}"),
    ("jwt", "ey" + f"J{chars(20)}.ey" + f"J{chars(30)}.{chars(43)}"),
    ("private-key", "-----BEGIN RSA " + f"PRIVATE KEY-----\n{chars(64)}\n"),
    ("connection-string", "postgresql+psycopg2://ann:" + "h0rse-77@db.org/prices"),
    ("connection-string", "mongodb+srv://ann:" + "h0rse-77@cluster0.mongodb.net"),
    ("connection-string", "Server=db.org;Database=prices;Uid=ann;" + "Pwd=h0rse-77;"),
    ("basic-auth-url", "https://ann:" + "h0rse-77@data.org/a.csv"),
    ("authorization-header", "'Authorization': " + f"'Bearer {chars(30)}'"),
]


@pytest.mark.parametrize(("code", "text"), SHAPES)
def test_secrets_are_told_by_their_shape(code: str, text: str) -> None:
    """In code, in prose and in what was printed."""
    for around in (f'x = "{text}"', f"see {text} there", text):
        for is_code in (True, False):
            hits = scan_text(around, code=is_code)
            assert code in [hit.code for hit in hits], around


@pytest.mark.parametrize(
    "text",
    [
        'password = "h0rse"',
        "db_password: str = 'correct-horse-battery'",
        'connect(host="db", passwd="tr0ub4dor")',
        '{"password": "hunter2"}',
        'os.environ["API_KEY"] = "' + "a8Kd92mXq01LpZ" + '"',
        'client_secret = "' + "9f86d081884c7d659a2feaa0c55ad015" + '"',
        'os.environ.setdefault("SLACK_TOKEN", "' + "a8Kd92mXq01LpZ" + '")',
        "%env OPENAI_API_KEY=a8Kd92mXq01LpZ",
        "!export AUTH_TOKEN=a8Kd92mXq01LpZ",
        "!tool login --password tr0ub4dor",
    ],
)
def test_what_is_given_to_a_telling_name_is_a_secret(text: str) -> None:
    assert [hit.code for hit in scan_text(text)] == ["named-secret"]


@pytest.mark.parametrize(
    "text",
    [
        'password = ""',
        'password = "changeme"',
        'password = "<your password>"',
        'password = "********"',
        'password = os.environ["PASSWORD"]',
        'password = getpass("Password for the database: ")',
        'api_key = "YOUR_API_KEY"',
        'api_key = "sk-..."',
        'token = "${TOKEN}"',
        'url = f"postgresql://{user}:{password}@{host}/db"',
        'url = "postgresql://user:password@localhost/db"',
        'url = "https://github.com/ann/prices.git"',
        'url = "git@github.com:ann/prices.git"',
        'key = os.getenv("OPENAI_API_KEY", "")',
        'api_key_name = "projects/1234/secrets/prod-key-7"',
        'tokenizer = "distilbert-base-uncased-finetuned-sst-2"',
        'eos_token = "<|endoftext|>"',
        'pad_token="[PAD]"',
        'token = "hello"',
        "token = tokens[0]",
        'COOKIE_SECRET = "WebTest.COOKIE_SECRET"',
        'df.rename(columns={"token": "word", "secret": "hidden_state"})',
        'if token == "a8Kd92mXq01LpZ": pass',
        'auth_key_path = "/run/secrets/a8Kd92mXq01LpZ"',
        'secret_key = "my-secret-key-1"',
        'ID = "AKIAIOSFODNN7EXAMPLE"',
        'password_field = "user_pass_2"',
        'max_tokens: "4096"',
        'DIGEST = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"',
        'commit = "2c26b46b68ffc68ff99b453c1d30413413422d70"',
        'uuid = "6fa459ea-ee8a-3ca4-894e-db77e160355e"',
        'model_id = "IPY_MODEL_0b7e2c9d8f4a4c3f9d1e2b3c4d5e6f70"',
        'gdown.download(id="' + "1aBc2DeF3gHi4JkL5mNo6PqR7sTu8VwX9" + '")',
        '"https://drive.google.com/uc?id=' + "1aBc2DeF3gHi4JkL5mNo6PqR7sTu8VwX9" + '"',
        'name = "RandomForestClassifierWithGridSearchCV2019Final"',
        '"ModelCheckpointCallbackV2ForResNet50AndVgg16"',
        'integrity="sha384-' + "oqVuAfXRKap7fdgcCY5uykM6+R9GqQ8KuxyZ7B2kf4fBKzT4kY6lVxTqQ" + '"',
    ],
)
def test_what_only_looks_like_a_secret_is_none(text: str) -> None:
    assert scan_text(text) == ()


def test_random_text_counts_by_the_entropy_that_is_set() -> None:
    text = f'call("{chars(40)}")'
    assert [hit.code for hit in scan_text(text)] == ["high-entropy"]
    assert scan_text(text, entropy=0) == ()
    assert scan_text(text, entropy=7) == ()


def test_printed_random_text_counts_only_beside_a_telling_word() -> None:
    text = chars(40)
    assert scan_text(f"row 1 {text}", code=False) == ()
    assert [hit.code for hit in scan_text(f"key 1 {text}", code=False)] == ["high-entropy"]


def test_encoded_files_and_texts_are_no_secrets() -> None:
    png = base64.b64encode(b"\x89PNG\r\n\x1a\n" + bytes(range(60))).decode()
    prose = base64.b64encode(b"Once upon a time there was a notebook, and").decode()
    data = chars(5000)
    for text in (f'x = "{png}"', f'x = "{prose}"', f"data:font/woff;base64,{data}", f'"{data}"'):
        assert scan_text(text) == ()


def test_what_the_author_allows_is_no_secret() -> None:
    text = 'password = "h0rse-staple"'
    assert scan_text(text, allow=[re.compile("^h0rse")]) == ()
    assert scan_text(f"{text}  # pragma: allowlist secret") == ()
    assert scan_text(f"{text}  # gitleaks:allow") == ()


def test_letters_that_grow_in_lower_case_move_nothing() -> None:
    [hit] = scan_text("İİİİ password = 'tr0ub4dor'")
    assert (hit.column, hit.length) == (18, 9)


def test_long_lines_of_what_was_printed_are_data() -> None:
    text = f'{{"api_key": "a8Kd92mXq01LpZ", "x": "{"y " * 11_000}"}}'
    assert scan_text(text, code=False) == ()
    assert [hit.code for hit in scan_text(text)] == ["named-secret"]


def test_places_are_said_and_values_masked() -> None:
    text = 'a = 1\nb, password = 2, password="tr0ub4dor"; api_key="a8Kd92mXq01LpZ"\n'
    hits = scan_text(text)
    assert [(hit.line, hit.column, hit.length) for hit in hits] == [(2, 28, 9), (2, 49, 14)]
    line = masked_line(text, hits[0], hits)
    assert line == 'b, password = 2, password="<named-secret>"; api_key="<named-secret>"'


@settings(deadline=None, max_examples=150)
@given(st.text(max_size=300))
def test_any_text_can_be_scanned(text: str) -> None:
    for is_code in (True, False):
        hits = scan_text(text, code=is_code)
        for hit in hits:
            assert 0 <= hit.start < hit.end <= len(text)
            assert text[hit.start : hit.end] not in masked_line(text, hit, hits) or hit.length < 9


@settings(deadline=None, max_examples=60)
@given(st.text(string.ascii_lowercase + "   \n_-", max_size=400))
def test_words_are_no_secrets(text: str) -> None:
    assert scan_text(text) == ()
