import React from 'react';

import { FilteredRows } from '../components/filteredRows';
import { useChanges } from '../components/hooks';
import { EmptyState, ErrorState, Skeleton } from '../components/states';
import { WatchingWidget } from '../components/watchingWidget';
import type { CiActions } from './actions';
import { Foot } from './foot';
import { Head } from './head';
import { showKeys } from './help';
import { CiList } from './list';

/** With fewer rows than this one sees them all. */
const FILTERED = 16;

/** The section's content; loaded when the panel is seen for the first time. */
export class CiBody extends WatchingWidget {
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

  protected override onWatched(isWatched: boolean): void {
    this._actions.model.ci.setVisible(isWatched);
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
  return (
    <FilteredRows
      className="mlops-Ci"
      model={model}
      isLong={model.rows.length >= FILTERED}
      label={trans.__('Filter findings and jobs')}
      nothing={trans.__('Nothing matches “%1”.', model.filter)}
      trans={trans}
    >
      {focusFilter => (
        <CiList
          rows={model.rows}
          actions={actions}
          onFilterKey={focusFilter}
          onHelpKey={() => void showKeys(trans)}
        />
      )}
    </FilteredRows>
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
