import { ReactWidget } from '@jupyterlab/ui-components';
import type { Message } from '@lumino/messaging';
import React, { useRef } from 'react';

import { FilterBox } from '../components/filterBox';
import { useChanges } from '../components/hooks';
import { EmptyState, ErrorState, Skeleton } from '../components/states';
import type { ModuleActions } from './actions';
import { Beginning } from './beginning';
import { Foot } from './foot';
import { showKeys } from './help';
import { ModuleList } from './list';

/** With fewer modules than this one sees them all. */
const FILTERED = 8;

/** The section's content; loaded when the panel is seen for the first time. */
export class ModulesBody extends ReactWidget {
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

  protected override onAfterAttach(msg: Message): void {
    super.onAfterAttach(msg);
    this._actions.model.modules.setVisible(this.isVisible);
  }

  protected override onAfterHide(msg: Message): void {
    super.onAfterHide(msg);
    this._actions.model.modules.setVisible(false);
  }

  protected override onAfterShow(msg: Message): void {
    super.onAfterShow(msg);
    this._actions.model.modules.setVisible(true);
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
  const node = useRef<HTMLDivElement>(null);
  const focus = (selector: string) => () => {
    node.current?.querySelector<HTMLElement>(selector)?.focus();
  };
  const count = model.modules.status?.modules.length ?? 0;
  return (
    <div ref={node} className="mlops-Modules">
      {(count >= FILTERED || model.filter !== '') && (
        <div className="mlops-ModulesBar">
          <FilterBox
            model={model}
            label={trans.__('Filter modules by name')}
            placeholder={trans.__('Filter')}
            onLeave={focus('.mlops-ModuleList')}
          />
        </div>
      )}
      {model.rows.length > 0 ? (
        <ModuleList
          rows={model.rows}
          actions={actions}
          onFilterKey={focus('.mlops-FilterBox')}
          onHelpKey={() => void showKeys(trans)}
        />
      ) : (
        <EmptyState
          text={trans.__('No module matches “%1”.', model.filter)}
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
