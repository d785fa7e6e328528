"""Which distributions bring which packages, where their names differ."""

from __future__ import annotations

import re
from typing import Final

#: By import name the distributions that bring it, as indexes and conda spell them. What is not
#: here is mostly called as it is imported. Names below a namespace have their dots.
_BROUGHT_BY: Final[dict[str, str]] = {
    "Bio": "biopython",
    "Crypto": "pycryptodome pycrypto",
    "IPython": "ipython jupyter notebook jupyterlab ipykernel",
    "MySQLdb": "mysqlclient",
    "OpenSSL": "pyopenssl",
    "PIL": "pillow pillow-simd",
    "PyQt5": "pyqt5 pyqt",
    "attr": "attrs",
    "attrs": "attrs",
    "bs4": "beautifulsoup4 bs4",
    "cairosvg": "cairosvg",
    "catboost": "catboost",
    "cv2": "opencv-python opencv-python-headless opencv-contrib-python opencv py-opencv "
    "opencv-contrib-python-headless",
    "dash_bootstrap_components": "dash-bootstrap-components",
    "dateutil": "python-dateutil",
    "docx": "python-docx",
    "dotenv": "python-dotenv",
    "faiss": "faiss-cpu faiss-gpu faiss",
    "fitz": "pymupdf",
    "git": "gitpython",
    "github": "pygithub",
    "gi": "pygobject",
    "graphviz": "graphviz python-graphviz",
    "gym": "gym gymnasium",
    "haystack": "farm-haystack haystack-ai",
    "igraph": "igraph python-igraph",
    "jose": "python-jose",
    "jwt": "pyjwt",
    "lightning": "lightning pytorch-lightning",
    "llama_index": "llama-index llama-index-core",
    "magic": "python-magic",
    "matplotlib": "matplotlib matplotlib-base",
    "mpl_toolkits": "matplotlib matplotlib-base",
    "mx": "mxnet",
    "nacl": "pynacl",
    "opentelemetry": "opentelemetry-api opentelemetry-sdk",
    "osgeo": "gdal",
    "plotnine": "plotnine",
    "pptx": "python-pptx",
    "psycopg2": "psycopg2 psycopg2-binary",
    "pyarrow": "pyarrow pyarrow-core",
    "pydantic_settings": "pydantic-settings",
    "pylab": "matplotlib matplotlib-base",
    "pytorch_lightning": "pytorch-lightning lightning",
    "rest_framework": "djangorestframework",
    "ruamel": "ruamel.yaml",
    "sentence_transformers": "sentence-transformers",
    "serial": "pyserial",
    "skimage": "scikit-image",
    "sklearn": "scikit-learn scikit-learn-intelex",
    "sklearnex": "scikit-learn-intelex",
    "skopt": "scikit-optimize",
    "slugify": "python-slugify",
    "snowflake": "snowflake-connector-python snowflake-snowpark-python",
    "sksurv": "scikit-survival",
    "socks": "pysocks",
    "surprise": "scikit-surprise surprise",
    "tables": "tables pytables",
    "talib": "ta-lib",
    "telegram": "python-telegram-bot",
    "tensorboard": "tensorboard tensorflow",
    "tensorflow": "tensorflow tensorflow-cpu tensorflow-gpu tensorflow-macos tf-nightly "
    "intel-tensorflow",
    "keras": "keras tensorflow tensorflow-cpu tensorflow-gpu",
    "torch": "torch pytorch pytorch-cpu pytorch-gpu",
    "umap": "umap-learn",
    "usb": "pyusb",
    "win32api": "pywin32",
    "wx": "wxpython",
    "xgboost": "xgboost xgboost-cpu py-xgboost",
    "yaml": "pyyaml",
    "zmq": "pyzmq",
    "google": "protobuf",
    "google.protobuf": "protobuf",
    "google.generativeai": "google-generativeai",
    "google.genai": "google-genai",
    "google.oauth2": "google-auth",
    "google.auth": "google-auth",
    "googleapiclient": "google-api-python-client",
    "azure": "azure",
}
#: Packages that several distributions share the first name of: what comes after tells.
NAMESPACES: Final = frozenset(
    {
        "google",
        "azure",
        "opentelemetry",
        "zope",
        "sphinxcontrib",
        "backports",
        "ruamel",
        "snowflake",
    }
)


def normalized(name: str) -> str:
    """A distribution's name as indexes compare it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def bringing(package: str) -> frozenset[str]:
    """The distributions that may bring a package, normalized.

    Args:
        package: Its import name; of a namespace with what comes after.
    """
    found = {normalized(package), f"python-{normalized(package)}", f"py{normalized(package)}"}
    known = _BROUGHT_BY.get(package, "") or _BROUGHT_BY.get(package.partition(".")[0], "")
    return frozenset(found | {normalized(name) for name in known.split()})


def is_brought(package: str, declared: frozenset[str]) -> bool:
    """Whether one of some distributions brings a package, by their names.

    Args:
        package: Its import name; of a namespace with what comes after.
        declared: Names of distributions, normalized.
    """
    if not declared.isdisjoint(bringing(package)):
        return True
    first, _, rest = package.partition(".")
    if first not in NAMESPACES:
        return False
    # `google.cloud.storage` is in google-cloud-storage, `azure.ai.ml` in azure-ai-ml.
    whole = normalized(package)
    return any(
        name == first or whole.startswith(name) or name.startswith(whole)
        for name in declared
        if name.startswith(first) and rest
    )
