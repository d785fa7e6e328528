import type { TranslationBundle } from '@jupyterlab/translation';
import {
  ReactWidget,
  caretDownIcon,
  refreshIcon
} from '@jupyterlab/ui-components';
import type { CommandRegistry } from '@lumino/commands';
import React, { useEffect, useReducer } from 'react';

import type { Repository, Status } from '../api/types';
import { useChanges } from '../components/hooks';
import {
  branchIcon,
  historyIcon,
  pinIcon,
  pullIcon,
  pushIcon
} from '../gitIcons';
import { CommandIDs } from '../tokens';
import { LineButton } from './button';
import type { RepositoryModel } from './model';
import { describe, headName, note } from './words';

interface IProps {
  model: RepositoryModel;
  commands: CommandRegistry;
  trans: TranslationBundle;
}

/** The line at the top of the panel: repository, branch, and the way to the remote. */
export class RepositoryLine extends ReactWidget {
  constructor(private readonly _props: IProps) {
    super();
    this.addClass('mlops-RepositoryLine');
  }

  protected override render(): React.JSX.Element {
    return <Line {...this._props} />;
  }
}

function Line(props: IProps): React.JSX.Element {
  const { model, trans } = props;
  useChanges(model);
  const { status, error } = model;
  if (error) {
    return <Failure {...props} />;
  }
  if (status === null) {
    return (
      <div
        className="mlops-RepositoryLine-row"
        role="status"
        aria-label={trans.__('Looking for a repository')}
      >
        <span className="mlops-Skeleton-bar mlops-RepositoryLine-wait" />
      </div>
    );
  }
  if (status.repository === null) {
    return (
      <div className="mlops-RepositoryLine-row">
        <span className="mlops-RepositoryLine-none" title={status.folder}>
          {trans.__('Not in a repository')}
        </span>
        <Pin {...props} />
      </div>
    );
  }
  return (
    <>
      <div className="mlops-RepositoryLine-row">
        <Head {...props} repository={status.repository} />
        <Actions {...props} repository={status.repository} />
      </div>
      <Note status={status} trans={trans} />
    </>
  );
}

/** The repository and its branch; opens the list of branches. */
function Head(props: IProps & { repository: Repository }): React.JSX.Element {
  const { repository, commands, trans } = props;
  const head = headName(repository);
  return (
    <button
      type="button"
      className="mlops-RepositoryLine-head"
      title={describe(repository, trans)}
      aria-label={trans.__(
        '%1, branch %2: switch branch',
        repository.name,
        head
      )}
      aria-haspopup="dialog"
      onClick={() => void commands.execute(CommandIDs.switchBranch)}
    >
      <branchIcon.react tag="span" width="14px" height="14px" />
      <span className="mlops-RepositoryLine-name">{repository.name}</span>
      <span className="mlops-RepositoryLine-branch">{head}</span>
      <caretDownIcon.react tag="span" width="14px" height="14px" />
    </button>
  );
}

function Actions(
  props: IProps & { repository: Repository }
): React.JSX.Element {
  const { repository, commands, trans } = props;
  useCommands(commands);
  const { upstream, remotes } = repository;
  return (
    <span
      className="mlops-RepositoryLine-actions"
      role="group"
      aria-label={trans.__('Repository')}
    >
      {remotes.length > 0 && (
        <>
          <Act {...props} id={CommandIDs.fetch} icon={refreshIcon} />
          <Act
            {...props}
            id={CommandIDs.pull}
            icon={pullIcon}
            count={upstream?.behind}
          />
          <Act
            {...props}
            id={CommandIDs.push}
            icon={pushIcon}
            count={upstream?.ahead}
          />
        </>
      )}
      <Act {...props} id={CommandIDs.showHistory} icon={historyIcon} />
      <Pin {...props} />
    </span>
  );
}

/** A command as a button: what it does now, and whether it can, only the command knows. */
function Act(
  props: IProps & {
    id: string;
    icon: typeof branchIcon;
    count?: number | undefined;
  }
): React.JSX.Element | null {
  const { id, icon, count, commands } = props;
  if (!commands.hasCommand(id)) {
    return null;
  }
  return (
    <LineButton
      icon={icon}
      title={commands.caption(id)}
      count={count}
      isDisabled={!commands.isEnabled(id)}
      onClick={() => void commands.execute(id)}
    />
  );
}

function Pin({ model, trans }: IProps): React.JSX.Element {
  return (
    <LineButton
      icon={pinIcon}
      title={
        model.isPinned
          ? trans.__('Follow what is active again')
          : trans.__('Stay with this repository')
      }
      isPressed={model.isPinned}
      onClick={() => {
        model.setPinned(!model.isPinned);
      }}
    />
  );
}

function Note(props: {
  status: Status;
  trans: TranslationBundle;
}): React.JSX.Element | null {
  const known = note(props.status, props.trans);
  if (known === null) {
    return null;
  }
  const kind = known.isUrgent ? ' mlops-mod-urgent' : '';
  return (
    <p className={`mlops-RepositoryLine-note${kind}`} role="status">
      {known.text}
    </p>
  );
}

/** The question failed; the sections say the same in their room. */
function Failure({ model, trans }: IProps): React.JSX.Element {
  const { error } = model;
  const why = [error?.message, error?.hint, error?.detail];
  return (
    <div className="mlops-RepositoryLine-row" role="alert">
      <span
        className="mlops-RepositoryLine-none"
        title={why.filter(Boolean).join('\n')}
      >
        {trans.__('The repository cannot be read')}
      </span>
      <LineButton
        icon={refreshIcon}
        title={trans.__('Try again')}
        onClick={() => void model.refresh()}
      />
    </div>
  );
}

/** Draw again whenever a command says that it has changed. */
function useCommands(commands: CommandRegistry): void {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    const onChanged = (): void => {
      redraw();
    };
    commands.commandChanged.connect(onChanged);
    return () => {
      commands.commandChanged.disconnect(onChanged);
    };
  }, [commands]);
}
