import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget } from '@jupyterlab/ui-components';
import React from 'react';

import { useChanges } from '../components/hooks';
import { VerdictIcon } from '../components/verdictIcon';
import type { VerdictState } from '../components/verdictIcon';
import type { ICi } from '../tokens';
import { countWords, stateWord } from './words';

/** What one place says of HEAD. */
export interface IBadge {
  readonly id: string;
  /** `here`, `GitHub`. */
  readonly name: string;
  readonly state: VerdictState;
  readonly progress?: { done: number; total: number };
  /** All of it in words. */
  readonly words: string;
}

/** What is said of HEAD, here and by each forge that has something to say. */
export function badgesOf(ci: ICi, trans: TranslationBundle): IBadge[] {
  const { run, remote } = ci;
  const here = trans.__('here');
  const badges: IBadge[] =
    run === null
      ? []
      : [
          {
            id: 'here',
            name: here,
            state: run.state,
            progress: run.progress,
            words: [here, stateWord(run.state, trans), countWords(run, trans)]
              .filter(Boolean)
              .join(', ')
          }
        ];
  for (const each of remote?.remotes ?? []) {
    if (each.state !== null && each.pipelines.length > 0) {
      const words = [each.title, stateWord(each.state, trans)].join(', ');
      const { title: name, state } = each;
      badges.push({ id: `remote ${each.remote}`, name, state, words });
    }
  }
  return badges;
}

interface IProps {
  ci: ICi;
  trans: TranslationBundle;
}

/** The badges in the section's heading, which show while it is folded, too. */
export class HeadBadges extends ReactWidget {
  constructor(private readonly _props: IProps) {
    super();
    this.addClass('mlops-CiHeadBadges');
  }

  protected override render(): React.JSX.Element {
    return <Badges {...this._props} />;
  }
}

function Badges({ ci, trans }: IProps): React.JSX.Element {
  useChanges(ci);
  return (
    <>
      {badgesOf(ci, trans).map(badge => (
        <BadgeIcon key={badge.id} badge={badge} />
      ))}
    </>
  );
}

/** A badge as a picture alone. */
export function BadgeIcon({ badge }: { badge: IBadge }): React.JSX.Element {
  const { state, progress, words } = badge;
  return (
    <span
      className="mlops-CiBadge"
      role="img"
      aria-label={words}
      title={words}
      data-state={state}
    >
      <VerdictIcon state={state} {...(progress ? { progress } : {})} />
    </span>
  );
}
