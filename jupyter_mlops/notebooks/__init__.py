"""The notebook as a document; knows no git, no kernel, no server."""
