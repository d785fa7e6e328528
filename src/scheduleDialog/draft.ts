import type { Job, JobRequest, Revision } from '../api/types';
import { readList } from '../jobForm/lists';
import { policyDraft, readPolicy } from '../jobForm/policyDraft';
import type { IPolicyDraft } from '../jobForm/policyDraft';
import { changedValues } from '../parameterForm/schema';
import type { IForm, Values } from '../parameterForm/schema';
import { readTiming, timingDraft } from './timing';
import type { ITimingDraft } from './timing';

type Format = NonNullable<
  NonNullable<JobRequest['results']>['formats']
>[number];

/** A job as it is typed. */
export interface IJobDraft extends ITimingDraft {
  name: string;
  values: Values;
  kernel: string;
  revision: Revision;
  policy: IPolicyDraft;
  labels: string;
  formats: readonly Format[];
  artifacts: string;
  notify: readonly string[];
}

/** What a job can be called. */
export const JOB_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;

/** A name that a job of a notebook may have: the notebook's own, as far as names may go. */
export function nameOf(path: string): string {
  const base = (path.split('/').pop() ?? '').replace(/\.ipynb$/, '');
  const name = base
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[._-]+|[._-]+$/g, '')
    .slice(0, 100);
  return name || 'job';
}

/** A new job of a notebook. */
export function newDraft(path: string, timezone: string): IJobDraft {
  return {
    name: nameOf(path),
    values: {},
    kernel: '',
    revision: { kind: 'working', name: '' },
    policy: policyDraft(),
    labels: '',
    formats: [],
    artifacts: '',
    notify: [],
    ...timingDraft(undefined, timezone)
  };
}

/** A job that is to be changed. */
export function draftOf(job: Job, timezone: string): IJobDraft {
  return {
    name: job.name,
    values: job.parameters,
    kernel: job.kernel ?? '',
    revision: job.revision,
    policy: policyDraft(job.policy),
    labels: job.labels.join(' '),
    formats: job.results.formats ?? [],
    artifacts: (job.results.artifacts ?? []).join(' '),
    notify: job.notify,
    ...timingDraft(job.schedule, timezone)
  };
}

/** What a request is made of besides the draft. */
interface IBasis {
  path: string;
  form: IForm;
  /** The notebook's own kernel. */
  kernel: string;
  /** The job that is changed; null for a new one. */
  job: Job | null;
}

/** What is asked of the server. */
export function readDraft(draft: IJobDraft, basis: IBasis): JobRequest {
  const { path, form, kernel, job } = basis;
  const { revision } = draft;
  const isOwnKernel = draft.kernel === kernel && !job?.kernel;
  return {
    name: draft.name.trim(),
    path,
    parameters: changedValues(form, draft.values),
    kernel: isOwnKernel ? null : draft.kernel || null,
    revision: { kind: revision.kind, name: revision.name?.trim() },
    schedule: readTiming(draft, job?.schedule),
    policy: readPolicy(draft.policy, job?.policy),
    labels: readList(draft.labels),
    results: {
      formats: [...draft.formats],
      artifacts: readList(draft.artifacts)
    },
    notify: [...draft.notify],
    paused: job?.paused ?? false
  };
}
