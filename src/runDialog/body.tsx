import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget } from '@jupyterlab/ui-components';
import React from 'react';

import { useChanges } from '../components/hooks';
import { FieldRow } from '../parameterForm/fields';
import { ParameterForm } from '../parameterForm/form';
import { KernelSelect } from '../parameterForm/kernelSelect';
import { WhenRead } from '../parameterForm/whenRead';
import type { RunDialogModel } from './model';

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
  return (
    <WhenRead model={model} trans={trans}>
      {model.form && (
        <ParameterForm
          form={model.form}
          values={model.values}
          onChange={(values, hasErrors) => {
            model.hasFieldErrors = hasErrors;
            model.update({ values });
          }}
          trans={trans}
        />
      )}
      <Place {...props} />
    </WhenRead>
  );
}

/** What it runs in, and where the executed notebook goes. */
function Place({ model, trans }: IProps): React.JSX.Element {
  const parameters = model.parameters;
  const folder = parameters?.output_folder ?? '';
  return (
    <section className="mlops-Fields" aria-label={trans.__('Run')}>
      <KernelSelect
        kernels={parameters?.kernels ?? []}
        value={model.kernel}
        onChange={kernel => {
          model.update({ kernel });
        }}
        trans={trans}
      />
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
