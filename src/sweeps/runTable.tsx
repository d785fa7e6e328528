import type { TranslationBundle } from '@jupyterlab/translation';
import { launchIcon } from '@jupyterlab/ui-components';
import React, { useRef } from 'react';

import type { Run } from '../api/types';
import { IconButton } from '../components/iconButton';
import { StateIcon } from '../components/stateIcon';
import { useReveal, useViewport } from '../components/viewport';
import { RowLayout } from '../components/windowing';
import { formatDuration, formatValue } from '../format';
import { standing, stateWord } from '../runData/words';
import { handleRunKey } from './keys';
import { formatNumber } from './numbers';
import type { SweepPageModel } from './pageModel';
import { columnKey, duration, isSame } from './table';
import type { Column } from './table';

/** Height of a row, in pixels; the stylesheet says the same. */
const ROW_HEIGHT = 26;

interface IProps {
  model: SweepPageModel;
  openRun: (id: string) => void;
  onHelpKey: () => void;
  trans: TranslationBundle;
}

/** The runs of a sweep: parameters beside metrics; only the rows in view are drawn. */
export function SweepRunTable(props: IProps): React.JSX.Element {
  const { model, openRun, trans } = props;
  const node = useRef<HTMLDivElement>(null);
  const { scrollTop, viewport, onScroll } = useViewport(node);
  const { runs } = model;
  const columns = columnsOf(model);
  const layout = new RowLayout(runs.length, ROW_HEIGHT, new Map());
  const rows = layout.window(scrollTop, viewport);
  const current = runs.findIndex(run => run.id === model.activeId);
  // The head is as high as a row, and stays in view.
  useReveal(node, layout, current, model.activeId, ROW_HEIGHT);
  return (
    <div
      ref={node}
      className="mlops-SweepRuns"
      role="grid"
      tabIndex={0}
      aria-label={trans.__('Runs of the sweep')}
      aria-rowcount={runs.length + 1}
      aria-activedescendant={
        current < 0 ? undefined : `mlops-sweep-run-${model.activeId}`
      }
      onScroll={onScroll}
      onKeyDown={event => {
        if (event.target === event.currentTarget) {
          const page = Math.floor(viewport / ROW_HEIGHT) - 1;
          handleRunKey(event, props, current, page);
        }
      }}
    >
      <Head model={model} columns={columns} trans={trans} />
      <div
        role="rowgroup"
        style={{ paddingTop: rows.before, paddingBottom: rows.after }}
      >
        {runs.slice(rows.start, rows.end).map((run, offset) => (
          <Row
            key={run.id}
            run={run}
            index={rows.start + offset}
            columns={columns}
            isCurrent={run.id === model.activeId}
            isBest={run.id === model.best?.id}
            onSelect={() => {
              model.activeId = run.id;
            }}
            onOpen={() => {
              openRun(run.id);
            }}
            trans={trans}
          />
        ))}
      </div>
    </div>
  );
}

/** The columns that there are something for. */
function columnsOf(model: SweepPageModel): readonly Column[] {
  const names = model.sweep?.names ?? [];
  return [
    { kind: 'index' },
    { kind: 'state' },
    ...names.map(name => ({ kind: 'parameter', name }) as const),
    ...model.metrics.map(name => ({ kind: 'metric', name }) as const),
    { kind: 'duration' }
  ];
}

function Head(props: {
  model: SweepPageModel;
  columns: readonly Column[];
  trans: TranslationBundle;
}): React.JSX.Element {
  const { model, columns, trans } = props;
  const { column: sorted, isDescending } = model.sorting;
  return (
    <div role="rowgroup" className="mlops-SweepRuns-head">
      <div role="row" className="mlops-SweepRun" style={gridOf(columns)}>
        {columns.map(column => {
          const isSorted = isSame(column, sorted);
          const arrow = isDescending ? '↓' : '↑';
          return (
            <span
              key={columnKey(column)}
              role="columnheader"
              className={`mlops-mod-${column.kind}`}
              aria-sort={
                isSorted ? (isDescending ? 'descending' : 'ascending') : 'none'
              }
            >
              <button
                type="button"
                title={trans.__('Order by this')}
                onClick={() => {
                  model.sortBy(column);
                }}
              >
                {labelOf(column, trans)}
                {isSorted && <span aria-hidden="true"> {arrow}</span>}
              </button>
            </span>
          );
        })}
      </div>
    </div>
  );
}

