import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget } from '@jupyterlab/ui-components';
import type { CommandRegistry } from '@lumino/commands';
import type { IDisposable } from '@lumino/disposable';
import type { Message } from '@lumino/messaging';
import React, { useRef } from 'react';

import { isActive } from '../api/types';
import { useChanges } from '../components/hooks';
import {
  ActionButton,
  EmptyState,
  ErrorState,
  Skeleton
} from '../components/states';
import type { QueueModel } from '../runData/queue';
import { CommandIDs } from '../tokens';
import { TableActions } from './actions';
import { FilterBar } from './filterBar';
import { Foot } from './foot';
import { showKeys } from './help';
import { RunTableList } from './list';
import type { RunTableModel } from './model';

interface IOptions {
  model: RunTableModel;
  queue: QueueModel;
  commands: CommandRegistry;
  trans: TranslationBundle;
  /** What keeps the model fresh; goes with the table. */
  feed: IDisposable;
}

interface IProps extends IOptions {
  actions: TableActions;
}

/** The tab of runs. */
export class RunTable extends ReactWidget {
  constructor(private readonly _options: IOptions) {
    super();
    this.addClass('mlops-RunTable');
    this.node.tabIndex = -1;
    const { model, commands, trans } = _options;
    this._actions = new TableActions(model, commands, trans);
    this.node.addEventListener('keydown', this._onKeyDown);
  }

  override dispose(): void {
    if (!this.isDisposed) {
      this._options.feed.dispose();
      this._options.model.dispose();
      super.dispose();
    }
  }

  protected override onAfterAttach(msg: Message): void {
    super.onAfterAttach(msg);
    this._options.model.isVisible = this.isVisible;
  }

  protected override onAfterShow(msg: Message): void {
    super.onAfterShow(msg);
    this._options.model.isVisible = true;
  }

  protected override onAfterHide(msg: Message): void {
    super.onAfterHide(msg);
    this._options.model.isVisible = false;
  }

  protected override onActivateRequest(): void {
    this._focus();
    if (document.activeElement === this.node) {
      this._options.model.changed.connect(this._focusLater);
    }
  }

  /** The rows may still be on their way; who went elsewhere meanwhile stays there. */
  private readonly _focusLater = (): void => {
    requestAnimationFrame(() => {
      if (document.activeElement === this.node) {
        this._focus();
      }
      if (document.activeElement !== this.node) {
        this._options.model.changed.disconnect(this._focusLater);
      }
    });
  };

  /** Also where there are no rows: the filter may be what leaves none. */
  private readonly _onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === '/' && !(event.target instanceof HTMLInputElement)) {
      event.preventDefault();
      this.node.querySelector<HTMLElement>('.mlops-FilterBox')?.focus();
    }
  };

  private _focus(): void {
    const list = this.node.querySelector<HTMLElement>('.mlops-RunTable-list');
    (list ?? this.node).focus();
  }

  protected override render(): React.JSX.Element {
    return <Body {...this._options} actions={this._actions} />;
  }

  private readonly _actions: TableActions;
}

function Body(props: IProps): React.JSX.Element {
  const { model, trans } = props;
  useChanges(model);
  const filter = useRef<HTMLInputElement>(null);
  const top = useRef<HTMLDivElement>(null);
  const toList = (): void => {
    top.current?.parentElement
      ?.querySelector<HTMLElement>('.mlops-RunTable-list')
      ?.focus();
  };
  const onHelp = (): void => void showKeys(trans);
  return (
    <>
      <div ref={top} className="mlops-RunTable-bar">
        <FilterBar
          model={model}
          trans={trans}
          inputRef={filter}
          onLeave={toList}
        />
        <CancelAll {...props} />
      </div>
      {model.error && <Trouble {...props} />}
      <Content
        {...props}
        onFilterKey={() => filter.current?.focus()}
        onHelpKey={onHelp}
      />
      <Foot {...props} onHelp={onHelp} />
    </>
  );
}

/** Stops everything that is listed, where there is something to stop. */
function CancelAll({ model, queue, actions, trans }: IProps) {
  useChanges(queue);
  const count = (queue.queue?.running ?? 0) + (queue.queue?.waiting ?? 0);
  if (count === 0 && !model.runs.slice(0, 200).some(isActive)) {
    return null;
  }
  return (
    <ActionButton
      label={trans.__('Cancel all…')}
      onClick={() => void actions.cancelAll()}
    />
  );
}

function Content(
  props: IProps & { onFilterKey: () => void; onHelpKey: () => void }
): React.JSX.Element {
  const { model, trans } = props;
  if (model.rows.length > 0) {
    return <RunTableList {...props} />;
  }
  const isComing = !model.isLoaded && !model.error;
  return (
    <div
      className="mlops-RunTable-list mlops-mod-empty"
      role="group"
      aria-label={trans.__('Runs')}
      tabIndex={-1}
    >
      {isComing ? (
        <Skeleton label={trans.__('Loading runs')} />
      ) : (
        !model.error && <Nothing {...props} />
      )}
    </div>
  );
}

/** What went wrong: with the words of the filter, or on the way. */
function Trouble({ model, trans }: IProps): React.JSX.Element | null {
  const { error } = model;
  if (!error) {
    return null;
  }
  if (error.status === 400 && model.filter) {
    return (
      <p className="mlops-RunFilter-error" role="alert">
        {[error.message, error.hint].filter(Boolean).join(' ')}
      </p>
    );
  }
  return (
    <ErrorState
      title={trans.__('The runs could not be loaded.')}
      message={error.message}
      hint={error.hint}
      action={{
        label: trans.__('Retry'),
        onClick: () => void model.refresh()
      }}
    />
  );
}

function Nothing({ model, commands, trans }: IProps): React.JSX.Element {
  const { filter } = model;
  if (filter) {
    return (
      <EmptyState
        text={trans.__('No run matches “%1”.', filter)}
        action={{
          label: trans.__('Clear filter'),
          onClick: () => {
            model.filter = '';
          }
        }}
      />
    );
  }
  const canRun = commands.isEnabled(CommandIDs.runNotebook);
  return canRun ? (
    <EmptyState
      text={trans.__('No notebook has been run as a job yet.')}
      action={{
        label: trans.__('Run this notebook as a job…'),
        onClick: () => void commands.execute(CommandIDs.runNotebook)
      }}
    />
  ) : (
    <EmptyState
      text={trans.__(
        'No notebook has been run as a job yet. Open one to run it.'
      )}
      action={{
        label: trans.__('Open notebook…'),
        onClick: () => void commands.execute('filebrowser:open-path')
      }}
    />
  );
}
