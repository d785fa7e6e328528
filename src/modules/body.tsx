import React from 'react';

import { FilteredRows } from '../components/filteredRows';
import { useChanges } from '../components/hooks';
import { ErrorState, Skeleton } from '../components/states';
import { WatchingWidget } from '../components/watchingWidget';
import type { ModuleActions } from './actions';
import { Beginning } from './beginning';
import { Foot } from './foot';
import { showKeys } from './help';
import { ModuleList } from './list';

/** With fewer modules than this one sees them all. */
const FILTERED = 8;

/** The section's content; loaded when the panel is seen for the first time. */
export class ModulesBody extends WatchingWidget {
  constructor(private readonly _actions: ModuleActions) {
    super();
    this.addClass('mlops-ModulesBody');
  }

  /** Give the keyboard to the list, else to what can be done. */
  focusList(): void {
    const find = () =>
      this.node.querySelector<HTMLElement>('.mlops-ModuleList, button');
    // Where the command came from, such as a notebook, may take the keyboard as it is clicked.
    requestAnimationFrame(() => find()?.focus());
  }

  protected override onWatched(isWatched: boolean): void {
    this._actions.model.modules.setVisible(isWatched);
  }

  protected override render(): React.JSX.Element {
    return <Body actions={this._actions} />;
  }
}

interface IProps {
  actions: ModuleActions;
}

function Body(props: IProps): React.JSX.Element {
  const { model, trans } = props.actions;
  useChanges(model);
  const { status, error } = model.modules;
  if (status === null) {
    return error ? (
      <LoadError {...props} />
    ) : (
      <Skeleton label={trans.__('Loading modules')} />
    );
  }
  const isEmpty = status.modules.length === 0 && status.findings.length === 0;
  return (
    <>
      {error && <LoadError {...props} />}
      {isEmpty ? (
        <Beginning {...props} status={status} />
      ) : (
        <Modules {...props} />
      )}
      {status.modules.length > 0 && <Foot {...props} status={status} />}
    </>
  );
}

/** The list, with what narrows it. */
function Modules({ actions }: IProps): React.JSX.Element {
  const { model, trans } = actions;
  const count = model.modules.status?.modules.length ?? 0;
  return (
    <FilteredRows
      className="mlops-Modules"
      model={model}
      isLong={count >= FILTERED}
      label={trans.__('Filter modules by name')}
      nothing={trans.__('No module matches “%1”.', model.filter)}
      trans={trans}
    >
      {focusFilter => (
        <ModuleList
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
  const { error } = model.modules;
  return (
    <ErrorState
      title={trans.__('The modules could not be read.')}
      message={error?.message ?? ''}
      hint={error?.hint ?? ''}
      action={{
        label: trans.__('Retry'),
        onClick: () => void model.modules.refresh()
      }}
    />
  );
}
