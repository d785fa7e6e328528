"""DevOps for notebooks, inside JupyterLab."""
