import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import type { ChangeActions } from './actions';
import { KindIcon } from './kindIcon';
import { isOutputsOnly } from './parts';
import type { CellRow, Row } from './rows';
import { cellLabel, hunkKind, hunkLabel, kindWord } from './words';

type InsideRow = Exclude<Row, { type: 'file' }>;

interface IProps {
  row: InsideRow;
  actions: ChangeActions;
}

/** What has changed in a file: a cell, a hunk, or why it can't be told. */
export function InsideContent({ row, actions }: IProps): React.JSX.Element {
  const { trans } = actions;
  switch (row.type) {
    case 'cell':
      return <CellContent row={row} actions={actions} />;
    case 'hunk':
      return (
        <>
          <KindIcon kind={hunkKind(row.hunk)} />
          <span className="mlops-Change-place">{hunkLabel(row.hunk)}</span>
          <Preview text={row.hunk.preview} trans={trans} />
          {row.hunk.state === 'older' && <Older trans={trans} />}
        </>
      );
    case 'notebook':
      return (
        <>
          <KindIcon kind="other" />
          <span className="mlops-Change-words">
            {trans.__('Metadata of the notebook')}
          </span>
          {row.state === 'older' && <Older trans={trans} />}
        </>
      );
    case 'note':
      return row.note === 'loading' ? (
        <span
          className="mlops-Skeleton-bar mlops-Change-loading"
          role="status"
          aria-label={trans.__('Loading changes')}
        />
      ) : (
        <span className="mlops-Change-words" title={row.text}>
          {noteWords(row, trans)}
        </span>
      );
    case 'error':
      return (
        <span className="mlops-Change-error" title={row.error.hint}>
          {row.error.message}
        </span>
      );
  }
}

/** What screen readers say of it. */
export function insideLabel(row: InsideRow, trans: TranslationBundle): string {
  switch (row.type) {
    case 'cell': {
      const { kind, preview } = row.cell;
      return [cellLabel(row.cell), kindWord(kind, trans), preview].join(' ');
    }
    case 'hunk':
      return [
        trans.__('Line %1', hunkLabel(row.hunk)),
        kindWord(hunkKind(row.hunk), trans),
        row.hunk.preview
      ].join(' ');
    case 'notebook':
      return trans.__('Metadata of the notebook');
    case 'note':
      return noteWords(row, trans);
    case 'error':
      return row.error.message;
  }
}

function CellContent({ row, actions }: { row: CellRow } & IProps) {
  const { cell } = row;
  const { trans, model } = actions;
  const isQuiet = isOutputsOnly(cell) && model.settings.commitCodeOnly;
  const older = cell.source === 'older' || cell.outputs === 'older';
  return (
    <>
      <span title={kindWord(cell.kind, trans)} className="mlops-Change-kind">
        <KindIcon kind={cell.kind} />
      </span>
      {cell.moved && cell.kind !== 'moved' && <KindIcon kind="moved" />}
      <span className="mlops-Change-place">{cellLabel(cell)}</span>
      <Preview text={cell.preview} trans={trans} isQuiet={isQuiet} />
      {isOutputsOnly(cell) && (
        <span className="mlops-Change-aside">
          {isQuiet && row.tick === 'none'
            ? trans.__('outputs stay here')
            : trans.__('outputs')}
        </span>
      )}
      {older && <Older trans={trans} />}
    </>
  );
}

function Preview(props: {
  text: string;
  trans: TranslationBundle;
  isQuiet?: boolean;
}) {
  const { text, trans, isQuiet } = props;
  const quiet = isQuiet === true || text === '' ? ' mlops-mod-quiet' : '';
  return (
    <span className={`mlops-Change-preview${quiet}`} title={text}>
      {text || trans.__('empty')}
    </span>
  );
}

/** The index has neither what is at work nor what was committed. */
function Older({ trans }: { trans: TranslationBundle }) {
  return (
    <span
      className="mlops-Change-aside"
      title={trans.__(
        'Edited after it was staged: tick to stage it as it is now'
      )}
    >
      {trans.__('edited since')}
    </span>
  );
}

function noteWords(
  row: Extract<Row, { type: 'note' }>,
  trans: TranslationBundle
): string {
  switch (row.note) {
    case 'loading':
      return trans.__('Loading changes');
    case 'same':
      return trans.__('As in the last commit');
    case 'problem':
      return row.text;
  }
}
