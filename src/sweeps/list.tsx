import type { TranslationBundle } from '@jupyterlab/translation';
import { deleteIcon, stopIcon } from '@jupyterlab/ui-components';
import React, { useEffect, useRef } from 'react';

import type { Sweep } from '../api/types';
import { useNow } from '../components/hooks';
import { IconButton } from '../components/iconButton';
import { useReveal, useViewport } from '../components/viewport';
import { RowLayout } from '../components/windowing';
import { formatAgo, formatMoment, notebookName } from '../format';
import { handleKey } from './listKeys';
import type { SweepsModel } from './model';
import { formatNumber } from './numbers';
import { countActive, countEnded, StateBar } from './stateBar';

/** Height of a row, in pixels; the stylesheet says the same. */
const ROW_HEIGHT = 26;

/** What can be done to a sweep of the list. */
export interface ISweepsActions {
  open: (sweep: Sweep) => void;
  stop: (sweep: Sweep) => void;
  remove: (sweep: Sweep) => void;
}

interface IProps {
  model: SweepsModel;
  sweeps: readonly Sweep[];
  actions: ISweepsActions;
  trans: TranslationBundle;
  onFilterKey: () => void;
  onHelpKey: () => void;
}

/** The sweeps; only the rows in view are drawn. */
export function SweepList(props: IProps): React.JSX.Element {
  const { model, sweeps, actions, trans } = props;
  const node = useRef<HTMLDivElement>(null);
  const { scrollTop, viewport, onScroll } = useViewport(node);
  const layout = new RowLayout(sweeps.length, ROW_HEIGHT, new Map());
  const rows = layout.window(scrollTop, viewport);
  const current = sweeps.findIndex(sweep => sweep.id === model.activeId);
  useReveal(node, layout, current, model.activeId);
  const atEnd = model.hasMore && rows.end >= sweeps.length - 20;
  useEffect(() => {
    if (atEnd) {
      void model.loadMore();
    }
  }, [atEnd, model, sweeps.length]);
  return (
    <div
      ref={node}
      className="mlops-SweepList"
      role="grid"
      tabIndex={0}
      aria-label={trans.__('Sweeps')}
      aria-rowcount={model.hasMore ? -1 : sweeps.length}
      aria-activedescendant={
        current < 0 ? undefined : `mlops-sweep-${model.activeId}`
      }
      onScroll={onScroll}
      onKeyDown={event => {
        if (event.target === event.currentTarget) {
          handleKey(event, props, current, Math.floor(viewport / ROW_HEIGHT));
        }
      }}
    >
      <div
        role="rowgroup"
        style={{ paddingTop: rows.before, paddingBottom: rows.after }}
      >
        {sweeps.slice(rows.start, rows.end).map((sweep, offset) => (
          <SweepRow
            key={sweep.id}
            sweep={sweep}
            index={rows.start + offset}
            isCurrent={sweep.id === model.activeId}
            actions={actions}
            trans={trans}
          />
        ))}
      </div>
    </div>
  );
}

interface IRowProps {
  sweep: Sweep;
  index: number;
  isCurrent: boolean;
  actions: ISweepsActions;
  trans: TranslationBundle;
}

/** A sweep, on one line. */
function SweepRow(props: IRowProps): React.JSX.Element {
  const { sweep, index, isCurrent, actions, trans } = props;
  const now = useNow(30_000);
  const active = countActive(sweep.states);
  return (
    // The keyboard acts from the list, which names the active row.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      role="row"
      id={`mlops-sweep-${sweep.id}`}
      data-sweep={sweep.id}
      tabIndex={-1}
      aria-rowindex={index + 1}
      aria-selected={isCurrent}
      className="mlops-ListRow mlops-Sweep"
      onClick={() => {
        actions.open(sweep);
      }}
    >
      <span role="gridcell" className="mlops-Sweep-name" title={sweep.path}>
        <span>{sweep.name}</span>
        {!sweep.name.includes(notebookName(sweep.path)) && (
          <span className="mlops-Sweep-notebook">
            {notebookName(sweep.path)}
          </span>
        )}
      </span>
      <span
        role="gridcell"
        className="mlops-Sweep-names"
        title={sweep.names.join(', ')}
      >
        {sweep.names.join(', ')}
      </span>
      <span role="gridcell" className="mlops-Sweep-progress">
        <StateBar states={sweep.states} trans={trans} />
        <span>{trans.__('%1/%2', countEnded(sweep.states), sweep.count)}</span>
      </span>
      <Best sweep={sweep} />
      <span role="gridcell">
        <time
          dateTime={sweep.created_at}
          title={formatMoment(sweep.created_at)}
        >
          {formatAgo(sweep.created_at, now, trans)}
        </time>
      </span>
      <span role="gridcell" className="mlops-Sweep-actions">
        {active > 0 && (
          <IconButton
            icon={stopIcon}
            title={trans._n('Stop the last run', 'Stop the other %1', active)}
            isTabStop={false}
            onClick={() => {
              actions.stop(sweep);
            }}
          />
        )}
        <IconButton
          icon={deleteIcon}
          title={trans.__('Delete %1', sweep.name)}
          isTabStop={false}
          onClick={() => {
            actions.remove(sweep);
          }}
        />
      </span>
    </div>
  );
}

function Best({ sweep }: { sweep: Sweep }): React.JSX.Element {
  const { objective, best_value: value } = sweep;
  if (!objective || value === null) {
    return <span role="gridcell" className="mlops-Sweep-best" />;
  }
  return (
    <span role="gridcell" className="mlops-Sweep-best">
      <span className="mlops-SweepRun-best" aria-hidden="true">
        ★
      </span>
      {objective.metric} <strong>{formatNumber(value)}</strong>
    </span>
  );
}
