"""Processes that are ready before a run asks for them.

A *template* has done its imports, has one thread, and does nothing but fork. Its children become
runners (`runner_template`) or kernels (`kernel_template`), each for one run only. Whatever is wrong
or merely doubtful, the run starts cold: a process of its own from the first instruction on.
"""
