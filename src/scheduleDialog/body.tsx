import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget } from '@jupyterlab/ui-components';
import React from 'react';

import { useChanges } from '../components/hooks';
import { PolicyFields } from '../jobForm/policyFields';
import { RevisionFields } from '../jobForm/revisionFields';
import { TextField } from '../jobForm/textField';
import { ParameterForm } from '../parameterForm/form';
import { KernelSelect } from '../parameterForm/kernelSelect';
import { Refusal } from '../parameterForm/refusal';
import { WhenRead } from '../parameterForm/whenRead';
import { JOB_NAME } from './draft';
import type { JobDialogModel } from './model';
import { NotifyFields, OutcomeFields } from './outcomeFields';
import { FirePreview } from './preview';
import { TriggerFields } from './triggerFields';
import { TroubleFields } from './troubleFields';

interface IProps {
  model: JobDialogModel;
  trans: TranslationBundle;
}

/** What the dialog of a job asks for. */
export class JobDialogBody extends ReactWidget {
  constructor(private readonly _props: IProps) {
    super();
    this.addClass('mlops-JobDialog-body');
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
      <NameField {...props} />
      <When {...props} />
      <What {...props} />
      {model.draft.kind !== 'hand' && <TroubleFields {...props} />}
      <PolicyFields
        draft={model.draft.policy}
        onChange={policy => {
          model.update({ policy });
        }}
        trans={trans}
      />
      <OutcomeFields {...props} />
      <NotifyFields {...props} />
    </WhenRead>
  );
}

function NameField({ model, trans }: IProps): React.JSX.Element {
  const { name } = model.draft;
  return (
    <section className="mlops-Fields" aria-label={trans.__('Job')}>
      <TextField
        id="name"
        name={trans.__('Name')}
        value={name}
        error={
          JOB_NAME.test(name.trim())
            ? undefined
            : trans.__('Letters, digits, dots, dashes and underscores.')
        }
        onChange={value => {
          model.update({ name: value });
        }}
      />
    </section>
  );
}

function When(props: IProps): React.JSX.Element {
  const { model, trans } = props;
  const { preview, previewError, draft } = model;
  const isElsewhere = draft.kind !== 'cron' && draft.kind !== 'hand';
  return (
    <section aria-label={trans.__('When')}>
      <h3>{trans.__('When')}</h3>
      <TriggerFields {...props} />
      {isElsewhere && previewError && <Refusal error={previewError} />}
      {preview && !previewError && draft.kind !== 'hand' && (
        <FirePreview preview={preview} trans={trans} />
      )}
    </section>
  );
}

function What({ model, trans }: IProps): React.JSX.Element {
  const { draft, form, parameters } = model;
  return (
    <section aria-label={trans.__('What')}>
      <h3>{trans.__('What')}</h3>
      <RevisionFields
        value={draft.revision}
        repository={model.repository}
        onChange={revision => {
          model.update({ revision });
        }}
        trans={trans}
      />
      {form && (
        <ParameterForm
          form={form}
          values={draft.values}
          onChange={(values, hasErrors) => {
            model.hasFieldErrors = hasErrors;
            model.update({ values });
          }}
          trans={trans}
        />
      )}
      <KernelSelect
        kernels={parameters?.kernels ?? []}
        value={draft.kernel}
        onChange={kernel => {
          model.update({ kernel });
        }}
        trans={trans}
      />
    </section>
  );
}
