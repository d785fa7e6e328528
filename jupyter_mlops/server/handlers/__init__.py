"""One file a resource; a method reads a struct, resolves paths, calls one service, replies.

Services are imported by the methods that call them, so that they don't hold up the server's start.
"""
