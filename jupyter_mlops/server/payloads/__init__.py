"""What goes over the wire: one frozen struct a request or reply, snake_case.

Paths here are contents paths: relative to the server's root, `/` as separator. Absolute file names
stay on the server.
"""
