import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget } from '@jupyterlab/ui-components';
import type { CommandRegistry } from '@lumino/commands';
import React from 'react';

import { useChanges } from '../components/hooks';
import { branchIcon } from '../gitIcons';
import { CommandIDs } from '../tokens';
import type { IRepository } from '../tokens';
import { describe, headName, syncText } from './words';

interface IProps {
  repository: IRepository;
  commands: CommandRegistry;
  trans: TranslationBundle;
}

/** Branch and how far it is from the remote, in the status bar. */
export class StatusItem extends ReactWidget {
  constructor(private readonly _props: IProps) {
    super();
    this.addClass('mlops-StatusItem');
  }

  protected override render(): React.JSX.Element {
    return <Item {...this._props} />;
  }
}

function Item(props: IProps): React.JSX.Element | null {
  const { repository, commands, trans } = props;
  useChanges(repository);
  const here = repository.status?.repository;
  if (!here) {
    return null;
  }
  const head = headName(here);
  const sync = syncText(here);
  return (
    <button
      type="button"
      className="mlops-StatusItem-button"
      title={describe(here, trans)}
      aria-label={trans.__('Branch %1 %2: switch branch', head, sync)}
      aria-haspopup="dialog"
      onClick={() => void commands.execute(CommandIDs.switchBranch)}
    >
      <branchIcon.react tag="span" width="14px" height="14px" />
      <span className="mlops-StatusItem-branch">{head}</span>
      {sync && <span>{sync}</span>}
    </button>
  );
}
