import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import { isActive } from '../api/types';
import { ActionButton } from '../components/states';
import type { TableActions } from './actions';
import type { RunTableModel } from './model';

interface IProps {
  model: RunTableModel;
  actions: TableActions;
  trans: TranslationBundle;
  onHelp: () => void;
}

/** What is ticked and what can be done to it; else how much is loaded. */
export function Foot(props: IProps): React.JSX.Element {
  const { model, trans, onHelp } = props;
  const count = model.selected.length;
  return (
    <div className={`mlops-RunTable-foot${count > 0 ? ' mlops-mod-bulk' : ''}`}>
      <span role="status">
        {count > 0 ? trans.__('%1 ticked', count) : loadedText(model, trans)}
      </span>
      {count > 0 ? (
        <Bulk {...props} />
      ) : (
        <ActionButton quiet label={trans.__('Keys: ?')} onClick={onHelp} />
      )}
    </div>
  );
}

function loadedText(model: RunTableModel, trans: TranslationBundle): string {
  const count = model.runs.length.toLocaleString();
  return model.hasMore
    ? trans.__('%1 runs, older ones come as you scroll', count)
    : trans._n('%1 run', '%1 runs', model.runs.length, count);
}

/** What can be done to all that is ticked. */
function Bulk({ model, actions, trans }: IProps): React.JSX.Element {
  const runs = model.selected;
  const active = runs.filter(isActive).length;
  const isKept = runs.every(run => run.keep);
  return (
    <div
      className="mlops-RunTable-bulk"
      role="toolbar"
      aria-label={trans.__('What is ticked')}
    >
      {active > 0 && (
        <ActionButton
          label={trans.__('Cancel %1', active)}
          onClick={() => void actions.cancel(runs)}
        />
      )}
      <ActionButton
        label={trans.__('Label…')}
        onClick={() => void actions.label(runs)}
      />
      <ActionButton
        label={isKept ? trans.__('No longer keep') : trans.__('Keep')}
        onClick={() => void actions.keep(runs)}
      />
      {active < runs.length && (
        <ActionButton
          label={trans.__('Delete %1', runs.length - active)}
          onClick={() => {
            actions.remove(runs);
          }}
        />
      )}
      <ActionButton
        quiet
        label={trans.__('Clear')}
        onClick={() => {
          model.clearSelection();
        }}
      />
    </div>
  );
}
