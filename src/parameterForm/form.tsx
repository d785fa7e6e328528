import { FormComponent } from '@jupyterlab/ui-components';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { ReadonlyJSONObject } from '@lumino/coreutils';
import React from 'react';

import { Field, Fields, LiteralField } from './fields';
import type { IForm, Values } from './schema';
import { friendlyErrors, validator } from './validator';

type FormProps = React.ComponentProps<typeof FormComponent>;

// The form's own types are invariant in the type of the data, which templates do not look at.
const TEMPLATES = {
  FieldTemplate: Field,
  ObjectFieldTemplate: Fields
} as unknown as FormProps['templates'];

const FIELDS = { literal: LiteralField } as unknown as FormProps['fields'];

interface IProps {
  form: IForm;
  values: Values;
  /** Something was typed; errors are fields that hold what cannot be. */
  onChange: (values: Values, hasErrors: boolean) => void;
  trans: TranslationBundle;
}

/** A notebook's parameters: an input for each, of its type. */
export function ParameterForm(props: IProps): React.JSX.Element {
  const { form, values, onChange, trans } = props;
  if (Object.keys(form.schema.properties ?? {}).length === 0) {
    return (
      <p className="mlops-ParameterForm-none">
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
        formData={values as ReadonlyJSONObject}
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
          onChange(event.formData as Values, event.errors.length > 0);
        }}
      />
    </section>
  );
}
