import type { TranslationBundle } from '@jupyterlab/translation';
import React, { useState } from 'react';

import type { RunDetail } from '../api/types';
import { useChanges } from '../components/hooks';
import { PathText } from '../components/pathText';
import { ActionButton } from '../components/states';
import { stateWord } from '../runData/words';
import { formatSize } from '../sizes';
import type { PageActions } from './actions';
import { environmentFacts, policyFacts, whatRanFacts } from './facts';
import type { IFact } from './facts';
import { ImportedModules } from './importedModules';
import { PartWidget } from './part';

interface IProps {
  actions: PageActions;
  trans: TranslationBundle;
}

/** The tab *Details*: what exactly ran, how it was treated, what it has made. */
export class DetailsTab extends PartWidget {
  constructor(private readonly _props: IProps) {
    super(_props.actions.model, null);
    this.addClass('mlops-PageDetails');
  }

  protected override render(): React.JSX.Element {
    return <Body {...this._props} />;
  }
}

function Body(props: IProps): React.JSX.Element | null {
  const { actions, trans } = props;
  const { model } = actions;
  useChanges(model);
  const { run } = model;
  if (!run) {
    return null;
  }
  return (
    <>
      <section>
        <h2>{trans.__('Note')}</h2>
        <Note key={run.note} run={run} {...props} />
        <Labels run={run} {...props} />
      </section>
      <Section title={trans.__('What ran')} facts={whatRanFacts(run, trans)} />
      <ImportedModules run={run} trans={trans} />
      <Artifacts run={run} {...props} />
      {run.tries.length > 1 && <Tries run={run} {...props} />}
      <Section
        title={trans.__('How it was treated')}
        facts={policyFacts(run, trans)}
      />
      <Section
        title={trans.__('Environment')}
        facts={environmentFacts(run, trans)}
      />
      <Packages run={run} trans={trans} />
    </>
  );
}

function Section(props: { title: string; facts: readonly IFact[] }) {
  const { title, facts } = props;
  return facts.length === 0 ? null : (
    <section>
      <h2>{title}</h2>
      <dl className="mlops-Facts">
        {facts.map(({ name, value, isCode }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd title={value}>
              {isCode ? (
                <button
                  type="button"
                  className="mlops-CopyButton"
                  title={value}
                  onClick={() => {
                    void navigator.clipboard.writeText(value);
                  }}
                >
                  {value}
                </button>
              ) : value.includes('/') ? (
                <PathText path={value} />
              ) : (
                value
              )}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** What people have noted; saved when the box is left. */
function Note({ run, actions, trans }: IProps & { run: RunDetail }) {
  const [text, setText] = useState(run.note);
  return (
    <textarea
      className="mlops-PageNote jp-mod-styled"
      value={text}
      rows={2}
      maxLength={10_000}
      placeholder={trans.__('What is to be remembered of this run')}
      aria-label={trans.__('Note')}
      onChange={event => {
        setText(event.target.value);
      }}
      onBlur={() => {
        actions.setNote(text);
      }}
    />
  );
}

function Labels({ run, actions, trans }: IProps & { run: RunDetail }) {
  return (
    <p className="mlops-PageLabels">
      {run.labels.map(label => (
        <button
          key={label}
          type="button"
          className="mlops-Chip"
          title={trans.__('Take the label %1 away', label)}
          onClick={() => {
            actions.removeLabel(label);
          }}
        >
          {label} ×
        </button>
      ))}
      <ActionButton
        quiet
        label={trans.__('Add a label…')}
        onClick={() => void actions.addLabel()}
      />
      <ActionButton
        quiet
        label={
          run.keep
            ? trans.__('Kept always: let it go')
            : trans.__('Keep always')
        }
        onClick={() => {
          actions.keep();
        }}
      />
    </p>
  );
}

/** Files that it has made. */
function Artifacts({ run, actions, trans }: IProps & { run: RunDetail }) {
  return run.artifacts.length === 0 ? null : (
    <section>
      <h2>{trans.__('Files that it has made')}</h2>
      <table className="mlops-PageTable">
        <thead>
          <tr>
            <th>{trans.__('File')}</th>
            <th>{trans.__('Size')}</th>
            <th>SHA-256</th>
          </tr>
        </thead>
        <tbody>
          {run.artifacts.map(({ name, path, size, sha256 }) => (
            <tr key={`${name} ${sha256}`}>
              <td>
                {path === null ? (
                  name
                ) : (
                  <ActionButton
                    quiet
                    label={name}
                    onClick={() => {
                      actions.openFile(path);
                    }}
                  />
                )}
              </td>
              <td>{formatSize(size)}</td>
              <td title={sha256}>
                <code>{sha256.slice(0, 12)}</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** All attempts, first to last. */
function Tries({ run, actions, trans }: IProps & { run: RunDetail }) {
  return (
    <section>
      <h2>{trans.__('Attempts')}</h2>
      <ol className="mlops-PageTries">
        {run.tries.map(each => (
          <li key={each.id}>
            {each.id === run.id ? (
              trans.__('this one: %1', stateWord(each.state, trans))
            ) : (
              <ActionButton
                quiet
                label={stateWord(each.state, trans)}
                onClick={() => {
                  actions.openRun(each.id);
                }}
              />
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Every package of the kernel's interpreter, behind a fold. */
function Packages(props: { run: RunDetail; trans: TranslationBundle }) {
  const { run, trans } = props;
  const packages = Object.entries(run.environment?.packages ?? {});
  return packages.length === 0 ? null : (
    <details className="mlops-PagePackages">
      <summary>{trans.__('%1 packages', packages.length)}</summary>
      <ul>
        {packages.map(([name, version]) => (
          <li key={name}>
            {name} <span className="mlops-mod-quiet">{version}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
