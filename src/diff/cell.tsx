import { launchIcon, undoIcon } from '@jupyterlab/ui-components';
import type { TranslationBundle } from '@jupyterlab/translation';
import React, { useMemo } from 'react';

import type { DiffCell } from '../api/types';
import { IconButton } from '../components/iconButton';
import { ActionButton } from '../components/states';
import { Code, CodeDiff, LINE } from './code';
import { mimeOfCell } from './editing';
import { kindWord, SIGNS } from './kinds';
import { Lazy } from './lazy';
import type { LinePairs } from './lines';
import { Outputs } from './outputs';
import { ghostKey, isSourceShown } from './rows';
import type { ICellRow } from './rows';
import { Values } from './values';
import type { IDrawnView } from './view';

/** Height of a cell's first line, in pixels. */
const HEAD = 28;

interface IProps {
  view: IDrawnView;
  row: ICellRow;
  isCurrent: boolean;
  number: number;
  count: number;
}

/** A changed cell. */
export const CellDiff = React.memo(function CellDiff(props: IProps) {
  const { view, row, isCurrent, number, count } = props;
  const { trans } = view;
  const { cell, kind } = row;
  const name = cellName(cell, trans);
  return (
    <article
      className={`mlops-DiffCell mlops-mod-${kind}`}
      data-row={row.key}
      tabIndex={-1}
      aria-label={trans.__(
        '%1, %2, change %3 of %4',
        name,
        kindWord(kind, trans),
        number,
        count
      )}
      aria-current={isCurrent ? 'true' : undefined}
    >
      <Lazy mounting={view.mounting} estimate={estimate(cell, view.layout)}>
        {() => (
          <>
            <Head view={view} row={row} name={name} />
            <Source view={view} row={row} />
            <Metadata view={view} row={row} />
            <Outputs view={view} row={row} />
          </>
        )}
      </Lazy>
    </article>
  );
});

/** What happened to which cell, and what can be done about it. */
function Head(props: { view: IDrawnView; row: ICellRow; name: string }) {
  const { view, row, name } = props;
  const { trans, live, model } = view;
  const { cell, kind } = row;
  return (
    <header className="mlops-DiffCell-head">
      <span className="mlops-DiffSign" aria-hidden="true">
        {SIGNS[kind]}
      </span>
      <span className="mlops-DiffCell-name">{name}</span>
      <span className="mlops-DiffCell-kind">{kindWord(kind, trans)}</span>
      <Links view={view} row={row} />
      <span className="mlops-DiffCell-space" />
      {model.isEditable && (
        <IconButton
          icon={undoIcon}
          title={revertWord(row, trans)}
          onClick={() => void live.revert(cell)}
        />
      )}
      {model.diff?.status !== 'deleted' && (
        <IconButton
          icon={launchIcon}
          title={trans.__('Go to the cell in the notebook')}
          onClick={() => void live.jump(cell)}
        />
      )}
    </header>
  );
}

/** Where a cell was, or what it was a part of; a click goes there. */
function Links({ view, row }: { view: IDrawnView; row: ICellRow }) {
  const { trans, model } = view;
  const { cell, kind } = row;
  const from = cell.split_from;
  const into = cell.joined_into;
  const goTo = (side: 'base' | 'head', index: number): void => {
    const found = model.changes.find(each => each.cell[side] === index);
    if (found) {
      model.go(found.key);
    }
  };
  return (
    <>
      {cell.moved && kind !== 'moved' && (
        <span className="mlops-DiffCell-kind">
          {SIGNS.moved} {trans.__('moved')}
        </span>
      )}
      {cell.moved && cell.base !== null && cell.head !== null && (
        <ActionButton
          quiet
          label={trans.__('from %1', cell.base + 1)}
          onClick={() => {
            model.go(ghostKey(row.key));
          }}
        />
      )}
      {from !== null && (
        <ActionButton
          quiet
          label={trans.__('split off cell %1', from + 1)}
          onClick={() => {
            goTo('base', from);
          }}
        />
      )}
      {into !== null && (
        <ActionButton
          quiet
          label={trans.__('joined into cell %1', into + 1)}
          onClick={() => {
            goTo('head', into);
          }}
        />
      )}
    </>
  );
}

