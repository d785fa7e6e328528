import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget } from '@jupyterlab/ui-components';
import React from 'react';

import { useChanges } from '../components/hooks';
import { Segmented } from '../components/segmented';
import { EmptyState, ErrorState, Skeleton } from '../components/states';
import type { IDiffArgs, IRepository } from '../tokens';
import { CommitDetails } from './details';
import { CommitList } from './list';
import type { HistoryModel } from './model';
import type { CommitVerdicts } from './verdicts';

interface IProps {
  model: HistoryModel;
  repository: IRepository;
  verdicts: CommitVerdicts;
  openDiff: (args: IDiffArgs) => void;
  trans: TranslationBundle;
}

/** The history of a branch, or of a file: commits, and what each of them changed. */
export class HistoryWidget extends ReactWidget {
  constructor(private readonly _props: IProps) {
    super();
    this.addClass('mlops-History');
    const { repository, model } = _props;
    // Holds the keyboard while there is no list yet.
    this.node.tabIndex = -1;
    this._seen = this._fingerprint();
    repository.touched.connect(this._onTouched);
    model.changed.connect(this._focusLater);
  }

  override dispose(): void {
    if (!this.isDisposed) {
      const { repository, model } = this._props;
      repository.touched.disconnect(this._onTouched);
      model.dispose();
      this._props.verdicts.dispose();
      super.dispose();
    }
  }

  /** Be about another file, or about none. */
  lookAt(path: string | null, narrowed: boolean): void {
    this._props.model.show(path, narrowed);
  }

  protected override onActivateRequest(): void {
    (this._list ?? this.node).focus();
  }

  /** Who went elsewhere meanwhile stays there. */
  private readonly _focusLater = (): void => {
    requestAnimationFrame(() => {
      if (document.activeElement === this.node) {
        this._list?.focus();
      }
    });
  };

  private get _list(): HTMLElement | null {
    return this.node.querySelector<HTMLElement>('.mlops-CommitList');
  }

  protected override render(): React.JSX.Element {
    return <Body {...this._props} />;
  }

  /** Edits of files are no news here; commits and branches that moved are. */
  private readonly _onTouched = (): void => {
    const now = this._fingerprint();
    if (now !== null && now !== this._seen) {
      this._seen = now;
      void this._props.model.refresh();
    }
  };

  /** What of the repository the list depends on; null where another one is looked at. */
  private _fingerprint(): string | null {
    const { repository, model } = this._props;
    const now = repository.status?.repository;
    if (now?.path !== model.repository) {
      return null;
    }
    return JSON.stringify([now.branch, now.commit, now.upstream]);
  }

  private _seen: string | null;
}

function Body(props: IProps): React.JSX.Element {
  useChanges(props.model);
  return (
    <>
      <Bar {...props} />
      <Content {...props} />
    </>
  );
}

/** Whose history. */
function Bar({ model, trans }: IProps): React.JSX.Element | null {
  const { path } = model;
  if (path === null) {
    return null;
  }
  const name = path.split('/').pop() ?? path;
  return (
    <div className="mlops-History-bar">
      <Segmented
        label={trans.__('Whose history')}
        value={model.isNarrowed ? 'file' : 'all'}
        options={[
          {
            value: 'all',
            label: trans.__('All files'),
            title: trans.__('All commits of the branch')
          },
          { value: 'file', label: name, title: path }
        ]}
        onChange={scope => {
          model.show(path, scope === 'file');
        }}
      />
    </div>
  );
}

function Content(props: IProps): React.JSX.Element {
  const { model, trans } = props;
  if (model.error) {
    return (
      <ErrorState
        title={trans.__('The history could not be read.')}
        message={model.error.message}
        hint={model.error.hint}
        action={{
          label: trans.__('Try again'),
          onClick: () => void model.refresh()
        }}
      />
    );
  }
  if (!model.isLoaded) {
    return <Skeleton label={trans.__('Loading the history')} />;
  }
  if (model.commits.length === 0) {
    return <Nothing model={model} trans={trans} />;
  }
  return (
    <div className="mlops-History-panes">
      <CommitList {...props} />
      <CommitDetails {...props} />
    </div>
  );
}

function Nothing({ model, trans }: Pick<IProps, 'model' | 'trans'>) {
  const { path, isNarrowed } = model;
  if (isNarrowed && path !== null) {
    return (
      <EmptyState
        text={trans.__('%1 is in no commit yet.', path)}
        action={{
          label: trans.__('Show all files'),
          onClick: () => {
            model.show(path, false);
          }
        }}
      />
    );
  }
  return (
    <EmptyState text={trans.__('No commits yet: the first one starts it.')} />
  );
}
