import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import type { CellChange, CellChanges } from '../api/types';
import { KindIcon } from './kindIcon';
import type { FileRow } from './rows';
import { changeLetter, changeWord, kindWord, splitPath } from './words';

type Kind = CellChange['kind'];

interface IProps {
  row: FileRow;
  /** The repository's folder. */
  root: string;
  /** Whether it is the document that is looked at. */
  isFollowed: boolean;
  /** Whether nothing in it differs that commits take. */
  isQuiet: boolean;
  trans: TranslationBundle;
}

/** A file: its name, where it is, and how much differs. */
export function FileContent(props: IProps): React.JSX.Element {
  const { row, root, isFollowed, isQuiet, trans } = props;
  const { path, change } = row.file;
  const { name, folder } = splitPath(path, root);
  const followed = isFollowed ? ' mlops-mod-followed' : '';
  const quiet = isQuiet ? ' mlops-mod-quiet' : '';
  return (
    <>
      <span className="mlops-Change-label" title={tooltip(row, trans)}>
        <span
          className={`mlops-Change-name mlops-mod-${change}${followed}${quiet}`}
        >
          {name}
        </span>
        {folder && <span className="mlops-Change-folder">{folder}</span>}
      </span>
      <Counts changes={row.changes} trans={trans} />
      <span
        className={`mlops-Change-letter mlops-mod-${change}`}
        title={changeWord(change, trans)}
      >
        {changeLetter(change)}
      </span>
    </>
  );
}

/** What screen readers say of it. */
export function fileLabel(row: FileRow, trans: TranslationBundle): string {
  const kinds = countsOf(row.changes).map(
    ([kind, count]) => `${count} ${kindWord(kind, trans)}`
  );
  return [row.file.path, changeWord(row.file.change, trans), ...kinds].join(
    ', '
  );
}

/** How many cells of each kind. */
function Counts(props: {
  changes: CellChanges | null;
  trans: TranslationBundle;
}) {
  const counts = countsOf(props.changes);
  if (counts.length === 0) {
    return null;
  }
  const title = counts
    .map(([kind, count]) => `${count} ${kindWord(kind, props.trans)}`)
    .join(', ');
  return (
    <span className="mlops-Counts" title={title}>
      {counts.map(([kind, count]) => (
        <span key={kind}>
          <KindIcon kind={kind} />
          {count}
        </span>
      ))}
    </span>
  );
}

const KINDS: readonly Kind[] = [
  'added',
  'edited',
  'removed',
  'moved',
  'rerun',
  'other'
];

function countsOf(changes: CellChanges | null): [Kind, number][] {
  return changes
    ? KINDS.map((kind): [Kind, number] => [kind, changes.counts[kind]]).filter(
        ([, count]) => count > 0
      )
    : [];
}

function tooltip({ file }: FileRow, trans: TranslationBundle): string {
  const { path, old_path, change, actionable } = file;
  const lines = [path, changeWord(change, trans)];
  if (old_path !== null) {
    lines.push(trans.__('was %1', old_path));
  }
  if (!actionable) {
    lines.push(trans.__('Its name is not UTF-8: use git in a terminal.'));
  }
  return lines.join('\n');
}
