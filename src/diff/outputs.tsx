import { JSONExt } from '@lumino/coreutils';
import type { ReadonlyJSONValue } from '@lumino/coreutils';
import React, { useEffect, useMemo, useRef } from 'react';

import type { DiffEntry, OutputChange } from '../api/types';
import { ActionButton } from '../components/states';
import { useChanges } from '../components/hooks';
import { Output } from './output';
import { Rendered } from './rendered';
import type { ICellRow } from './rows';
import type { IDrawnView } from './view';

interface IProps {
  view: IDrawnView;
  row: ICellRow;
}

/** What a cell has put out, as far as it differs. */
export function Outputs({ view, row }: IProps): React.JSX.Element | null {
  const { cell } = row;
  const { model } = view;
  const changes = cell.outputs.filter(each => model.shown.noise || !each.noise);
  const lone = cell.kind === 'added' || cell.kind === 'removed';
  const count = cell.kind === 'removed' ? cell.base_outputs : cell.head_outputs;
  if (!model.shown.outputs || (lone ? count === 0 : changes.length === 0)) {
    return null;
  }
  return (
    <div
      className="mlops-DiffOutputs"
      role="group"
      aria-label={view.trans.__('Outputs')}
    >
      <Asked view={view} row={row}>
        {entry =>
          lone ? (
            <Lone view={view} row={row} entry={entry} />
          ) : (
            changes.map(change => (
              <Output
                key={`${change.base} ${change.head}`}
                view={view}
                change={change}
                entry={entry}
                heatMap={heatMapOf(entry, cell.outputs, change)}
              />
            ))
          )
        }
      </Asked>
    </div>
  );
}

/** The outputs of a cell that only one side has. */
function Lone({ view, row, entry }: IProps & { entry: DiffEntry }) {
  const isAdded = row.cell.kind === 'added';
  return (
    <div
      className={`mlops-DiffSide mlops-mod-${isAdded ? 'added' : 'removed'}`}
    >
      <Rendered view={view} outputs={isAdded ? entry.head : entry.base} />
    </div>
  );
}

/** What is drawn of outputs once they are here; while newer ones come, those before them stay. */
function Asked(
  props: IProps & { children: (entry: DiffEntry) => React.ReactNode }
): React.JSX.Element {
  const { view, row, children } = props;
  const { model, trans } = view;
  useChanges(model.parts);
  const last = useRef<DiffEntry | null>(null);
  const answer = model.parts.entry(row.cell.entry);
  const entry = answer.state === 'done' ? answer.value : last.current;
  const isSame = useMemo(
    () => JSONExt.deepEqual(toJSON(entry), toJSON(last.current)),
    [entry]
  );
  const shown = isSame ? last.current : entry;
  useEffect(() => {
    last.current = shown;
  });
  if (answer.state === 'failed') {
    return (
      <p className="mlops-DiffNote" role="alert">
        {trans.__('The outputs could not be loaded: %1', answer.error.message)}{' '}
        <ActionButton
          quiet
          label={trans.__('Retry')}
          onClick={() => {
            // The server forgets a diff after some time.
            void model.load();
          }}
        />
      </p>
    );
  }
  return shown ? (
    <>{children(shown)}</>
  ) : (
    <div
      className="mlops-DiffWaiting"
      role="status"
      aria-label={trans.__('Loading outputs')}
    />
  );
}

function toJSON(entry: DiffEntry | null): ReadonlyJSONValue {
  return entry as unknown as ReadonlyJSONValue;
}

function heatMapOf(
  entry: DiffEntry,
  outputs: readonly OutputChange[],
  change: OutputChange
): string | null {
  return entry.heat_maps[String(outputs.indexOf(change))] ?? null;
}
