"""Server for the browser tests: galata's, with runs and settings kept apart from the user's.

Never use this in production: it removes every protection.
"""

import json
import os
from pathlib import Path
from tempfile import mkdtemp

from jupyterlab.galata import configure_jupyter_server

configure_jupyter_server(c)  # noqa: F821 - Jupyter's configuration object

c.ServerApp.port = int(os.environ.get("MLOPS_TEST_PORT", "8898"))  # noqa: F821
# Containers run tests as root; the server listens on the loopback interface only.
c.ServerApp.allow_root = True  # noqa: F821
os.environ.setdefault("JUPYTER_MLOPS_HOME", mkdtemp(prefix="mlops-home-"))
# What git is told on this machine doesn't matter to tests: by whom commits are, which hooks run.
os.environ |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}

# Tests change the theme, which JupyterLab keeps as the wish of its user; news would cover what
# is looked at.
settings = Path(mkdtemp(prefix="mlops-settings-"))
plugin = settings / "@jupyterlab" / "apputils-extension"
plugin.mkdir(parents=True)
(plugin / "notification.jupyterlab-settings").write_text(
    json.dumps({"fetchNews": "false", "checkForUpdates": False}), "utf-8"
)
c.LabApp.user_settings_dir = str(settings)  # noqa: F821
