"""Secrets that can be told by their shape alone."""

from __future__ import annotations

import re
from typing import Final, NamedTuple


class Shape(NamedTuple):
    """How a kind of secret looks."""

    code: str
    #: What it is, for people, with its article.
    title: str
    #: Texts of which one is in it, in lower case: looking for them first is far quicker.
    hints: tuple[str, ...]
    #: Its group `value`, or all of it, is the secret. One that begins with a literal text is found
    #: far quicker than one that begins with `\\b`, so that boundaries are looked for afterwards.
    pattern: re.Pattern[str]
    #: What has to stand before it.
    before: re.Pattern[str] | None = None


def _shape(code: str, title: str, hints: str, pattern: str, before: str = "") -> Shape:
    said = re.compile(rf"{before}$", re.IGNORECASE) if before else None
    return Shape(code, title, tuple(hints.split()), re.compile(pattern), said)


_DATABASES: Final = (
    r"(?:postgres(?:ql)?|mysql|mariadb|mongodb|rediss?|amqps?|mssql|oracle|snowflake|clickhouse"
    r"|cockroachdb|databricks|redshift|trino|presto|hive|neo4j|bolt)(?:\+\w+)*"
)
_LOGIN: Final = r"://[^\s:/@'\"<>`\\]*:(?P<value>[^\s/@'\"<>`\\]{1,200})@[\w.\[{$-]"

