"""Libraries that must not be in a process that is forked."""

from __future__ import annotations

#: These start threads, talk to a device or a server, or keep what a fork breaks, on import or soon
#: after; documented so by each (CUDA: "cannot re-initialize CUDA in forked subprocess").
UNFORKABLE = frozenset(
    {
        "antigravity",
        "cudf",
        "cupy",
        "dask_cuda",
        "grpc",
        "h2o",
        "jax",
        "jaxlib",
        "jpype",
        "juliacall",
        "mpi4py",
        "mxnet",
        "numba",
        "paddle",
        "polars",
        "pycuda",
        "pyspark",
        "ray",
        "rpy2",
        "tensorflow",
        "torch",
        "torchvision",
    }
)
