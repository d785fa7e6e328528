import type { TranslationBundle } from '@jupyterlab/translation';
import React, { useCallback } from 'react';

import type { Run } from '../api/types';
import { TreeList } from '../components/treeList';
import { RunDetails } from './details';
import { actOf } from './keys';
import type { RunsModel } from './model';
import { RunRow } from './row';
import type { IRunActions } from './row';

/** More runs are loaded when so few are left below those in view. */
const AHEAD = 20;

interface IProps {
  model: RunsModel;
  runs: readonly Run[];
  actions: IRunActions;
  trans: TranslationBundle;
  /** The filter box wants the keyboard. */
  onFilterKey: () => void;
  /** The user wants to know the keys. */
  onHelpKey: () => void;
}

/** The runs, loaded as far as one scrolls. */
export function RunList(props: IProps): React.JSX.Element {
  const { runs, ...rest } = props;
  const { model, actions, trans } = props;
  const { hasMore } = model;
  const count = runs.length;
  const onWindow = useCallback(
    (_start: number, end: number) => {
      if (hasMore && end >= count - AHEAD) {
        void model.loadMore();
      }
    },
    [model, hasMore, count]
  );
  return (
    <TreeList
      {...rest}
      className="mlops-RunList"
      rowClass="mlops-Run"
      label={trans.__('Runs')}
      rowHeight={24}
      rows={runs}
      isPartial={hasMore}
      draw={(run, place) => (
        <RunRow
          run={run}
          {...place}
          showNotebook={model.scope === 'all' || model.notebook === null}
          isOpen={model.isOpen(run.id)}
          actions={actions}
          trans={trans}
        />
      )}
      blocks={{
        className: 'mlops-RunDetails',
        has: run => model.isOpen(run.id),
        level: () => 2,
        draw: run => (
          <RunDetails
            run={run}
            detail={model.detail(run.id)}
            actions={actions}
            trans={trans}
          />
        )
      }}
      onOpen={run => {
        actions.open(run);
      }}
      onWindow={onWindow}
      actOf={(key, run) => (run ? actOf(key, run, model, actions) : null)}
    />
  );
}
