import type {
  Ci,
  CiAnnotation,
  CiJob,
  CiPipeline,
  CiRemote
} from '../api/types';
import { shownUnder } from './filter';
import type { IRow, IRowSource } from './rows';
import { isActive, isBad } from './states';

/** What one forge says. */
export interface IRemoteRow extends IRow {
  readonly type: 'remote';
  readonly remote: CiRemote;
  /** Whether a remote has the commit. */
  readonly isPushed: boolean;
}

/** A pipeline. */
export interface IPipelineRow extends IRow {
  readonly type: 'pipeline';
  readonly remote: CiRemote;
  readonly pipeline: CiPipeline;
}

/** A job of a pipeline. */
export interface IJobRow extends IRow {
  readonly type: 'job';
  readonly remote: CiRemote;
  readonly pipeline: CiPipeline;
  readonly job: CiJob;
}

/** A step of a job. */
export interface IStepRow extends IRow {
  readonly type: 'step';
  readonly remote: CiRemote;
  readonly job: CiJob;
  readonly step: CiJob['steps'][number];
}

/** Remarks of a forge's checks, on lines and cells. */
export interface IRemarksRow extends IRow {
  readonly type: 'remarks';
  readonly remote: CiRemote;
  /** How many there are. */
  readonly count: number;
}

/** One of them. */
export interface IRemarkRow extends IRow {
  readonly type: 'remark';
  readonly remote: CiRemote;
  readonly remark: CiAnnotation;
}

/** Remotes whose host is no forge that is known. */
export interface IUnknownRow extends IRow {
  readonly type: 'unknown';
  readonly names: readonly string[];
}

/** A row of what forges say. */
export type RemoteRow =
  | IRemoteRow
  | IPipelineRow
  | IJobRow
  | IStepRow
  | IRemarksRow
  | IRemarkRow
  | IUnknownRow;

/** What each forge says of the commit. */
export function remoteRows(ci: Ci, source: IRowSource): RemoteRow[] {
  const rows = ci.remotes.flatMap(remote => groupRows(remote, ci, source));
  if (ci.unknown.length > 0 && source.filter === '') {
    const rest = { level: 1, isOpen: null, names: ci.unknown };
    rows.push({ type: 'unknown', id: 'unknown', ...rest });
  }
  return rows;
}

function groupRows(remote: CiRemote, ci: Ci, source: IRowSource): RemoteRow[] {
  const id = `remote\n${remote.remote}`;
  const inside = [
    ...remote.pipelines.flatMap(each => pipelineRows(id, remote, each, source)),
    ...remarkRows(id, remote, source)
  ];
  if (source.filter !== '' && inside.length === 0) {
    return [];
  }
  const isOpen =
    inside.length === 0
      ? null
      : source.filter !== '' || source.isOpen(id, true);
  const isPushed = ci.pushed;
  const row: RemoteRow = {
    type: 'remote',
    id,
    level: 1,
    isOpen,
    remote,
    isPushed
  };
  return isOpen ? [row, ...inside] : [row];
}

function pipelineRows(
  group: string,
  remote: CiRemote,
  pipeline: CiPipeline,
  source: IRowSource
): RemoteRow[] {
  const id = `${group}\np${pipeline.id}\n${pipeline.name}`;
  const jobs = shownUnder(
    source.filter,
    `${pipeline.name} ${pipeline.event}`,
    pipeline.jobs,
    ({ name, state, message }) => `${name} ${state} ${message}`
  );
  if (source.filter !== '' && jobs.length === 0) {
    return [];
  }
  const isNews = isActive(pipeline.state) || isBad(pipeline.state);
  const isOpen =
    jobs.length === 0
      ? null
      : source.filter !== '' || source.isOpen(id, isNews);
  const row: RemoteRow = {
    type: 'pipeline',
    id,
    level: 2,
    isOpen,
    remote,
    pipeline
  };
  return isOpen
    ? [
        row,
        ...jobs.flatMap((job, at) =>
          jobRows(`${id}\n${job.id || at}`, row, job, source)
        )
      ]
    : [row];
}

function jobRows(
  id: string,
  { remote, pipeline }: IPipelineRow,
  job: CiJob,
  source: IRowSource
): RemoteRow[] {
  const isOpen = job.steps.length === 0 ? null : source.isOpen(id, false);
  const row: RemoteRow = {
    type: 'job',
    id,
    level: 3,
    isOpen,
    remote,
    pipeline,
    job
  };
  const steps = job.steps.map((step, at): RemoteRow => ({
    type: 'step',
    id: `${id}\n${at}`,
    level: 4,
    isOpen: null,
    remote,
    job,
    step
  }));
  return isOpen ? [row, ...steps] : [row];
}

function remarkRows(
  group: string,
  remote: CiRemote,
  source: IRowSource
): RemoteRow[] {
  const all = source.annotations(remote.remote);
  const found = shownUnder(source.filter, '', all, remarkText);
  if (found.length === 0) {
    return [];
  }
  const id = `${group}\nremarks`;
  const isOpen = source.filter !== '' || source.isOpen(id, false);
  const count = found.length;
  const row: RemoteRow = {
    type: 'remarks',
    id,
    level: 2,
    isOpen,
    remote,
    count
  };
  const inside = found.map((remark, at): RemoteRow => {
    const own = `${id}\n${at}`;
    const rest = { level: 3, isOpen: source.isOpen(own, false) };
    return { type: 'remark', id: own, ...rest, remote, remark };
  });
  return isOpen ? [row, ...inside] : [row];
}

function remarkText(remark: CiAnnotation): string {
  const { level, title, message, made_by: by, source } = remark;
  return [level, title, message, by, source].join(' ');
}
