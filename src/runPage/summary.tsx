import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import type { RunDetail } from '../api/types';
import { ActionButton } from '../components/states';
import { useNow } from '../components/hooks';
import { formatAgo, formatMoment, formatValue } from '../format';
import { formatMetric } from '../runData/numbers';
import { formatSize } from '../sizes';
import type { PageActions } from './actions';

interface IProps {
  run: RunDetail;
  actions: PageActions;
  trans: TranslationBundle;
}

/** What makes the run what it is, in a few lines: parameters, what came out, what ran. */
export function Summary(props: IProps): React.JSX.Element {
  const { run, trans } = props;
  const metrics = Object.entries(run.metrics);
  return (
    <dl className="mlops-Summary">
      <Parameters run={run} trans={trans} />
      {metrics.length > 0 && (
        <Line name={trans.__('Metrics')}>
          {metrics.map(([name, value]) => (
            <span key={name} className="mlops-Pair" title={String(value)}>
              <span className="mlops-mod-quiet">{name}</span>{' '}
              <strong>{formatMetric(value)}</strong>
            </span>
          ))}
        </Line>
      )}
      <Line name={trans.__('Ran')}>
        <WhatRan {...props} />
      </Line>
      {run.note && <Line name={trans.__('Note')}>{run.note}</Line>}
    </dl>
  );
}

function Line(props: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{props.name}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}

/** Parameters; those that differ from the notebook's defaults stand first and out. */
function Parameters({ run, trans }: Pick<IProps, 'run' | 'trans'>) {
  const all = Object.entries(run.parameters);
  if (all.length === 0) {
    return null;
  }
  const differs = ([name]: readonly [string, unknown]): boolean =>
    name in run.overrides;
  const sorted = [
    ...all.filter(differs),
    ...all.filter(each => !differs(each))
  ];
  return (
    <Line name={trans.__('Parameters')}>
      {sorted.map(entry => {
        const [name, value] = entry;
        return (
          <span
            key={name}
            className="mlops-Pair"
            title={
              differs(entry)
                ? trans.__('%1 (not the default)', formatValue(value, 2000))
                : formatValue(value, 2000)
            }
          >
            <span className="mlops-mod-quiet">{name}</span>{' '}
            {differs(entry) ? (
              <strong>{formatValue(value, 40)}</strong>
            ) : (
              formatValue(value, 40)
            )}
          </span>
        );
      })}
    </Line>
  );
}

/** Commit, kernel, who and when, and what it took. */
function WhatRan({ run, actions, trans }: IProps): React.JSX.Element {
  const now = useNow(30_000);
  const began = run.started_at ?? run.created_at;
  const version = run.environment?.language_version;
  return (
    <>
      <Commit run={run} trans={trans} />
      <Part>{version ? `${run.kernel} ${version}` : run.kernel}</Part>
      <Part title={formatMoment(began)}>
        {trans.__('%1 by %2', formatAgo(began, now, trans), run.user)}
      </Part>
      {run.job_name && <Part>{trans.__('job %1', run.job_name)}</Part>}
      {run.sweep !== null && (
        <ActionButton
          quiet
          label={trans.__('run %1 of a sweep', (run.sweep_index ?? 0) + 1)}
          onClick={() => {
            actions.openSweep(run.sweep ?? '');
          }}
        />
      )}
      {run.again_of !== null && (
        <ActionButton
          quiet
          label={trans.__('repeats a run exactly')}
          onClick={() => {
            actions.openRun(run.again_of ?? '');
          }}
        />
      )}
      {run.resources && (
        <Part>
          {trans.__('peak memory %1', formatSize(run.resources.peak_memory))}
        </Part>
      )}
    </>
  );
}

function Part(props: { title?: string; children: React.ReactNode }) {
  return (
    <span className="mlops-Pair" title={props.title}>
      {props.children}
    </span>
  );
}

/** Which state of the files ran. */
function Commit({ run, trans }: Pick<IProps, 'run' | 'trans'>) {
  const { provenance, revision } = run;
  if (!provenance) {
    return <Part>{trans.__('working copy, outside of a repository')}</Part>;
  }
  const { commit, dirty, overlay } = provenance;
  const branch = revision.kind === 'branch' ? (revision.name ?? '') : '';
  const title = !dirty
    ? commit
    : overlay
      ? trans.__('%1, with changes that were kept', commit)
      : trans.__('%1, with changes that were not kept', commit);
  return (
    <Part title={title}>
      {branch && `${branch} · `}
      <button
        type="button"
        className="mlops-CopyButton"
        onClick={() => {
          void navigator.clipboard.writeText(commit);
        }}
      >
        {commit.slice(0, 7)}
      </button>
      {dirty && ` ${trans.__('with changes')}`}
    </Part>
  );
}
