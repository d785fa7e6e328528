"""Types that argparse does not name."""

from __future__ import annotations

import argparse

#: What `ArgumentParser.add_subparsers` returns.
Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001
