import React from 'react';

import { FilterBox } from '../components/filterBox';
import type { ChangeActions } from './actions';
import { hasOutputsOnly } from './amount';
import type { Tick } from './parts';
import type { Row } from './rows';
import { TickBox } from './tickBox';
import { tickWord } from './words';

interface IProps {
  actions: ChangeActions;
  /** The keyboard goes back to the list. */
  onLeave: () => void;
}

/** The tick of all that is listed, and the filter. */
export function Bar({ actions, onLeave }: IProps): React.JSX.Element {
  const { model, trans } = actions;
  const tick = allTick(model.rows, model.settings.commitCodeOnly);
  return (
    <div className="mlops-ChangesBar">
      <TickBox
        tick={tick}
        label={trans.__('All listed files: %1', tickWord(tick, trans))}
        title={
          tick === 'all'
            ? trans.__('Unstage all that is listed')
            : trans.__('Stage all that is listed')
        }
        isTabStop
        onChange={staged => {
          actions.setAll(staged);
        }}
      />
      <FilterBox
        model={model}
        label={trans.__('Filter changed files by name')}
        placeholder={trans.__('Filter')}
        onLeave={onLeave}
      />
    </div>
  );
}

/** The tick for all files; outputs that stay here do not count. */
function allTick(rows: readonly Row[], codeOnly: boolean): Tick {
  const ticks = rows.flatMap(row => {
    const isMeant =
      row.type === 'file' &&
      (!codeOnly ||
        row.tick !== 'none' ||
        !hasOutputsOnly(row.file, row.changes));
    return isMeant ? [row.tick] : [];
  });
  if (ticks.length > 0 && ticks.every(tick => tick === 'all')) {
    return 'all';
  }
  return ticks.some(tick => tick !== 'none') ? 'some' : 'none';
}
