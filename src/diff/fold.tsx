import { expandIcon } from '@jupyterlab/ui-components';
import React, { useState } from 'react';

import type { DiffCell, FoldedCell } from '../api/types';
import { useChanges } from '../components/hooks';
import { ActionButton } from '../components/states';
import { Code, LINE } from './code';
import { mimeOfCell } from './editing';
import { Lazy } from './lazy';
import { PAGE } from './parts';
import { Rendered } from './rendered';
import type { IFoldRow, IGhostRow } from './rows';
import type { IDrawnView } from './view';

interface IProps {
  view: IDrawnView;
  row: IFoldRow;
}

/** Cells that haven't changed, in one line; it unfolds. */
export const Fold = React.memo(function Fold({ view, row }: IProps) {
  const { trans } = view;
  const [isOpen, setOpen] = useState(false);
  const text = trans._n('%1 unchanged cell', '%1 unchanged cells', row.count);
  return (
    <div className="mlops-DiffFold" data-row={row.key}>
      <button
        type="button"
        className="mlops-DiffFold-line"
        aria-expanded={isOpen}
        onClick={() => {
          setOpen(!isOpen);
        }}
      >
        <expandIcon.react tag="span" width="14px" height="14px" />
        {text}
      </button>
      {isOpen &&
        row.entries.map(cell =>
          cell.kind === 'unchanged' ? (
            <Unchanged key={cell.entry} view={view} cell={cell} />
          ) : (
            <Quiet
              key={cell.entry}
              view={view}
              place={cell.head ?? 0}
              type={cell.head_type ?? ''}
              source={cell.head_source ?? ''}
              outputs={[]}
            />
          )
        )}
    </div>
  );
});

/** Unchanged cells, which come by the page. */
function Unchanged({ view, cell }: { view: IDrawnView; cell: DiffCell }) {
  const [pages, setPages] = useState(1);
  const left = cell.count - pages * PAGE;
  return (
    <>
      {Array.from({ length: pages }, (_, page) => (
        <Page key={page} view={view} cell={cell} page={page} />
      ))}
      {left > 0 && (
        <p className="mlops-DiffNote">
          <ActionButton
            quiet
            label={view.trans._n('Show %1 more', 'Show %1 more', left)}
            onClick={() => {
              setPages(pages + 1);
            }}
          />
        </p>
      )}
    </>
  );
}

function Page(props: { view: IDrawnView; cell: DiffCell; page: number }) {
  const { view, cell, page } = props;
  const { model, trans } = view;
  useChanges(model.parts);
  const answer = model.parts.folded(cell, page);
  switch (answer.state) {
    case 'loading':
      return (
        <div
          className="mlops-DiffWaiting"
          role="status"
          aria-label={trans.__('Loading cells')}
        />
      );
    case 'failed':
      return (
        <p className="mlops-DiffNote" role="alert">
          {trans.__('The cells could not be loaded: %1', answer.error.message)}{' '}
          <ActionButton
            quiet
            label={trans.__('Retry')}
            onClick={() => void model.load()}
          />
        </p>
      );
    case 'done':
      return <Cells view={view} cells={answer.value} />;
  }
}

function Cells({ view, cells }: { view: IDrawnView; cells: FoldedCell[] }) {
  return (
    <>
      {cells.map(each => (
        <Quiet
          key={each.head}
          view={view}
          place={each.head}
          type={each.cell_type}
          source={each.source}
          outputs={view.model.shown.outputs ? each.outputs : []}
        />
      ))}
    </>
  );
}

interface IQuietProps {
  view: IDrawnView;
  place: number;
  type: string;
  source: string;
  outputs: unknown[];
}

/** A cell in which nothing is to be seen but itself. */
function Quiet({ view, place, type, source, outputs }: IQuietProps) {
  const language = view.model.diff?.notebook?.language ?? '';
  const lines = source.split('\n').length;
  const label = view.trans.__('Cell %1', place + 1);
  return (
    <article className="mlops-DiffCell mlops-mod-quiet" aria-label={label}>
      <header className="mlops-DiffCell-head">
        <span className="mlops-DiffCell-name">{label}</span>
      </header>
      <Lazy
        mounting={view.mounting}
        estimate={lines * LINE + 10 + outputs.length * 120}
      >
        {() => (
          <>
            <Code
              view={view}
              mime={mimeOfCell(type, language)}
              text={source}
              label={label}
            />
            {outputs.length > 0 && (
              <div className="mlops-DiffOutputs">
                <Rendered view={view} outputs={outputs} />
              </div>
            )}
          </>
        )}
      </Lazy>
    </article>
  );
}

/** The place that a cell was moved away from. */
export function Ghost({ view, row }: { view: IDrawnView; row: IGhostRow }) {
  const { trans, model } = view;
  const { base, head } = row.cell;
  return (
    <div className="mlops-DiffFold" data-row={row.key} tabIndex={-1}>
      <button
        type="button"
        className="mlops-DiffFold-line mlops-mod-moved"
        onClick={() => {
          model.go(row.target);
        }}
      >
        <span className="mlops-DiffSign" aria-hidden="true">
          ⇅
        </span>
        {trans.__(
          'Cell %1 was moved from here to %2',
          (base ?? 0) + 1,
          (head ?? 0) + 1
        )}
      </button>
    </div>
  );
}
