import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget } from '@jupyterlab/ui-components';
import type { CommandRegistry } from '@lumino/commands';
import React from 'react';

import { useChanges } from '../components/hooks';
import { VerdictIcon } from '../components/verdictIcon';
import { CommandIDs } from '../tokens';
import type { ICi } from '../tokens';
import { badgesOf } from './badges';

interface IProps {
  ci: ICi;
  commands: CommandRegistry;
  trans: TranslationBundle;
}

/** What is said of HEAD, in the status bar; a click shows it all. */
export class CiStatusItem extends ReactWidget {
  constructor(private readonly _props: IProps) {
    super();
    this.addClass('mlops-StatusItem');
    this.addClass('mlops-CiStatusItem');
  }

  protected override render(): React.JSX.Element {
    return <Item {...this._props} />;
  }
}

function Item({ ci, commands, trans }: IProps): React.JSX.Element | null {
  useChanges(ci);
  const badges = badgesOf(ci, trans);
  if (badges.length === 0) {
    return null;
  }
  const words = badges.map(badge => badge.words).join('; ');
  return (
    <button
      type="button"
      className="mlops-StatusItem-button"
      title={words}
      aria-label={trans.__('Checks: %1', words)}
      onClick={() => void commands.execute(CommandIDs.showCi)}
    >
      {badges.map(({ id, name, state, progress }) => (
        <span key={id} className="mlops-CiStatusItem-badge" data-state={state}>
          <VerdictIcon state={state} {...(progress ? { progress } : {})} />
          {name}
        </span>
      ))}
    </button>
  );
}
