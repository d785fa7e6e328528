import type { TranslationBundle } from '@jupyterlab/translation';
import type React from 'react';

import { showKeyList } from '../components/keyList';
import { actOnKey, clearFilter, handleListKey } from '../components/listKeys';
import type { Part, VersionsModel } from './model';

/** Keys that choose what is shown of a version. */
const PARTS: Readonly<Partial<Record<string, Part>>> = {
  l: 'changelog',
  a: 'api',
  c: 'compare'
};

interface IContext {
  model: VersionsModel;
  trans: TranslationBundle;
  onFilterKey: () => void;
}

/**
 * Act on a key pressed in the list of versions.
 *
 * @param page - Rows in view.
 */
export function handleKey(
  event: React.KeyboardEvent<HTMLElement>,
  { model, trans, onFilterKey }: IContext,
  page: number
): void {
  const { currentTarget } = event;
  const { entries, active } = model;
  const current = entries.findIndex(each => each.key === active?.key);
  handleListKey(event, {
    rows: entries,
    current,
    page,
    goTo: entry => {
      model.activate(entry.key);
    },
    onFilterKey,
    onHelpKey: () => void showKeys(trans),
    command: key => {
      const part = PARTS[key];
      if (part) {
        return () => {
          model.part = part;
        };
      }
      switch (key) {
        case 'Enter':
        case 'ArrowRight':
          return () => {
            detailsOf(currentTarget)?.focus();
          };
        case 'Escape':
          return clearFilter(model);
        default:
          return null;
      }
    }
  });
}

/** Escape goes from what is shown of a version back to the list. */
export function handleDetailsKey(
  event: React.KeyboardEvent<HTMLElement>
): void {
  const { target, currentTarget } = event;
  const isOwn =
    target instanceof HTMLElement && target.closest('.cm-editor') !== null;
  actOnKey(event, key =>
    key === 'Escape' && !isOwn
      ? () => {
          currentTarget
            .closest('.mlops-Versions-panes')
            ?.querySelector<HTMLElement>('.mlops-VersionList')
            ?.focus();
        }
      : null
  );
}

function detailsOf(list: HTMLElement): HTMLElement | null {
  const panes = list.closest('.mlops-Versions-panes');
  return panes?.querySelector<HTMLElement>('.mlops-VersionDetails') ?? null;
}

async function showKeys(trans: TranslationBundle): Promise<void> {
  await showKeyList(
    trans.__('Keys in the list of versions'),
    [
      ['↑ ↓', trans.__('Go to another version')],
      ['Enter', trans.__('Go to what is shown of it')],
      ['L', trans.__('Show its changelog')],
      ['A', trans.__('Show its API')],
      ['C', trans.__('Compare it')],
      ['/', trans.__('Filter')],
      ['Esc', trans.__('Go back one step')],
      ['?', trans.__('Show these keys')]
    ],
    trans
  );
}
