import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import { isActive } from '../api/types';
import type { Run, RunDetail } from '../api/types';
import { PathText } from '../components/pathText';
import { ActionButton } from '../components/states';
import {
  formatDuration,
  formatMoment,
  formatValue,
  formatWhen
} from '../format';
import { FailureBox } from '../components/failure';
import type { IRunActions } from './row';
import { secondsBetween, stateWord } from '../runData/words';

interface IProps {
  run: Run;
  detail: RunDetail | undefined;
  actions: IRunActions;
  trans: TranslationBundle;
}

/** All of a run, below its row. */
export function RunDetails(props: IProps): React.JSX.Element {
  const { run, detail, trans } = props;
  return (
    <div role="gridcell">
      {run.failure && (
        <FailureBox failure={run.failure} state={run.state} trans={trans} />
      )}
      <Actions {...props} />
      <ParameterTable run={run} trans={trans} />
      <Facts run={run} detail={detail} trans={trans} />
    </div>
  );
}

/** What can be done to the run, in words. */
function Actions({ run, actions, trans }: IProps): React.JSX.Element {
  const button = (label: string, act: (run: Run) => void) => (
    <ActionButton
      quiet
      label={label}
      onClick={() => {
        act(run);
      }}
    />
  );
  const again = (ask: boolean) => (each: Run) => {
    actions.runAgain(each, ask);
  };
  const openLabel =
    typeof run.failure?.cell_index === 'number'
      ? trans.__('Failed cell')
      : trans.__('Open output');
  return (
    <div className="mlops-RunDetails-actions">
      {!isActive(run) && run.output !== null && button(openLabel, actions.open)}
      {button(trans.__('Page of the run'), actions.openPage)}
      {button(trans.__('Log'), actions.openLog)}
      {isActive(run) && button(trans.__('Cancel'), actions.cancel)}
      {button(trans.__('Run again'), again(false))}
      {button(trans.__('Change and run…'), again(true))}
      {!isActive(run) && button(trans.__('Delete'), actions.remove)}
    </div>
  );
}

/** Every parameter; those that differ from the default stand out. */
function ParameterTable({ run, trans }: Pick<IProps, 'run' | 'trans'>) {
  const entries = Object.entries(run.parameters);
  if (entries.length === 0) {
    return null;
  }
  return (
    <dl
      className="mlops-Facts mlops-mod-code"
      aria-label={trans.__('Parameters')}
    >
      {entries.map(([name, value]) => {
        const changed = name in run.overrides;
        return (
          <div key={name} className={changed ? 'mlops-mod-changed' : ''}>
            <dt title={name}>{name}</dt>
            <dd
              title={
                changed
                  ? trans.__('%1 (not the default)', formatValue(value, 2000))
                  : formatValue(value, 2000)
              }
            >
              {formatValue(value, 200)}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

/** Where, when and in what it ran. */
function Facts(props: Pick<IProps, 'run' | 'detail' | 'trans'>) {
  return (
    <dl className="mlops-Facts">
      {facts(props).map(({ name, value, title, copy }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd title={title ?? value}>
            <FactValue value={value} copy={copy} trans={props.trans} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function FactValue(props: {
  value: string;
  copy?: string;
  trans: TranslationBundle;
}): React.JSX.Element {
  const { value, copy, trans } = props;
  if (copy) {
    return <CopyButton text={copy} label={value} trans={trans} />;
  }
  return value.includes('/') ? <PathText path={value} /> : <>{value}</>;
}

interface IFact {
  name: string;
  value: string;
  title?: string;
  /** What a click copies. */
  copy?: string;
}

function facts(props: Pick<IProps, 'run' | 'detail' | 'trans'>): IFact[] {
  const { run, detail, trans } = props;
  const all: IFact[] = [
    { name: trans.__('State'), value: stateWord(run.state, trans) },
    { name: trans.__('Notebook'), value: run.path }
  ];
  if (run.state === 'running' && run.progress.cell_preview) {
    all.unshift({ name: trans.__('Now'), value: run.progress.cell_preview });
  }
  if (run.output !== null) {
    all.push({ name: trans.__('Output'), value: run.output });
  }
  const took = secondsBetween(run.started_at, run.ended_at);
  if (took !== null) {
    all.push({ name: trans.__('Took'), value: formatDuration(took) });
  }
  const waited = secondsBetween(run.created_at, run.started_at);
  if (waited !== null && waited >= 1) {
    all.push({ name: trans.__('Waited'), value: formatDuration(waited) });
  }
  const begin = run.started_at ?? run.created_at;
  all.push({
    name: trans.__('Started'),
    value: formatWhen(begin, Date.now()),
    title: formatMoment(begin)
  });
  all.push({ name: trans.__('Kernel'), value: kernel(run, detail) });
  const commit = detail?.provenance;
  if (commit) {
    const short = commit.commit.slice(0, 7);
    all.push({
      name: trans.__('Commit'),
      value: commit.dirty ? trans.__('%1 with changes', short) : short,
      title: commit.commit,
      copy: commit.commit
    });
  }
  return all;
}

/** The kernel, with its language's version where that is known. */
function kernel(run: Run, detail: RunDetail | undefined): string {
  const version = detail?.environment?.language_version;
  return version ? `${run.kernel} (${version})` : run.kernel;
}

function CopyButton(props: {
  text: string;
  label: string;
  trans: TranslationBundle;
}): React.JSX.Element {
  return (
    <button
      type="button"
      className="mlops-CopyButton"
      title={props.trans.__('Copy %1', props.text)}
      onClick={() => {
        void navigator.clipboard.writeText(props.text);
      }}
    >
      {props.label}
    </button>
  );
}
