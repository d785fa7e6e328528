import { caretRightIcon } from '@jupyterlab/ui-components';
import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import type { Module } from '../api/types';
import type { ModuleActions } from './actions';
import { ChangeIcon, FindingIcon, ModuleIcon } from './icons';
import { QuickActions } from './quickActions';
import type { ICellRow, IModuleRow, Row } from './rows';
import {
  cellPlace,
  changeWords,
  fileName,
  findingPlace,
  packageOf,
  sideWords,
  stateWords,
  warningsOf
} from './words';

interface IProps {
  row: Row;
  id: string;
  index: number;
  isCurrent: boolean;
  actions: ModuleActions;
}

/** A module, a cell of it, or what its user has to know: on one line. */
export const ModuleRow = React.memo(function ModuleRow(
  props: IProps
): React.JSX.Element {
  const { row, actions } = props;
  const isModule = row.type === 'module';
  const isOpen = isModule || row.type === 'cell' ? row.isOpen : null;
  return (
    <div
      role="row"
      id={props.id}
      aria-rowindex={props.index + 1}
      aria-level={isModule ? 1 : 2}
      aria-expanded={isOpen ?? undefined}
      aria-selected={props.isCurrent}
      aria-label={label(row, actions.trans)}
      className={`mlops-ListRow mlops-Module mlops-mod-${row.type}`}
      data-row={row.id}
    >
      <div role="gridcell" className="mlops-Module-twisty" aria-hidden="true">
        {isOpen !== null && (
          <Twisty row={row} isOpen={isOpen} actions={actions} />
        )}
      </div>
      <div role="gridcell" className="mlops-Module-line">
        <Content row={row} trans={actions.trans} />
      </div>
      <div role="gridcell" className="mlops-Module-actions">
        <QuickActions row={row} actions={actions} />
      </div>
    </div>
  );
});

/** Folds and unfolds; keys do so too. */
function Twisty(
  props: Pick<IProps, 'actions' | 'row'> & { isOpen: boolean }
): React.JSX.Element {
  const { row, isOpen, actions } = props;
  return (
    // Keys do the same, for the list as a whole.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions
    <span
      onClick={event => {
        event.stopPropagation();
        actions.model.activeId = row.id;
        if (row.type === 'module') {
          actions.model.setOpen(row.module, !isOpen);
        } else if (row.type === 'cell') {
          actions.toggleCompared(row);
        }
      }}
    >
      <caretRightIcon.react tag="span" width="14px" height="14px" />
    </span>
  );
}

function Content({ row, trans }: { row: Row; trans: TranslationBundle }) {
  switch (row.type) {
    case 'module':
      return <ModuleContent row={row} trans={trans} />;
    case 'cell':
      return <CellContent row={row} trans={trans} />;
    case 'question':
      return (
        <>
          <ChangeIcon change="deleted" />
          <span className="mlops-Module-code">
            {row.question.names.join(', ')}
          </span>
          <span className="mlops-Module-aside">{label(row, trans)}</span>
        </>
      );
    case 'finding':
      return (
        <>
          <FindingIcon severity={row.finding.severity} />
          <span className="mlops-Module-words">
            {findingPlace(row.finding, trans)}
          </span>
        </>
      );
    case 'note':
      return (
        <span className="mlops-Module-words">{noteWords(row.note, trans)}</span>
      );
  }
}

function ModuleContent(props: { row: IModuleRow; trans: TranslationBundle }) {
  const { module } = props.row;
  const words = stateWords(module, props.trans);
  const quiet = module.state === 'in_step' ? ' mlops-mod-quiet' : '';
  const warnings = warningWords(module, props.trans);
  return (
    <>
      <ModuleIcon state={module.state} />
      <span className="mlops-Module-label" title={tooltip(module)}>
        <span className="mlops-Module-name">{fileName(module)}</span>
        <span className="mlops-Module-package">{packageOf(module)}</span>
      </span>
      {module.version && (
        <span className="mlops-Module-version">{module.version}</span>
      )}
      {warnings && (
        <span className="mlops-Module-warnings" title={warnings}>
          <FindingIcon severity="warning" />
        </span>
      )}
      <span className={`mlops-Module-state${quiet}`} title={words}>
        {words}
      </span>
    </>
  );
}

function CellContent(props: { row: ICellRow; trans: TranslationBundle }) {
  const { row, trans } = props;
  const { cell, module } = row;
  const side = sideWords(cell, trans);
  return (
    <>
      <ChangeIcon change={cell.change} />
      <span className="mlops-Module-place">
        {cellPlace(module, cell, trans)}
      </span>
      <span className="mlops-Module-code" title={cell.title}>
        {cell.title || trans.__('empty')}
      </span>
      {side && (
        <span className={`mlops-Module-aside mlops-mod-${cell.change}`}>
          {side}
        </span>
      )}
    </>
  );
}

/** What screen readers say of a row. */
function label(row: Row, trans: TranslationBundle): string {
  switch (row.type) {
    case 'module': {
      const { module } = row;
      const parts = [
        module.import_name,
        module.version,
        stateWords(module, trans),
        warningWords(module, trans)
      ];
      return parts.filter(Boolean).join(', ');
    }
    case 'cell': {
      const { module, cell } = row;
      const place = cellPlace(module, cell, trans);
      return [place, cell.title, changeWords(cell, trans)].join(', ');
    }
    case 'question':
      return row.question.deleted_in === 'module'
        ? trans.__('deleted in module')
        : trans.__('deleted in notebook');
    case 'finding':
      return findingPlace(row.finding, trans);
    case 'note':
      return noteWords(row.note, trans);
  }
}

function warningWords(module: Module, trans: TranslationBundle): string {
  const count = warningsOf(module);
  return count === 0 ? '' : trans._n('%1 warning', '%1 warnings', count);
}

function noteWords(
  note: 'foreign' | 'orphaned',
  trans: TranslationBundle
): string {
  return note === 'foreign'
    ? trans.__('Not made from a notebook')
    : trans.__('No cell is exported to it any more');
}

function tooltip({ import_name, path, notebooks }: Module) {
  return [import_name, path, ...notebooks].filter(Boolean).join('\n');
}
