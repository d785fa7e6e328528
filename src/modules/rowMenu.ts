import { Clipboard } from '@jupyterlab/apputils';

import { openMenu } from '../components/menu';
import type { IMenuItem } from '../components/menu';
import type { ModuleActions } from './actions';
import { conflictChoices, answerLabel } from './words';
import type { Row } from './rows';

type Items = (IMenuItem | null)[];

/** Open the menu of a row. */
export function openRowMenu(
  row: Row,
  actions: ModuleActions,
  x: number,
  y: number
): void {
  const items = [...choosing(row, actions), ...going(row, actions)];
  openMenu([...items, ...doing(row, actions)], x, y);
}

/** The ways out of a conflict, or a question. */
function choosing(row: Row, actions: ModuleActions): Items {
  const { trans } = actions;
  if (row.type !== 'cell' && row.type !== 'question') {
    return [];
  }
  const { question } = row;
  const ways = new Map(conflictChoices(trans));
  question?.answers.forEach(answer => {
    ways.set(answer, answerLabel(answer, question, trans));
  });
  const items = actions.choices(row).map((choice): IMenuItem => ({
    label: ways.get(choice) ?? choice,
    isToggled: row.choice === choice,
    execute: () => {
      actions.choose(row, choice);
    }
  }));
  return items.length > 0 ? [...items, null] : [];
}

function going(row: Row, actions: ModuleActions): Items {
  const { trans } = actions;
  const items: Items = [];
  if (row.type === 'cell') {
    items.push(
      {
        label: trans.__('Go to Cell'),
        isEnabled: row.cell.index !== null,
        execute: () => {
          actions.goToCell(row.module, row.cell);
        }
      },
      {
        label: trans.__('Show Difference'),
        isToggled: row.isOpen === true,
        isEnabled: row.isOpen !== null,
        execute: () => {
          actions.toggleCompared(row);
        }
      }
    );
  }
  const { module } = row;
  if (module) {
    items.push({
      label: trans.__('Open Module'),
      isEnabled: module.path !== null,
      execute: () => {
        const line = row.type === 'cell' ? row.cell.module_line : null;
        actions.openModule(module, line);
      }
    });
    for (const notebook of row.type === 'module' ? module.notebooks : []) {
      items.push({
        label: trans.__('Open %1', notebook.split('/').pop() ?? notebook),
        execute: () => {
          actions.openNotebook(notebook);
        }
      });
    }
  } else if (row.type === 'finding') {
    items.push({
      label: trans.__('Go to Notebook'),
      isEnabled: row.finding.notebook !== null,
      execute: () => {
        actions.goToFinding(row.finding);
      }
    });
  }
  return items;
}

function doing({ type, module }: Row, actions: ModuleActions): Items {
  const { trans } = actions;
  if (!module) {
    return [];
  }
  const items: Items = [
    null,
    {
      label: trans.__('Export'),
      isEnabled: module.state !== 'foreign',
      execute: () => {
        actions.export(module);
      }
    },
    {
      label: trans.__('Sync'),
      isEnabled: module.state !== 'foreign',
      execute: () => {
        actions.sync(module);
      }
    }
  ];
  if (module.state === 'foreign') {
    items.push({
      label: trans.__('Replace…'),
      execute: () => void actions.replace(module)
    });
  }
  if (type === 'module') {
    items.push(null, {
      label: trans.__('Copy Import'),
      execute: () => {
        Clipboard.copyToSystem(`import ${module.import_name}`);
      }
    });
  }
  return items;
}
