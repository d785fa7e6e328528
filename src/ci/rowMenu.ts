import { Clipboard } from '@jupyterlab/apputils';

import { openMenu } from '../components/menu';
import type { IMenuItem } from '../components/menu';
import type { CiActions } from './actions';
import { doings } from './doings';
import type { Row } from './rows';

type Items = (IMenuItem | null)[];

/** Open the menu of a row. */
export function openRowMenu(
  row: Row,
  actions: CiActions,
  x: number,
  y: number
): void {
  const { trans } = actions;
  const items: Items = [...going(row, actions)];
  if (row.isOpen !== null) {
    items.push({
      label: row.isOpen ? trans.__('Hide Details') : trans.__('Show Details'),
      execute: () => {
        actions.toggle(row);
      }
    });
  }
  const doing = doings(row, actions).map((each): IMenuItem => ({
    label: each.label,
    execute: () => {
      each.act();
    }
  }));
  const groups = [items, doing, copying(row, actions)];
  const filled = groups.filter(group => group.length > 0);
  const all = filled.flatMap((group, at): Items =>
    at > 0 ? [null, ...group] : group
  );
  if (all.length > 0) {
    openMenu(all, x, y);
  }
}

function going(row: Row, actions: CiActions): IMenuItem[] {
  return row.type === 'finding' || row.type === 'remark'
    ? [
        {
          label: actions.trans.__('Go to Cell'),
          execute: () => {
            actions.open(row);
          }
        }
      ]
    : [];
}

function copying(row: Row, { trans }: CiActions): IMenuItem[] {
  const copy = (label: string, text: string): IMenuItem => ({
    label,
    execute: () => {
      Clipboard.copyToSystem(text);
    }
  });
  switch (row.type) {
    case 'finding':
      return [
        copy(trans.__('Copy Message'), row.finding.message),
        copy(trans.__('Copy Code'), row.finding.code)
      ];
    case 'here':
      return row.run && row.run.commit !== ''
        ? [copy(trans.__('Copy Commit'), row.run.commit)]
        : [];
    case 'pipeline':
      return row.pipeline.url === ''
        ? []
        : [copy(trans.__('Copy Link'), row.pipeline.url)];
    case 'job':
      return row.job.url === ''
        ? []
        : [copy(trans.__('Copy Link'), row.job.url)];
    default:
      return [];
  }
}
