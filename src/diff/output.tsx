import type { IOutput } from '@jupyterlab/nbformat';
import React, { useMemo, useState } from 'react';

import type { DiffEntry, OutputChange } from '../api/types';
import { Segmented } from '../components/segmented';
import { CodeDiff } from './code';
import { ErrorPair } from './errorPair';
import { PicturePair } from './picturePair';
import { Rendered } from './rendered';
import { formatSize } from '../sizes';
import { TableDiff } from './table';
import { dataOf, outputText, runAt, sizeOf, textOf } from './texts';
import { Values } from './values';
import type { IDrawnView } from './view';

/** Texts that are longer are rendered side by side instead, in characters. */
const LONG = 200_000;

interface IProps {
  view: IDrawnView;
  change: OutputChange;
  entry: DiffEntry;
  heatMap: string | null;
}

interface IRuns {
  base: IOutput[];
  head: IOutput[];
}

/** An output that differs: what differs of it, or both sides as they look. */
export function Output(props: IProps): React.JSX.Element {
  const { view, change, entry } = props;
  const { trans } = view;
  const [look, setLook] = useState<'changes' | 'rendered'>('changes');
  const { base, head } = change;
  const runs = useMemo(
    () => ({ base: runOf(entry.base, base), head: runOf(entry.head, head) }),
    [entry, base, head]
  );
  const canChoose = isRich(change) && change.view?.view !== 'image';
  return (
    <div className="mlops-DiffOutput">
      <div className="mlops-DiffOutput-bar">
        <span className="mlops-DiffOutput-name">
          {outputName(change, trans.__('Output'))}
        </span>
        {change.noise && <small>{trans.__('noise')}</small>}
        {change.coarse && <small>{trans.__('not looked into')}</small>}
        {canChoose && (
          <Segmented
            label={trans.__('How to show the output')}
            value={look}
            options={[
              {
                value: 'changes',
                label: trans.__('Changes'),
                title: trans.__('What differs')
              },
              {
                value: 'rendered',
                label: trans.__('Rendered'),
                title: trans.__('Both sides as they look')
              }
            ]}
            onChange={setLook}
          />
        )}
      </div>
      {look === 'changes' ? (
        <Changes {...props} runs={runs} />
      ) : (
        <Sides {...props} runs={runs} />
      )}
    </div>
  );
}

function Changes(props: IProps & { runs: IRuns }): React.JSX.Element {
  const { view, change, runs, heatMap } = props;
  const kind = change.view;
  switch (kind?.view) {
    case 'image':
      return (
        <PicturePair
          view={view}
          base={pictureOf(runs.base[0], kind.base.mime)}
          head={pictureOf(runs.head[0], kind.head.mime)}
          basePicture={kind.base}
          headPicture={kind.head}
          heatMap={heatMap}
          verdict={kind.verdict}
        />
      );
    case 'table': {
      const { mime } = change;
      const [base, head] = [runs.base, runs.head].map(
        run => textOf(dataOf(run[0])[mime]) ?? ''
      );
      return (
        <TableDiff
          view={view}
          table={kind}
          base={base ?? ''}
          head={head ?? ''}
        />
      );
    }
    case 'json':
      return (
        <Values view={view} values={kind.changes} omitted={kind.omitted} />
      );
    case 'error':
      return <ErrorPair view={view} error={kind} />;
    case 'hash':
      return (
        <p className="mlops-DiffNote">
          {view.trans.__(
            'The data differs: %1 → %2.',
            formatSize(kind.base_size),
            formatSize(kind.head_size)
          )}
        </p>
      );
    case 'text':
      return <Texts {...props} />;
    case undefined:
      return <Sides {...props} />;
  }
}

function Texts(props: IProps & { runs: IRuns }): React.JSX.Element {
  const { view, change, runs } = props;
  const texts = useMemo(
    () =>
      sizeOf(runs) > LONG
        ? null
        : withoutLastBreak(
            outputText(runs.base, change.mime),
            outputText(runs.head, change.mime)
          ),
    [runs, change.mime]
  );
  if (texts === null || texts[0] === texts[1]) {
    return <Sides {...props} />;
  }
  const [base, head] = texts;
  const mime = change.mime.startsWith('text/') ? change.mime : 'text/plain';
  return (
    <CodeDiff
      view={view}
      mime={mime}
      base={base}
      head={head}
      isFolded
      isBounded
    />
  );
}

/** Both sides as they look. */
function Sides(props: IProps & { runs: IRuns }): React.JSX.Element {
  const { view, change, runs } = props;
  return (
    <div className={`mlops-DiffSides mlops-mod-${view.layout}`}>
      {change.base !== null && (
        <div className="mlops-DiffSide mlops-mod-removed">
          <Rendered view={view} outputs={runs.base} />
        </div>
      )}
      {change.head !== null && (
        <div className="mlops-DiffSide mlops-mod-added">
          <Rendered view={view} outputs={runs.head} />
        </div>
      )}
    </div>
  );
}

function runOf(outputs: readonly unknown[], index: number | null): IOutput[] {
  return index === null ? [] : runAt(outputs as IOutput[], index);
}

/** A line break at the end of both texts would only show as an empty line. */
function withoutLastBreak(base: string, head: string): [string, string] {
  return base.endsWith('\n') && head.endsWith('\n')
    ? [base.slice(0, -1), head.slice(0, -1)]
    : [base, head];
}

/** Whether looking at both sides says more than the changes do. */
function isRich(change: OutputChange): boolean {
  return (
    change.view !== null &&
    change.view !== undefined &&
    change.mime !== 'text/plain' &&
    !change.mime.startsWith('stream/')
  );
}

function outputName(change: OutputChange, fallback: string): string {
  return change.mime.replace(/^stream\//, '') || fallback;
}

/** A picture as an address; only types that a browser draws without running anything. */
function pictureOf(output: IOutput | undefined, mime: string): string | null {
  const text = textOf(dataOf(output)[mime]);
  if (text === null || !mime.startsWith('image/')) {
    return null;
  }
  return mime === 'image/svg+xml'
    ? `data:${mime};charset=utf-8,${encodeURIComponent(text)}`
    : `data:${mime};base64,${text.replace(/\s+/g, '')}`;
}
