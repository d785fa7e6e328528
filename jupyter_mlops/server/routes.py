"""Every route, once: for the server and for the OpenAPI."""

from __future__ import annotations

from jupyter_mlops.server.handlers.again import AgainHandler
from jupyter_mlops.server.handlers.api import OpenApiHandler
from jupyter_mlops.server.handlers.base import API, MlopsHandler
from jupyter_mlops.server.handlers.branches import BranchesHandler, SwitchHandler
from jupyter_mlops.server.handlers.changes import (
    CellsHandler,
    DiscardHandler,
    HunksHandler,
    StageHandler,
    UnstageHandler,
)
from jupyter_mlops.server.handlers.channels import ChannelsHandler, ChannelTestHandler
from jupyter_mlops.server.handlers.checks import (
    CancelChecksHandler,
    CheckLogHandler,
    CheckRunHandler,
    CheckRunsHandler,
    ChecksHandler,
    FixHandler,
    GateHandler,
    VerdictsHandler,
)
from jupyter_mlops.server.handlers.ci import (
    CiAnnotationsHandler,
    CiCancelHandler,
    CiHandler,
    CiLogHandler,
    CiRerunHandler,
    CiStatusHandler,
)
from jupyter_mlops.server.handlers.commits import CommitsHandler, SuggestionHandler
from jupyter_mlops.server.handlers.diffs import DiffEntryHandler, DiffFoldedHandler, DiffsHandler
from jupyter_mlops.server.handlers.discarded import DiscardedHandler, RestoreHandler
from jupyter_mlops.server.handlers.history import CommitFilesHandler, HistoryHandler
from jupyter_mlops.server.handlers.jobs import (
    JobHandler,
    JobPauseHandler,
    JobRunHandler,
    JobsHandler,
)
from jupyter_mlops.server.handlers.module_sync import SyncHandler
from jupyter_mlops.server.handlers.modules import ExportHandler, ModulesHandler
from jupyter_mlops.server.handlers.operations import (
    AnswerHandler,
    CancelOperationHandler,
    OperationHandler,
    OperationsHandler,
)
from jupyter_mlops.server.handlers.parameters import ParametersHandler
from jupyter_mlops.server.handlers.queue import (
    QueueDrainHandler,
    QueueHandler,
    QueueLimitsHandler,
    QueueWorkerHandler,
)
from jupyter_mlops.server.handlers.releases import (
    ReleaseApiHandler,
    ReleaseCompareHandler,
    ReleasePlanHandler,
    ReleasePublishHandler,
    ReleaseRestoreHandler,
    ReleasesHandler,
)
from jupyter_mlops.server.handlers.repository import InitHandler, StatusHandler, UnlockHandler
from jupyter_mlops.server.handlers.retention import (
    RetentionApplyHandler,
    RetentionHandler,
    RetentionPreviewHandler,
)
from jupyter_mlops.server.handlers.run_files import LogHandler, OutputsHandler
from jupyter_mlops.server.handlers.run_results import RunCellsHandler, RunMetricsHandler
from jupyter_mlops.server.handlers.runs import (
    CancelHandler,
    CancelRunsHandler,
    RunHandler,
    RunsHandler,
)
from jupyter_mlops.server.handlers.schedules import JobPlanHandler, SchedulePreviewHandler
from jupyter_mlops.server.handlers.sweeps import (
    ObjectiveHandler,
    SweepHandler,
    SweepPreviewHandler,
    SweepsHandler,
    SweepTableHandler,
)
from jupyter_mlops.server.handlers.where import WhereHandler

HANDLERS: tuple[type[MlopsHandler], ...] = (
    ParametersHandler,
    RunsHandler,
    CancelRunsHandler,  # before ids, which would take the word for one
    RunHandler,
    CancelHandler,
    AgainHandler,
    QueueHandler,
    QueueLimitsHandler,
    QueueDrainHandler,
    QueueWorkerHandler,
    OutputsHandler,
    LogHandler,
    RunCellsHandler,
    RunMetricsHandler,
    DiffsHandler,
    DiffEntryHandler,
    DiffFoldedHandler,
    StatusHandler,
    InitHandler,
    UnlockHandler,
    CommitsHandler,
    SuggestionHandler,
    OperationsHandler,
    OperationHandler,
    CancelOperationHandler,
    AnswerHandler,
    CellsHandler,
    HunksHandler,
    StageHandler,
    UnstageHandler,
    DiscardHandler,
    DiscardedHandler,
    RestoreHandler,
    BranchesHandler,
    SwitchHandler,
    HistoryHandler,
    CommitFilesHandler,
    SchedulePreviewHandler,
    # Words before ids, which would take them for one.
    JobsHandler,
    JobPlanHandler,
    JobHandler,
    JobPauseHandler,
    JobRunHandler,
    SweepsHandler,
    SweepPreviewHandler,
    SweepTableHandler,
    SweepHandler,
    ObjectiveHandler,
    ChannelsHandler,
    ChannelTestHandler,
    RetentionHandler,
    RetentionPreviewHandler,
    RetentionApplyHandler,
    ReleasesHandler,
    ReleasePlanHandler,
    ReleasePublishHandler,
    ReleaseCompareHandler,
    ReleaseApiHandler,
    ReleaseRestoreHandler,
    ModulesHandler,
    ExportHandler,
    SyncHandler,
    ChecksHandler,
    CheckRunsHandler,
    CheckRunHandler,
    CheckLogHandler,
    CancelChecksHandler,
    VerdictsHandler,
    FixHandler,
    GateHandler,
    WhereHandler,
    CiHandler,
    CiLogHandler,
    CiAnnotationsHandler,
    CiRerunHandler,
    CiCancelHandler,
    CiStatusHandler,
    OpenApiHandler,
)


def url_rules() -> list[tuple[str, type[MlopsHandler]]]:
    """The routes as Jupyter Server takes them: patterns below its base URL."""
    return [(API + handler.path.replace("{id}", "([^/]+)"), handler) for handler in HANDLERS]
