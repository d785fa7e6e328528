"""GitHub, GitLab, Gitea and Forgejo through their REST interfaces, as one model.

Knows addresses and tokens that it is given; no repository on disk, no notebook.
"""
