import { ReactWidget } from '@jupyterlab/ui-components';
import type { Message } from '@lumino/messaging';
import React, { useRef } from 'react';

import { FilterBox } from '../components/filterBox';
import { useChanges } from '../components/hooks';
import { EmptyState, ErrorState, Skeleton } from '../components/states';
import type { CiActions } from './actions';
import { Foot } from './foot';
import { Head } from './head';
import { showKeys } from './help';
import { CiList } from './list';

/** With fewer rows than this one sees them all. */
const FILTERED = 16;

/** The section's content; loaded when the panel is seen for the first time. */
export class CiBody extends ReactWidget {
  constructor(private readonly _actions: CiActions) {
    super();
    this.addClass('mlops-CiBody');
  }

  /** Give the keyboard to the list, else to what can be done. */
  focusList(): void {
    const find = () =>
      this.node.querySelector<HTMLElement>('.mlops-CiList, button');
    // Where the command came from, such as a notebook, may take the keyboard as it is clicked.
    requestAnimationFrame(() => find()?.focus());
  }

  protected override onAfterAttach(msg: Message): void {
    super.onAfterAttach(msg);
    this._actions.model.ci.setVisible(this.isVisible);
  }

  protected override onAfterHide(msg: Message): void {
    super.onAfterHide(msg);
    this._actions.model.ci.setVisible(false);
  }

  protected override onAfterShow(msg: Message): void {
    super.onAfterShow(msg);
    this._actions.model.ci.setVisible(true);
  }

  protected override render(): React.JSX.Element {
    return <Body actions={this._actions} />;
  }
}

interface IProps {
  actions: CiActions;
}

function Body(props: IProps): React.JSX.Element {
  const { model, trans, work } = props.actions;
  useChanges(model);
  const { status, error, remoteError } = model.ci;
  if (status === null) {
    return error ? (
      <LoadError {...props} />
    ) : (
      <Skeleton label={trans.__('Loading checks')} />
    );
  }
  const isEmpty = model.rows.length === 0 && model.filter === '';
  return (
    <>
      {error && <LoadError {...props} />}
      <Head status={status} actions={props.actions} />
      {remoteError && (
        <p className="mlops-Ci-note" role="status" title={remoteError.hint}>
          {remoteError.message}
        </p>
      )}
      {isEmpty ? (
        <EmptyState
          text={
            status.notebooks === 0
              ? trans.__('There is no notebook to check in %1.', status.name)
              : trans._n(
                  'Checks tell whether %1 notebook of %2 still runs, and what in it is not in order.',
                  'Checks tell whether the %1 notebooks of %2 still run, and what in them is not in order.',
                  status.notebooks,
                  status.name
                )
          }
          {...(status.notebooks === 0
            ? {}
            : {
                action: {
                  label: trans.__('Check these files'),
                  onClick: () => void work.check({ working: true })
                }
              })}
        />
      ) : (
        <>
          <Rows {...props} />
          <Foot status={status} actions={props.actions} />
        </>
      )}
    </>
  );
}

/** The list, with what narrows it. */
function Rows({ actions }: IProps): React.JSX.Element {
  const { model, trans } = actions;
  const node = useRef<HTMLDivElement>(null);
  const focus = (selector: string) => () => {
    node.current?.querySelector<HTMLElement>(selector)?.focus();
  };
  return (
    <div ref={node} className="mlops-Ci">
      {(model.rows.length >= FILTERED || model.filter !== '') && (
        <div className="mlops-CiBar">
          <FilterBox
            model={model}
            label={trans.__('Filter findings and jobs')}
            placeholder={trans.__('Filter')}
            onLeave={focus('.mlops-CiList')}
          />
        </div>
      )}
      {model.rows.length > 0 ? (
        <CiList
          rows={model.rows}
          actions={actions}
          onFilterKey={focus('.mlops-FilterBox')}
          onHelpKey={() => void showKeys(trans)}
        />
      ) : (
        <EmptyState
          text={trans.__('Nothing matches “%1”.', model.filter)}
          action={{
            label: trans.__('Clear filter'),
            onClick: () => {
              model.filter = '';
            }
          }}
        />
      )}
    </div>
  );
}

function LoadError({ actions }: IProps): React.JSX.Element {
  const { model, trans } = actions;
  const { error } = model.ci;
  return (
    <ErrorState
      title={trans.__('The checks could not be read.')}
      message={error?.message ?? ''}
      hint={error?.hint ?? ''}
      action={{
        label: trans.__('Retry'),
        onClick: () => void model.ci.refresh()
      }}
    />
  );
}