/** Widths by kind of column. */
function gridOf(columns: readonly Column[]): React.CSSProperties {
  const widths: Record<Column['kind'], string> = {
    index: '36px',
    state: 'minmax(96px, 2fr)',
    parameter: 'minmax(56px, 1fr)',
    metric: 'minmax(64px, 1fr)',
    duration: '92px'
  };
  const template = columns.map(column => widths[column.kind]).join(' ');
  return { gridTemplateColumns: template };
}

function labelOf(column: Column, trans: TranslationBundle): string {
  switch (column.kind) {
    case 'index':
      return '#';
    case 'state':
      return trans.__('State');
    case 'duration':
      return trans.__('Took');
    default:
      return column.name;
  }
}

interface IRowProps {
  run: Run;
  index: number;
  columns: readonly Column[];
  isCurrent: boolean;
  isBest: boolean;
  onSelect: () => void;
  onOpen: () => void;
  trans: TranslationBundle;
}

function Row(props: IRowProps): React.JSX.Element {
  const { run, index, columns, isCurrent, isBest, onSelect, onOpen, trans } =
    props;
  const best = isBest ? ' mlops-mod-best' : '';
  return (
    // The keyboard acts from the table, which names the active row.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      role="row"
      id={`mlops-sweep-run-${run.id}`}
      data-run={run.id}
      tabIndex={-1}
      aria-rowindex={index + 2}
      aria-selected={isCurrent}
      className={`mlops-SweepRun mlops-mod-${run.state}${best}`}
      style={gridOf(columns)}
      onClick={onSelect}
      onDoubleClick={onOpen}
    >
      {columns.map(column => (
        <span
          key={columnKey(column)}
          role="gridcell"
          className={`mlops-mod-${column.kind}`}
        >
          <Cell {...props} column={column} />
        </span>
      ))}
      <span className="mlops-SweepRun-open" role="gridcell">
        <IconButton
          icon={launchIcon}
          title={trans.__('Open run %1', (run.sweep_index ?? 0) + 1)}
          isTabStop={false}
          onClick={onOpen}
        />
      </span>
    </div>
  );
}

function Cell(props: IRowProps & { column: Column }): React.JSX.Element {
  const { run, column, isBest, trans } = props;
  switch (column.kind) {
    case 'index':
      return <>{(run.sweep_index ?? 0) + 1}</>;
    case 'state':
      return (
        <>
          <StateIcon state={run.state} progress={run.progress} />
          {isBest && (
            <span className="mlops-SweepRun-best" title={trans.__('The best')}>
              ★<span className="mlops-visuallyHidden">{trans.__('best')}</span>
            </span>
          )}
          <span className="mlops-SweepRun-standing" title={title(run)}>
            {standing(run, trans) || stateWord(run.state, trans)}
          </span>
        </>
      );
    case 'parameter': {
      const value = run.parameters[column.name];
      return <span title={formatValue(value, 2000)}>{formatValue(value)}</span>;
    }
    case 'metric': {
      const value = run.metrics[column.name];
      return value === undefined ? (
        <></>
      ) : (
        <span title={String(value)}>{formatNumber(value)}</span>
      );
    }
    case 'duration': {
      const seconds = duration(run);
      return <>{seconds === null ? '' : formatDuration(seconds)}</>;
    }
  }
}

function title(run: Run): string | undefined {
  return run.failure?.message;
}
