import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget } from '@jupyterlab/ui-components';
import React from 'react';

import { useChanges } from '../components/hooks';
import { Segmented } from '../components/segmented';
import { FoldedFields } from '../jobForm/foldedFields';
import { PolicyFields } from '../jobForm/policyFields';
import { RevisionFields } from '../jobForm/revisionFields';
import { TextField } from '../jobForm/textField';
import { FieldRow } from '../parameterForm/fields';
import { KernelSelect } from '../parameterForm/kernelSelect';
import { WhenRead } from '../parameterForm/whenRead';
import type { ISweepDraft, Mode } from './draft';
import type { SweepDialogModel } from './model';
import { SweepSummary } from './summary';
import { ValueFields } from './valueFields';

interface IProps {
  model: SweepDialogModel;
  trans: TranslationBundle;
}

/** What the dialog of a sweep asks for. */
export class SweepDialogBody extends ReactWidget {
  constructor(private readonly _props: IProps) {
    super();
    this.addClass('mlops-SweepDialog-body');
    this.addClass('mlops-JobForm');
  }

  protected override render(): React.JSX.Element {
    return <Body {...this._props} />;
  }
}

function Body(props: IProps): React.JSX.Element {
  const { model, trans } = props;
  useChanges(model);
  return (
    <WhenRead model={model} trans={trans}>
      <SpaceFields {...props} />
      <Comparison {...props} />
      <PolicyFields
        draft={model.draft.policy}
        onChange={policy => {
          model.update({ policy });
        }}
        trans={trans}
      />
      <Circumstances {...props} />
    </WhenRead>
  );
}

/** What is swept over. */
function SpaceFields(props: IProps): React.JSX.Element {
  const { model, trans } = props;
  const { mode } = model.draft;
  return (
    <section aria-label={trans.__('Parameters')}>
      <div className="mlops-SweepDialog-modes">
        <Segmented<Mode>
          label={trans.__('How values come together')}
          value={mode}
          options={modes(trans)}
          onChange={next => {
            model.update({ mode: next });
          }}
        />
      </div>
      {mode === 'list' ? <Table {...props} /> : <ValueFields {...props} />}
      {mode === 'random' && <Draws {...props} />}
      <SweepSummary {...props} />
    </section>
  );
}

function modes(trans: TranslationBundle) {
  const words: [Mode, string, string][] = [
    ['grid', trans.__('All combinations'), trans.__('Every value with every')],
    ['zip', trans.__('Side by side'), trans.__('The first ones, the second…')],
    ['random', trans.__('By chance'), trans.__('Points are drawn')],
    ['list', trans.__('Table'), trans.__('A run a line, pasted')]
  ];
  return words.map(([value, label, title]) => ({ value, label, title }));
}

function Table({ model, trans }: IProps): React.JSX.Element {
  const names = model.parameters?.parameters.map(each => each.name) ?? [];
  const example = `${names.slice(0, 3).join(',')}\n…`;
  return (
    <textarea
      className="mlops-SweepDialog-table"
      aria-label={trans.__('Table of parameters')}
      value={model.draft.table}
      rows={6}
      spellCheck={false}
      placeholder={trans.__('Paste CSV or JSON:\n%1', example)}
      onChange={event => {
        model.update({ table: event.target.value });
      }}
    />
  );
}

function Draws({ model, trans }: IProps): React.JSX.Element {
  const text = (field: 'count' | 'seed', name: string, help?: string) => (
    <TextField
      id={field}
      name={name}
      help={help}
      value={model.draft[field]}
      onChange={value => {
        model.update({ [field]: value });
      }}
    />
  );
  return (
    <div className="mlops-Fields">
      {text('count', trans.__('Runs'))}
      {text('seed', trans.__('Seed'), trans.__('The same draws the same.'))}
    </div>
  );
}

/** What the runs are compared by. */
function Comparison({ model, trans }: IProps): React.JSX.Element {
  const { draft, metrics } = model;
  return (
    <section className="mlops-Fields" aria-label={trans.__('Compare')}>
      <h3>{trans.__('Compare by')}</h3>
      <TextField
        id="metric"
        name={trans.__('Metric')}
        value={draft.metric}
        choices={metrics}
        isCode
        placeholder="rmse"
        help={trans.__('A number that the notebook reports; can be set later.')}
        onChange={metric => {
          model.update({ metric });
        }}
      />
      <FieldRow id="mlops-field-goal" name={trans.__('Best is')}>
        <Segmented<ISweepDraft['goal']>
          label={trans.__('Best is')}
          value={draft.goal}
          options={[
            {
              value: 'minimize',
              label: trans.__('Lowest'),
              title: trans.__('Such as an error')
            },
            {
              value: 'maximize',
              label: trans.__('Highest'),
              title: trans.__('Such as an accuracy')
            }
          ]}
          onChange={goal => {
            model.update({ goal });
          }}
        />
      </FieldRow>
    </section>
  );
}

/** Name, labels, kernel and state of the files: folded, as the usual will do. */
function Circumstances({ model, trans }: IProps): React.JSX.Element {
  const { draft, parameters } = model;
  const words = [
    draft.name.trim(),
    draft.revision.kind === 'working'
      ? trans.__('working copy')
      : draft.revision.name,
    draft.labels.trim()
  ];
  return (
    <FoldedFields
      title={trans.__('Name, files, labels')}
      summary={words.filter(Boolean).join(' · ')}
    >
      <TextField
        id="name"
        name={trans.__('Name')}
        value={draft.name}
        placeholder={trans.__('made from the notebook’s')}
        onChange={name => {
          model.update({ name });
        }}
      />
      <RevisionFields
        value={draft.revision}
        repository={model.repository}
        onChange={revision => {
          model.update({ revision });
        }}
        trans={trans}
      />
      <KernelSelect
        kernels={parameters?.kernels ?? []}
        value={draft.kernel}
        onChange={kernel => {
          model.update({ kernel });
        }}
        trans={trans}
      />
      <TextField
        id="labels"
        name={trans.__('Labels')}
        value={draft.labels}
        placeholder="tuning team:search"
        onChange={labels => {
          model.update({ labels });
        }}
      />
    </FoldedFields>
  );
}
