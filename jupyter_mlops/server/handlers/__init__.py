"""One file a resource; a method reads a struct, resolves paths, calls one service, replies."""
