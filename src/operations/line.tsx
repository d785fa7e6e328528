import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget, closeIcon } from '@jupyterlab/ui-components';
import React from 'react';

import type { Operation } from '../api/types';
import { useChanges } from '../components/hooks';
import { IconButton } from '../components/iconButton';
import { ActionButton } from '../components/states';
import type { OperationsModel } from './model';
import { activity } from './words';

interface IProps {
  model: OperationsModel;
  trans: TranslationBundle;
  /** Ask the user what an operation waits for. */
  ask: (operation: Operation) => void;
}

/** What runs, at the top of the panel: how far it is, and a way to stop it. */
export class OperationsLine extends ReactWidget {
  constructor(private readonly _props: IProps) {
    super();
    this.addClass('mlops-Operations');
  }

  protected override render(): React.JSX.Element {
    return <Lines {...this._props} />;
  }
}

function Lines(props: IProps): React.JSX.Element {
  useChanges(props.model);
  return (
    <>
      {props.model.running.map(operation => (
        <Line key={operation.id} {...props} operation={operation} />
      ))}
    </>
  );
}

function Line(props: IProps & { operation: Operation }): React.JSX.Element {
  const { operation, model, trans, ask } = props;
  const { percent, prompt } = operation;
  const text = activity(operation, trans);
  return (
    <div className="mlops-Operation">
      <div className="mlops-Operation-row">
        <span className="mlops-Operation-text" role="status" title={text}>
          {text}
        </span>
        {percent !== null && (
          <span className="mlops-Operation-percent">{percent} %</span>
        )}
        {prompt && (
          <ActionButton
            label={trans.__('Answer…')}
            quiet
            onClick={() => {
              ask(operation);
            }}
          />
        )}
        <IconButton
          icon={closeIcon}
          title={trans.__('Cancel')}
          onClick={() => void model.cancel(operation.id)}
        />
      </div>
      <div
        className="mlops-Operation-track"
        role="progressbar"
        aria-label={text}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent ?? undefined}
      >
        <div
          className={`mlops-Operation-bar${percent === null ? ' mlops-mod-unknown' : ''}`}
          style={percent === null ? undefined : { width: `${percent}%` }}
        />
      </div>
    </div>
  );
}
