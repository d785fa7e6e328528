import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import type { Job } from '../api/types';
import { FireTimes } from '../components/fireTimes';
import { useNow } from '../components/hooks';
import { ActionButton } from '../components/states';
import { formatMoment, formatValue, formatWhen } from '../format';
import { policyDraft, policyWords } from '../jobForm/policyDraft';
import { stateWord } from '../runData/words';
import type { SchedulesModel } from './model';
import type { IJobActions } from './row';
import { occurrenceWord, revisionWord } from './words';

interface IProps {
  job: Job;
  model: SchedulesModel;
  actions: IJobActions;
  trans: TranslationBundle;
}

/** All of a job: when it runs, what became of that lately, what it is. */
export function JobDetails(props: IProps): React.JSX.Element {
  const { job, trans } = props;
  return (
    <>
      <Actions {...props} />
      <div className="mlops-JobDetails-columns">
        <section>
          <h3>{trans.__('Next times')}</h3>
          <NextTimes {...props} />
        </section>
        <section>
          <h3>{trans.__('Lately')}</h3>
          <Occurrences {...props} />
        </section>
        <section>
          <h3>{trans.__('Definition')}</h3>
          <dl className="mlops-Facts">
            {facts(job, trans).map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd title={value}>{value}</dd>
              </div>
            ))}
          </dl>
        </section>
      </div>
    </>
  );
}

/** What can be done to the job, in words. */
function Actions({ job, actions, trans }: IProps): React.JSX.Element {
  const button = (label: string, act: (job: Job) => void) => (
    <ActionButton
      quiet
      label={label}
      onClick={() => {
        act(job);
      }}
    />
  );
  return (
    <div className="mlops-JobDetails-actions">
      {button(trans.__('Run now'), actions.runNow)}
      {job.schedule &&
        button(job.paused ? trans.__('Resume') : trans.__('Pause'), each => {
          actions.setPaused(each, !each.paused);
        })}
      {button(
        job.source === 'pyproject'
          ? trans.__('Open pyproject.toml')
          : trans.__('Change…'),
        actions.edit
      )}
      {button(trans.__('Open notebook'), actions.openNotebook)}
      {button(trans.__('Delete'), actions.remove)}
    </div>
  );
}

function NextTimes({ job, model, trans }: IProps): React.JSX.Element {
  if (!job.schedule) {
    return <p>{trans.__('It runs when somebody asks for it.')}</p>;
  }
  if (job.paused) {
    return <p>{trans.__('None, as long as it is paused.')}</p>;
  }
  const preview = model.preview(job.id);
  if (!preview) {
    return <p>…</p>;
  }
  return preview.times.length > 0 ? (
    <FireTimes times={preview.times} trans={trans} />
  ) : (
    <p>{preview.text}</p>
  );
}

function Occurrences({ job, actions, trans }: IProps): React.JSX.Element {
  const now = useNow(60_000);
  if (job.occurrences.length === 0) {
    return <p>{trans.__('It was not due yet.')}</p>;
  }
  const runs = new Map(job.recent.map(run => [run.id, run]));
  return (
    <ol className="mlops-Occurrences" aria-label={trans.__('Lately')}>
      {job.occurrences.slice(0, 10).map(each => {
        const { due_at: at, run: id, state } = each;
        const run = id === null ? undefined : runs.get(id);
        const word = run
          ? stateWord(run.state, trans)
          : occurrenceWord(state, trans);
        return (
          <li key={at} className={`mlops-mod-${run?.state ?? state}`}>
            <time dateTime={at} title={formatMoment(at)}>
              {formatWhen(at, now)}
            </time>
            {id === null ? (
              <span className="mlops-Occurrence-word">{word}</span>
            ) : (
              <ActionButton
                quiet
                label={word}
                onClick={() => {
                  actions.openRun(id);
                }}
              />
            )}
            {each.reason && (
              <span className="mlops-Occurrence-reason" title={each.reason}>
                {each.reason}
              </span>
            )}
          </li>
        );
      })}
    </ol>
  );
}

/** What the job is, without what is as usual. */
function facts(job: Job, trans: TranslationBundle): [string, string][] {
  const parameters = Object.entries(job.parameters)
    .map(([name, value]) => `${name}=${formatValue(value)}`)
    .join(', ');
  const { formats = [], artifacts = [] } = job.results;
  const policy = policyWords(policyDraft(job.policy), trans);
  const all: [string, string][] = [
    [trans.__('Notebook'), job.path],
    [trans.__('Runs'), revisionWord(job.revision, trans)],
    [trans.__('Parameters'), parameters || trans.__('defaults')],
    [trans.__('Kernel'), job.kernel ?? ''],
    [trans.__('Policy'), policy],
    [trans.__('Missed'), job.schedule?.missed ?? ''],
    [trans.__('Overlap'), job.schedule?.overlap ?? ''],
    [trans.__('Results'), [...formats, ...artifacts].join(', ')],
    [trans.__('Labels'), job.labels.join(', ')],
    [trans.__('Notifies'), job.notify.join(', ')],
    [trans.__('Changed'), formatMoment(job.updated_at)]
  ];
  return all.filter(([, value]) => value !== '');
}
