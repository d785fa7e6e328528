import { ReactWidget, FormComponent } from '@jupyterlab/ui-components';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { ReadonlyJSONObject } from '@lumino/coreutils';
import React from 'react';

import type { ApiError } from '../api/errors';
import { useChanges } from '../components/hooks';
import { ErrorState, Skeleton } from '../components/states';
import { Field, FieldRow, Fields, LiteralField } from './fields';
import type { RunDialogModel } from './model';
import { friendlyErrors, validator } from './validator';

interface IProps {
  model: RunDialogModel;
  trans: TranslationBundle;
}

/** What the dialog of a new run asks for. */
export class RunDialogBody extends ReactWidget {
  constructor(private readonly _props: IProps) {
    super();
    this.addClass('mlops-RunDialog-body');
  }

  protected override render(): React.JSX.Element {
    return <Body {...this._props} />;
  }
}

function Body(props: IProps): React.JSX.Element {
  const { model, trans } = props;
  useChanges(model);
  if (!model.parameters) {
    return model.error ? (
      <ErrorState
        title={trans.__('The notebook’s parameters could not be read.')}
        message={model.error.message}
        hint={model.error.hint}
        action={{ label: trans.__('Retry'), onClick: () => void model.load() }}
      />
    ) : (
      <Skeleton label={trans.__('Reading the notebook’s parameters')} />
    );
  }
  return (
    <>
      {model.error && <Refusal error={model.error} />}
      <ParameterForm {...props} />
      <Place {...props} />
    </>
  );
}

/** Why the server did not start the run. */
function Refusal({ error }: { error: ApiError }): React.JSX.Element {
  return (
    <div className="mlops-Refusal" role="alert">
      <p>{error.message}</p>
      {error.hint && <p>{error.hint}</p>}
    </div>
  );
}

type FormProps = React.ComponentProps<typeof FormComponent>;

// The form's own types are invariant in the type of the data, which templates do not look at.
const TEMPLATES = {
  FieldTemplate: Field,
  ObjectFieldTemplate: Fields
} as unknown as FormProps['templates'];

const FIELDS = { literal: LiteralField } as unknown as FormProps['fields'];

function ParameterForm({ model, trans }: IProps): React.JSX.Element | null {
  const { form } = model;
  if (!form) {
    return null;
  }
  if (Object.keys(form.schema.properties ?? {}).length === 0) {
    return (
      <p className="mlops-RunDialog-none">
        {trans.__('This notebook has no parameters.')}
      </p>
    );
  }
  return (
    <section
      className="mlops-ParameterForm"
      aria-label={trans.__('Parameters')}
    >
      <FormComponent
        schema={form.schema}
        uiSchema={form.uiSchema}
        formData={model.values as ReadonlyJSONObject}
        formContext={{
          defaults: form.defaults,
          defaultWord: trans.__('default')
        }}
        validator={validator}
        templates={TEMPLATES}
        fields={FIELDS}
        showErrorList={false}
        liveValidate
        noHtml5Validate
        tagName="div"
        transformErrors={errors => friendlyErrors(errors, trans)}
        onChange={event => {
          model.hasFieldErrors = event.errors.length > 0;
          model.update({ values: event.formData });
        }}
      />
    </section>
  );
}

/** What it runs in, and where the executed notebook goes. */
function Place({ model, trans }: IProps): React.JSX.Element {
  const parameters = model.parameters;
  const folder = parameters?.output_folder ?? '';
  return (
    <section className="mlops-Fields" aria-label={trans.__('Run')}>
      <FieldRow id="mlops-kernel" name={trans.__('Kernel')}>
        <select
          id="mlops-kernel"
          className="form-control"
          value={model.kernel}
          onChange={event => {
            model.update({ kernel: event.target.value });
          }}
        >
          {parameters?.kernels.map(kernel => (
            <option key={kernel.name} value={kernel.name}>
              {kernel.display_name}
            </option>
          ))}
          {!parameters?.kernels.some(each => each.name === model.kernel) && (
            <option value={model.kernel}>
              {trans.__('%1 (not installed)', model.kernel)}
            </option>
          )}
        </select>
      </FieldRow>
      <FieldRow
        id="mlops-output"
        name={trans.__('Output')}
        help={
          model.output
            ? undefined
            : trans.__('A new notebook in %1/ unless you name one.', folder)
        }
      >
        <input
          type="text"
          id="mlops-output"
          className="form-control"
          value={model.output}
          placeholder={`${folder}/…`}
          onChange={event => {
            model.update({ output: event.target.value });
          }}
        />
      </FieldRow>
    </section>
  );
}
