import { ReactWidget } from '@jupyterlab/ui-components';
import type { Message } from '@lumino/messaging';
import React, { useMemo, useRef } from 'react';

import { useChanges } from '../components/hooks';
import { EmptyState, ErrorState, Skeleton } from '../components/states';
import { ChangeActions } from './actions';
import { Bar } from './bar';
import { CommitBox } from './commitBox';
import { showKeys } from './help';
import { ChangeList } from './list';
import { NoRepository } from './noRepository';
import { Notices } from './notices';
import type { IPanelProps } from './panelProps';
import { RestoreList } from './restoreList';
import type { ViewChoice } from './view';

interface IProps extends IPanelProps {
  choice: ViewChoice;
}

/** The section's content; loaded when the panel is seen for the first time. */
export class ChangesBody extends ReactWidget {
  constructor(private readonly _props: IProps) {
    super();
    this.addClass('mlops-ChangesBody');
  }

  /** Give the keyboard to the list, else to what can be done. */
  focusList(): void {
    this._focus('.mlops-ChangeList, .mlops-RestoreList button');
  }

  /** Give the keyboard to the message. */
  focusMessage(): void {
    this._focus('.mlops-CommitBox-message');
  }

  protected override onAfterHide(msg: Message): void {
    super.onAfterHide(msg);
    this._props.model.setVisible(false);
  }

  protected override onAfterShow(msg: Message): void {
    super.onAfterShow(msg);
    this._props.model.setVisible(true);
  }

  protected override render(): React.JSX.Element {
    return <Body {...this._props} />;
  }

  /** What is wanted may still be on its way; a user who went elsewhere meanwhile stays there. */
  private _focus(selector: string): void {
    const { changed } = this._props.model;
    const find = () => this.node.querySelector<HTMLElement>(selector);
    requestAnimationFrame(() => {
      // Where the command came from, such as a notebook, may take the keyboard as it is clicked.
      const asked = document.activeElement;
      const tryLater = (): void => {
        requestAnimationFrame(() => {
          const active = document.activeElement;
          const target = find();
          if (active !== document.body && active !== asked) {
            changed.disconnect(tryLater);
          } else if (target) {
            changed.disconnect(tryLater);
            target.focus();
          }
        });
      };
      const target = find();
      if (target) {
        target.focus();
      } else {
        changed.connect(tryLater);
      }
    });
  }
}

function Body(props: IProps): React.JSX.Element {
  const { model, choice, commands, trans } = props;
  useChanges(model);
  useChanges(choice);
  const actions = useMemo(
    () => new ChangeActions(model, commands, trans),
    [model, commands, trans]
  );
  const { status, error } = model.repository;
  if (status === null) {
    return error ? (
      <LoadError {...props} />
    ) : (
      <Skeleton label={trans.__('Loading changes')} />
    );
  }
  if (status.repository === null) {
    return <NoRepository {...props} folder={status.folder} />;
  }
  if (choice.view === 'restore') {
    return <RestoreList {...props} root={status.repository.path} />;
  }
  return (
    <>
      {error && <LoadError {...props} />}
      <Notices {...props} />
      <Changes {...props} actions={actions} />
      <CommitBox {...props} />
    </>
  );
}

/** The list, with what narrows it. */
function Changes(props: IProps & { actions: ChangeActions }) {
  const { model, actions, trans } = props;
  const node = useRef<HTMLDivElement>(null);
  const { rows } = model;
  const focus = (selector: string) => () => {
    const body = node.current?.closest('.mlops-ChangesBody');
    body?.querySelector<HTMLElement>(selector)?.focus();
  };
  return (
    <div ref={node} className="mlops-Changes">
      {(model.files.length > 0 || model.filter !== '') && (
        <Bar actions={actions} onLeave={focus('.mlops-ChangeList')} />
      )}
      {rows.length > 0 ? (
        <ChangeList
          rows={rows}
          actions={actions}
          onFilterKey={focus('.mlops-FilterBox')}
          onMessageKey={focus('.mlops-CommitBox-message')}
          onHelpKey={() => void showKeys(trans)}
        />
      ) : (
        <Nothing {...props} />
      )}
    </div>
  );
}

function Nothing({ model, trans }: IProps): React.JSX.Element {
  if (model.filter) {
    return (
      <EmptyState
        text={trans.__('No changed file matches “%1”.', model.filter)}
        action={{
          label: trans.__('Clear filter'),
          onClick: () => {
            model.filter = '';
          }
        }}
      />
    );
  }
  return (
    <EmptyState
      text={
        model.current?.commit === null
          ? trans.__('Nothing to commit yet: there are no files.')
          : trans.__('Nothing has changed since the last commit.')
      }
    />
  );
}

function LoadError({ model, trans }: IProps): React.JSX.Element {
  const { error } = model.repository;
  return (
    <ErrorState
      title={trans.__('The repository could not be read.')}
      message={error?.message ?? ''}
      hint={error?.hint ?? ''}
      action={{
        label: trans.__('Retry'),
        onClick: () => void model.refresh()
      }}
    />
  );
}