#: See each service's own documentation of its tokens.
SHAPES: Final = (
    _shape(
        "aws-access-key",
        "an AWS access key",
        "akia asia abia acca",
        r"\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}\b",
    ),
    _shape(
        "aws-secret-key",
        "an AWS secret key",
        "aws",
        r"(?i:aws.{0,20}secret.{0,25}?[\s'\":=]+)(?P<value>(?<![\w/+])[A-Za-z0-9/+]{40}(?![\w/+=]))",
    ),
    _shape(
        "github-token",
        "a GitHub token",
        "ghp_ gho_ ghu_ ghs_ ghr_",
        r"\bgh[pousr]_[A-Za-z0-9]{36,255}\b",
    ),
    _shape(
        "github-token",
        "a GitHub fine-grained token",
        "github_pat_",
        r"\bgithub_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{50,70}\b",
    ),
    _shape(
        "gitlab-token",
        "a GitLab token",
        "gl",
        r"gl(?<!\wgl)(?:pat|dt|oas|soat|ptt|rt|rtr|ft|cbt|imt|agent|ffct)-[\w-]{20,}",
    ),
    _shape(
        "slack-token",
        "a Slack token",
        "xox xapp-",
        r"\b(?:xox[abeoprs]-(?:\d+-)*[\w-]{10,}|xapp-\d-[\w-]{20,})",
    ),
    _shape(
        "slack-webhook",
        "a Slack webhook",
        "hooks.slack.com",
        r"hooks\.slack\.com/(?:services|workflows|triggers)/(?P<value>[\w/]{30,})",
    ),
    _shape(
        "discord-webhook",
        "a Discord webhook",
        "/api/webhooks/",
        r"discord(?:app)?\.com/api/webhooks/\d+/(?P<value>[\w-]{60,})",
    ),
    _shape("google-api-key", "a Google API key", "aiza", r"\bAIza[\w-]{35}(?![\w-])"),
    _shape(
        "google-oauth",
        "a Google OAuth secret",
        "gocspx- ya29.",
        r"\b(?:GOCSPX-[\w-]{28}|ya29\.[\w-]{20,})",
    ),
    _shape("anthropic-key", "an Anthropic key", "sk-ant-", r"\bsk-ant-[a-z]+\d{2}-[\w-]{32,}"),
    _shape(
        "openai-key",
        "an OpenAI key",
        "sk-",
        r"sk-(?<![\w-]sk-)(?:(?:proj|svcacct|admin|None)-[\w-]{20,}|[A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20}|[A-Za-z0-9]{48})(?![\w-])",
    ),
    _shape(
        "huggingface-token",
        "a Hugging Face token",
        "hf_ api_org_",
        r"\b(?:hf|api_org)_[A-Za-z0-9]{30,}\b",
    ),
    _shape("replicate-token", "a Replicate token", "r8_", r"\br8_[A-Za-z0-9]{37}\b"),
    _shape("groq-key", "a Groq key", "gsk_", r"\bgsk_[A-Za-z0-9]{40,}\b"),
    _shape("npm-token", "an npm token", "npm_", r"\bnpm_[A-Za-z0-9]{36}\b"),
    _shape("pypi-token", "a PyPI token", "pypi-age", r"\bpypi-AgE[\w-]{50,}"),
    _shape("docker-token", "a Docker token", "dckr_", r"\bdckr_(?:pat|oat)_[\w-]{20,}"),
    _shape(
        "stripe-key",
        "a Stripe key",
        "k_live_ k_test_ k_prod_ whsec_",
        r"\b(?:[sr]k_(?:live|test|prod)_[A-Za-z0-9]{16,}|whsec_[A-Za-z0-9+/=]{32,})",
    ),
    _shape("sendgrid-key", "a SendGrid key", "sg.", r"\bSG\.[\w-]{20,24}\.[\w-]{39,50}"),
    _shape("mailgun-key", "a Mailgun key", "key-", r"key-(?<![\w-]key-)[0-9a-f]{32}\b"),
    _shape("twilio-key", "a Twilio key", "sk", r"SK(?<!\wSK)[0-9a-f]{32}\b"),
    _shape("telegram-token", "a Telegram bot token", ":aa", r":AA(?<=\d{8}:AA)[\w-]{33}(?![\w-])"),
    _shape("databricks-token", "a Databricks token", "dapi", r"\bdapi[0-9a-f]{32}(?:-\d)?\b"),
    _shape("digitalocean-token", "a DigitalOcean token", "_v1_", r"\bdo[opr]_v1_[0-9a-f]{64}\b"),
    _shape(
        "shopify-token", "a Shopify token", "shp", r"shp(?<!\wshp)(?:at|ca|pa|ss)_[0-9a-fA-F]{32}\b"
    ),
    _shape(
        "airtable-token",
        "an Airtable token",
        "pat",
        r"pat(?<!\wpat)[A-Za-z0-9]{14}\.[0-9a-f]{64}\b",
    ),
    _shape("linear-key", "a Linear key", "lin_api_", r"\blin_api_[A-Za-z0-9]{40}\b"),
    _shape(
        "notion-token",
        "a Notion token",
        "secret_ ntn_",
        r"\b(?:secret_[A-Za-z0-9]{43}|ntn_[A-Za-z0-9]{40,})\b",
    ),
    _shape(
        "grafana-token",
        "a Grafana token",
        "glsa_ glc_",
        r"\b(?:glsa_[A-Za-z0-9]{32}_[0-9a-f]{8}|glc_[A-Za-z0-9+/]{32,})",
    ),
    _shape("vault-token", "a Vault token", "hvs. hvb.", r"\bhv[sb]\.[\w-]{24,}"),
    _shape(
        "kaggle-key",
        "a Kaggle key",
        "username",
        r"[\"']username[\"']\s*:\s*[\"'][^\"'\n]+[\"']\s*,\s*[\"']key[\"']\s*:\s*[\"'](?P<value>[0-9a-f]{32})[\"']",
    ),
    _shape(
        "azure-storage-key",
        "an Azure storage key",
        "accountkey=",
        r"(?i:AccountKey=)(?P<value>[A-Za-z0-9+/]{86}==)",
    ),
    _shape(
        "azure-sas",
        "an Azure shared access signature",
        "sig=",
        r"[?&]sig=(?P<value>[A-Za-z0-9%+/]{40,}(?:=|%3[dD])?)",
    ),
    _shape(
        "azure-client-secret",
        "an Azure client secret",
        "q~",
        r"(?<![\w~.-])[\w~.-]{3}\dQ~[\w~.-]{31,34}(?![\w~.-])",
    ),
    _shape("jwt", "a JSON web token", "eyj", r"\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}"),
    _shape(
        "private-key",
        "a private key",
        "private key",
        r"-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----(?:\\n|[\s\"'+])*"
        r"(?P<value>(?:[A-Za-z-]+: [^\n]*\n)*\s*[A-Za-z0-9+/=]{16,})",
    ),
    _shape(
        "connection-string",
        "a password in a connection string",
        "://",
        _LOGIN,
        rf"\b{_DATABASES}",
    ),
    _shape(
        "connection-string",
        "a password in a connection string",
        "password= pwd=",
        r"(?i)(?:server|host|data source|uid|user id|dsn)\s*=[^;\n]{0,100};(?:[^\n'\"]{0,300};)?"
        r"\s*(?:password|pwd)\s*=\s*(?P<value>[^;'\"\s]{3,})",
    ),
    _shape(
        "basic-auth-url",
        "a password in a URL",
        "://",
        _LOGIN,
        r"\b(?:https?|ftps?|sftp|ssh|git|svn|smb|wss?|socks5h?|imaps?|smtps?|ldaps?)",
    ),
    _shape(
        "authorization-header",
        "credentials in a header",
        "authorization",
        r"(?i)authorization[\"']?\s*[:=,]\s*[fbr]?[\"']?(?:bearer|token|basic)\s+(?P<value>[\w.+/=~-]{16,})",
    ),
)
