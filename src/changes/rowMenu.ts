import type { ChangeActions } from './actions';
import { openMenu } from '../components/menu';
import type { IMenuItem } from '../components/menu';
import type { CellRow, FileRow, Row } from './rows';

type Items = (IMenuItem | null)[];

/** Open the menu of a row. */
export function openRowMenu(
  row: Row,
  actions: ChangeActions,
  x: number,
  y: number
): void {
  if (row.type !== 'note' && row.type !== 'error') {
    openMenu([...staging(row, actions), ...others(row, actions)], x, y);
  }
}

function staging(row: Row, actions: ChangeActions): Items {
  const { trans } = actions;
  const tick = 'tick' in row ? row.tick : 'none';
  const items: Items = [
    {
      label: trans.__('Stage'),
      isEnabled: tick !== 'all' && row.file.actionable,
      execute: () => {
        actions.setTick(row, true);
      }
    },
    {
      label: trans.__('Unstage'),
      isEnabled: tick !== 'none' && row.file.actionable,
      execute: () => {
        actions.setTick(row, false);
      }
    }
  ];
  if (row.type === 'cell' && row.cell.source && row.cell.outputs) {
    items.push(null, ...parts(row, actions));
  }
  if (row.type === 'file' && hasOutputs(row)) {
    items.push({
      label: trans.__('Stage with Outputs'),
      execute: () => {
        actions.stageWithOutputs(row.file);
      }
    });
  }
  return [...items, null];
}

/** Source and outputs, each by itself. */
function parts(row: CellRow, actions: ChangeActions): Items {
  const { trans } = actions;
  const part = (name: 'source' | 'outputs', label: string): IMenuItem => {
    const isStaged = row.cell[name] === 'staged';
    return {
      label,
      isToggled: isStaged,
      execute: () => {
        actions.setPart(row, name, !isStaged);
      }
    };
  };
  return [
    part('source', trans.__('Source in the Commit')),
    part('outputs', trans.__('Outputs in the Commit'))
  ];
}

function others(row: Row, actions: ChangeActions): Items {
  const { trans } = actions;
  const items: Items = [
    {
      label: trans.__('Compare with Last Commit'),
      execute: () => {
        actions.openDiff(row);
      }
    },
    {
      label: row.type === 'cell' ? trans.__('Go to Cell') : trans.__('Open'),
      isEnabled: actions.canGoTo(row),
      execute: () => void actions.goTo(row)
    },
    null,
    {
      label: trans.__('Discard Change'),
      isEnabled: row.file.actionable,
      execute: () => {
        actions.discard(row);
      }
    }
  ];
  if (row.type === 'cell' && row.cell.source && row.cell.outputs) {
    items.push({
      label: trans.__('Discard Outputs Only'),
      execute: () => {
        actions.discardOutputs(row);
      }
    });
  }
  return items;
}

function hasOutputs({ changes }: FileRow): boolean {
  return changes?.cells.some(cell => cell.outputs !== null) ?? false;
}
