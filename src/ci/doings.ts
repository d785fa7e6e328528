import type { CiActions } from './actions';
import type { IHereRow, IFindingRow, Row } from './rows';
import type { IJobRow, IPipelineRow, IRemoteRow } from './remoteRows';
import { isActive, isActiveRun } from './states';

/** What can be done with a row. */
export type Doing =
  'again' | 'failed' | 'fresh' | 'cancel' | 'fix' | 'log' | 'link' | 'post';

/** One of them, as it is offered. */
export interface IDoing {
  readonly doing: Doing;
  readonly label: string;
  readonly act: () => void;
}

/** Keys that do it. */
export const KEYS: Readonly<Record<string, Doing>> = {
  r: 'again',
  R: 'failed',
  c: 'cancel',
  f: 'fix',
  l: 'log',
  o: 'link',
  p: 'post'
};

/** What can be done with a row, now. */
export function doings(row: Row, actions: CiActions): IDoing[] {
  switch (row.type) {
    case 'here':
      return hereDoings(row, actions);
    case 'finding':
      return findingDoings(row, actions);
    case 'remote':
      return remoteDoings(row, actions);
    case 'pipeline':
      return pipelineDoings(row, actions);
    case 'job':
      return jobDoings(row, actions);
    default:
      return [];
  }
}

function hereDoings({ run }: IHereRow, actions: CiActions): IDoing[] {
  const { trans, work, model } = actions;
  if (run === null) {
    return [];
  }
  const log: IDoing = {
    doing: 'log',
    label: trans.__('Open log'),
    act: () => {
      actions.openLog(run);
    }
  };
  if (isActiveRun(run)) {
    const label = trans.__('Cancel');
    const act = (): void => void work.cancel(run);
    return [{ doing: 'cancel', label, act }, log];
  }
  const again = (fresh: boolean) => (): void => {
    actions.checkAgain(run, fresh);
  };
  const posts = (model.ci.remote?.remotes ?? [])
    .filter(remote => actions.canPost(remote, run))
    .map((remote): IDoing => ({
      doing: 'post',
      label: trans.__('Write as commit status to %1', remote.title),
      act: () => void work.postStatus(remote.remote, run)
    }));
  return [
    { doing: 'again', label: trans.__('Check again'), act: again(false) },
    {
      doing: 'fresh',
      label: trans.__('Check again without what is known'),
      act: again(true)
    },
    log,
    ...posts
  ];
}

function findingDoings({ finding }: IFindingRow, actions: CiActions): IDoing[] {
  const { trans, work } = actions;
  const { check, source, fixable } = finding;
  return fixable
    ? [
        {
          doing: 'fix',
          label: trans.__('Fix in %1', source.split('/').pop() ?? source),
          act: () =>
            void work.fix({
              checks: [check],
              ...(source === '' ? {} : { notebooks: [source] })
            })
        }
      ]
    : [];
}

function remoteDoings({ remote }: IRemoteRow, actions: CiActions): IDoing[] {
  const { trans, work, model } = actions;
  const { run } = model.ci;
  const link = linkDoing(remote.url, remote.title, actions);
  return actions.canPost(remote, run)
    ? [
        ...link,
        {
          doing: 'post',
          label: trans.__('Write the verdict here as commit status'),
          act: () => void work.postStatus(remote.remote, run)
        }
      ]
    : link;
}

function pipelineDoings(row: IPipelineRow, actions: CiActions): IDoing[] {
  const { trans, work } = actions;
  const { pipeline, remote } = row;
  const { can, remote: name } = remote;
  const ids = { remote: name, pipeline: pipeline.id };
  const list: IDoing[] = [];
  if (pipeline.id !== '' && isActive(pipeline.state)) {
    if (can.cancel) {
      const act = (): void => void work.cancelPipeline(name, pipeline.id);
      list.push({ doing: 'cancel', label: trans.__('Cancel pipeline'), act });
    }
  } else if (pipeline.id !== '') {
    if (can.rerun) {
      const act = (): void => void work.rerun({ ...ids, failed_only: false });
      list.push({ doing: 'again', label: trans.__('Run all jobs again'), act });
    }
    if (can.rerun_failed && pipeline.state === 'failed') {
      const act = (): void => void work.rerun({ ...ids, failed_only: true });
      list.push({
        doing: 'failed',
        label: trans.__('Run failed jobs again'),
        act
      });
    }
  }
  return [...list, ...linkDoing(pipeline.url, remote.title, actions)];
}

function jobDoings(row: IJobRow, actions: CiActions): IDoing[] {
  const { trans, work } = actions;
  const { job, pipeline, remote } = row;
  const list: IDoing[] = [];
  const canRerun = remote.can.rerun_job && pipeline.id !== '' && job.id !== '';
  if (canRerun && !isActive(job.state)) {
    const ids = { remote: remote.remote, pipeline: pipeline.id, job: job.id };
    const act = (): void => void work.rerun({ ...ids, failed_only: false });
    list.push({ doing: 'again', label: trans.__('Run this job again'), act });
  }
  if (actions.hasLog(remote, job)) {
    const act = (): void => {
      actions.openJobLog(remote, job);
    };
    list.push({ doing: 'log', label: trans.__('Open log'), act });
  }
  return [...list, ...linkDoing(job.url, remote.title, actions)];
}

function linkDoing(url: string, title: string, actions: CiActions): IDoing[] {
  const act = (): void => {
    actions.openLink(url);
  };
  const label = actions.trans.__('Open on %1', title);
  return url === '' ? [] : [{ doing: 'link', label, act }];
}
