import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget } from '@jupyterlab/ui-components';
import type { CommandRegistry } from '@lumino/commands';
import type { Message } from '@lumino/messaging';
import React, { useEffect, useRef } from 'react';

import { isActive } from '../api/types';
import type { Run } from '../api/types';
import { FilterBox } from '../components/filterBox';
import { useChanges } from '../components/hooks';
import { Segmented } from '../components/segmented';
import { EmptyState, ErrorState, Skeleton } from '../components/states';
import { notebookName } from '../format';
import type { QueueModel } from '../runData/queue';
import { CommandIDs } from '../tokens';
import { Announcer } from './announcer';
import { showKeys } from './help';
import { RunList } from './list';
import type { RunsModel } from './model';
import { QueueLine } from './queueLine';
import type { IRunActions } from './row';

interface IProps {
  model: RunsModel;
  queue: QueueModel;
  commands: CommandRegistry;
  trans: TranslationBundle;
}

/** The section's content; loaded when the panel is seen for the first time. */
export class RunsBody extends ReactWidget {
  constructor(private readonly _props: IProps) {
    super();
    this.addClass('mlops-RunsBody');
  }

  protected override onAfterShow(msg: Message): void {
    super.onAfterShow(msg);
    this.update();
  }

  protected override onAfterHide(msg: Message): void {
    super.onAfterHide(msg);
    this.update();
  }

  /** Give the keyboard to the list. */
  focusList(): void {
    const { changed } = this._props.model;
    this._asked = document.activeElement;
    changed.disconnect(this._focusLater);
    if (!this._focus()) {
      changed.connect(this._focusLater);
    }
  }

  /** The list may still be on its way; a user who went elsewhere meanwhile stays there. */
  private readonly _focusLater = (): void => {
    requestAnimationFrame(() => {
      const active = document.activeElement;
      const isFree = active === document.body || active === this._asked;
      if (this._focus(isFree)) {
        this._props.model.changed.disconnect(this._focusLater);
      }
    });
  };

  private _focus(isFree = true): boolean {
    const list = this.node.querySelector<HTMLElement>('.mlops-RunList');
    if (isFree) {
      list?.focus();
    }
    return list !== null;
  }

  /** What had the keyboard when the list was to get it. */
  private _asked: Element | null = null;

  protected override render(): React.JSX.Element {
    return <Body {...this._props} isSeen={this.isVisible} />;
  }
}

function Body(props: IProps & { isSeen: boolean }): React.JSX.Element {
  const { model } = props;
  useChanges(model);
  const filterBox = useRef<HTMLInputElement>(null);
  return (
    <>
      <Bar {...props} filterBox={filterBox} />
      <Content {...props} focusFilter={() => filterBox.current?.focus()} />
      <QueueLine {...props} />
      <Announcer {...props} />
    </>
  );
}

/** Whose runs, and which of them. */
function Bar(
  props: IProps & { filterBox: React.RefObject<HTMLInputElement> }
): React.JSX.Element {
  const { model, trans, filterBox } = props;
  const name = model.notebook === null ? null : notebookName(model.notebook);
  return (
    <div className="mlops-RunsBar">
      <Segmented
        label={trans.__('Whose runs')}
        value={name === null ? 'all' : model.scope}
        options={[
          {
            value: 'notebook',
            label: trans.__('This notebook'),
            title: name ?? trans.__('No notebook is open')
          },
          {
            value: 'all',
            label: trans.__('All'),
            title: trans.__('Runs of all notebooks')
          }
        ]}
        onChange={scope => {
          model.scope = scope;
        }}
      />
      <FilterBox
        model={model}
        label={trans.__('Filter runs by state, notebook or parameter')}
        placeholder={trans.__('Filter: failed alpha=0.5')}
        box={filterBox}
        onLeave={() => {
          filterBox.current
            ?.closest('.mlops-RunsBody')
            ?.querySelector<HTMLElement>('.mlops-RunList')
            ?.focus();
        }}
      />
    </div>
  );
}

function Content(props: IProps & { focusFilter: () => void }) {
  const { model, trans, commands, focusFilter } = props;
  const runs = model.runs;
  if (runs.length > 0) {
    return (
      <>
        {model.error && <LoadError {...props} />}
        <RunList
          model={model}
          runs={runs}
          actions={makeActions(props)}
          trans={trans}
          onFilterKey={focusFilter}
          onHelpKey={() => void showKeys(trans)}
        />
      </>
    );
  }
  if (model.error) {
    return <LoadError {...props} />;
  }
  if (!model.isLoaded || model.hasMore) {
    return <Searching model={model} label={trans.__('Loading runs')} />;
  }
  return <Nothing model={model} trans={trans} commands={commands} />;
}

/** No run found yet, but older ones wait on the server. */
function Searching({ model, label }: { model: RunsModel; label: string }) {
  const { hasMore, error } = model;
  useEffect(() => {
    if (hasMore && !error) {
      void model.loadMore();
    }
  });
  return <Skeleton label={label} />;
}

function LoadError({ model, trans }: IProps) {
  return (
    <ErrorState
      title={trans.__('The runs could not be loaded.')}
      message={model.error?.message ?? ''}
      hint={model.error?.hint ?? ''}
      action={{
        label: trans.__('Retry'),
        onClick: () => void model.refresh()
      }}
    />
  );
}

function Nothing({ model, trans, commands }: Omit<IProps, 'queue'>) {
  if (model.filter) {
    return (
      <EmptyState
        text={trans.__('No run matches “%1”.', model.filter)}
        action={{
          label: trans.__('Clear filter'),
          onClick: () => {
            model.filter = '';
          }
        }}
      />
    );
  }
  if (model.notebook === null) {
    return (
      <EmptyState
        text={trans.__('Open a notebook to run it as a job.')}
        action={{
          label: trans.__('Open notebook…'),
          onClick: () => void commands.execute('filebrowser:open-path')
        }}
      />
    );
  }
  const name = notebookName(model.notebook);
  return (
    <EmptyState
      text={
        model.scope === 'notebook'
          ? trans.__('%1 has not been run as a job yet.', name)
          : trans.__('No notebook has been run as a job yet.')
      }
      action={{
        label: trans.__('Run %1 as job', name),
        onClick: () =>
          void commands.execute(CommandIDs.runNotebook, {
            path: model.notebook
          })
      }}
    />
  );
}

/** What the list can do, through the commands that the palette offers as well. */
function makeActions({ model, commands }: IProps): IRunActions {
  const execute = (command: string) => (run: Run) => {
    void commands.execute(command, { id: run.id });
  };
  return {
    open: run => {
      if (isActive(run) || run.output === null) {
        model.setOpen(run.id, !model.isOpen(run.id));
      } else {
        execute(CommandIDs.openOutput)(run);
      }
    },
    openLog: execute(CommandIDs.openLog),
    openPage: execute(CommandIDs.openRun),
    cancel: execute(CommandIDs.cancelRun),
    remove: execute(CommandIDs.deleteRun),
    runAgain: (run, ask) => {
      void commands.execute(CommandIDs.runAgain, { id: run.id, ask });
    },
    toggle: run => {
      model.activeId = run.id;
      model.setOpen(run.id, !model.isOpen(run.id));
    }
  };
}