function Source({ view, row }: { view: IDrawnView; row: ICellRow }) {
  const { trans, model, live } = view;
  const { cell } = row;
  const language = model.diff?.notebook?.language ?? '';
  const type = cell.head_type ?? cell.base_type;
  const mime = mimeOfCell(type, language);
  const pairs = usePairs(cell);
  if (cell.kind === 'added' || cell.kind === 'removed') {
    const isAdded = cell.kind === 'added';
    return (
      <Code
        view={view}
        mime={mime}
        text={(isAdded ? cell.head_source : cell.base_source) ?? ''}
        tint={cell.kind}
        label={isAdded ? trans.__('After') : trans.__('Before')}
      />
    );
  }
  if (cell.source === null || !isSourceShown(cell, model.shown)) {
    return (
      <Code
        view={view}
        mime={mime}
        text={cell.head_source ?? ''}
        label={trans.__('Source')}
      />
    );
  }
  return (
    <CodeDiff
      view={view}
      mime={mime}
      base={cell.base_source ?? ''}
      head={cell.head_source ?? ''}
      pairs={pairs}
      isFolded={(cell.head_source ?? '').length > 4000}
      onRevert={
        model.isEditable
          ? source => void live.revertSource(cell, source)
          : undefined
      }
    />
  );
}

function Metadata({ view, row }: { view: IDrawnView; row: ICellRow }) {
  const { shown } = view.model;
  const { cell } = row;
  const values = cell.metadata.filter(each => shown.noise || !each.noise);
  const isRetyped = cell.kind === 'paired' && cell.base_type !== cell.head_type;
  return (
    <>
      {isRetyped && (
        <p className="mlops-DiffNote">
          {view.trans.__(
            'The type of the cell: %1 → %2',
            cell.base_type,
            cell.head_type
          )}
        </p>
      )}
      {shown.metadata && values.length > 0 && (
        <Values view={view} values={values} />
      )}
    </>
  );
}

/** `[4]` of code that was run, and the cell's place. */
export function cellName(cell: DiffCell, trans: TranslationBundle): string {
  const place = (cell.head ?? cell.base ?? 0) + 1;
  return trans.__('Cell %1', place);
}

function revertWord({ cell, kind }: ICellRow, trans: TranslationBundle) {
  switch (kind) {
    case 'added':
      return trans.__('Take the cell out of the notebook');
    case 'removed':
      return trans.__('Put the cell back into the notebook');
    case 'rerun':
      return trans.__('Put the outputs back');
    default:
      return cell.moved
        ? trans.__('Put the cell back to its place and what it was')
        : trans.__('Put the cell back to what it was');
  }
}

/** Lines that stand for each other; the same object until they are others. */
function usePairs({ source }: DiffCell): LinePairs {
  const all = (source?.hunks ?? []).flatMap(hunk => hunk.pairs ?? []);
  const text = JSON.stringify(all);
  return useMemo(() => new Map(JSON.parse(text) as [number, number][]), [text]);
}

/** Height of a cell that was not drawn yet, in pixels. */
function estimate(cell: DiffCell, layout: 'split' | 'inline'): number {
  const lines = (text: string | null): number =>
    (text ?? '').split('\n').length;
  const [base, head] = [lines(cell.base_source), lines(cell.head_source)];
  const gone = cell.source?.hunks.reduce((sum, each) => sum + each.removed, 0);
  const most = Math.max(base, head);
  const source = layout === 'split' ? most : head + (gone ?? 0);
  const outputs =
    cell.kind === 'paired'
      ? cell.outputs.length
      : cell.base_outputs + cell.head_outputs;
  return HEAD + source * LINE + 10 + outputs * 120;
}
