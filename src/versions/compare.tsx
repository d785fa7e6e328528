import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import type { ReleaseComparison, Releases } from '../api/types';
import { ActionButton, EmptyState } from '../components/states';
import { ApiChanges, LevelChip } from '../releaseParts/apiChanges';
import { countChanges } from '../releaseParts/levels';
import type { VersionActions } from './actions';
import { AnswerView } from './answerView';
import type { CodeView } from './codeView';
import { WORKING } from './entries';
import type { ISides, VersionsModel } from './model';
import { ModuleDiff } from './moduleDiff';

/** So many modules are shown unfolded from the start. */
const UNFOLDED = 3;

interface IProps {
  model: VersionsModel;
  actions: VersionActions;
  code: CodeView;
}

/** Any two versions against each other: first what the change means for callers, then the code. */
export function Compare(props: IProps): React.JSX.Element {
  const { model, actions } = props;
  const { trans } = actions;
  const { sides, releases } = model;
  if (!releases) {
    return <></>;
  }
  if (!sides) {
    return (
      <EmptyState
        text={trans.__('This is the first version: nothing came before it.')}
        action={{
          label: trans.__('Compare with the working folder'),
          onClick: () => {
            const base = model.active?.key ?? WORKING;
            model.compare({ base, head: WORKING });
          }
        }}
      />
    );
  }
  return (
    <>
      <Sides {...props} sides={sides} releases={releases} />
      <AnswerView
        answer={model.comparison}
        words={{
          loading: trans.__('Comparing %1 and %2', sides.base, sides.head),
          failed: trans.__('They could not be compared.')
        }}
        onRetry={() => {
          model.retry();
        }}
        trans={trans}
      >
        {comparison => (
          <Differences {...props} sides={sides} comparison={comparison} />
        )}
      </AnswerView>
    </>
  );
}

/** Which two are compared. */
function Sides(
  props: IProps & { sides: ISides; releases: Releases }
): React.JSX.Element {
  const { model, sides, releases, actions } = props;
  const { trans } = actions;
  const versions = releases.releases.map(each => each.version);
  const canSwap = sides.head !== WORKING;
  return (
    <div className="mlops-CompareSides">
      <SideChoice
        label={trans.__('Compare from')}
        value={sides.base}
        versions={versions}
        onChange={base => {
          model.compare({ ...sides, base });
        }}
        trans={trans}
      />
      <button
        type="button"
        className="mlops-IconButton"
        title={trans.__('Swap')}
        aria-label={trans.__('Swap')}
        disabled={!canSwap}
        onClick={() => {
          model.compare({ base: sides.head, head: sides.base });
        }}
      >
        {canSwap ? '⇄' : '→'}
      </button>
      <SideChoice
        label={trans.__('Compare to')}
        value={sides.head}
        versions={[WORKING, ...versions]}
        onChange={head => {
          model.compare({ ...sides, head });
        }}
        trans={trans}
      />
    </div>
  );
}

function SideChoice(props: {
  label: string;
  value: string;
  versions: readonly string[];
  onChange: (version: string) => void;
  trans: TranslationBundle;
}): React.JSX.Element {
  const { label, value, versions, onChange, trans } = props;
  return (
    <select
      aria-label={label}
      value={value}
      onChange={event => {
        onChange(event.target.value);
      }}
    >
      {versions.map(version => (
        <option key={version} value={version}>
          {version === WORKING ? trans.__('Working folder') : version}
        </option>
      ))}
    </select>
  );
}

function Differences(
  props: IProps & { sides: ISides; comparison: ReleaseComparison }
): React.JSX.Element {
  const { comparison, sides, actions, code } = props;
  const { trans } = actions;
  const { api, modules, level } = comparison;
  if (api.length === 0 && modules.length === 0) {
    return <EmptyState text={trans.__('They are the same.')} />;
  }
  return (
    <>
      <p className="mlops-Compare-summary">
        {api.length > 0 && <LevelChip level={level} trans={trans} />}
        <span>{countChanges(api, trans)}</span>
      </p>
      {api.length > 0 && (
        <ApiChanges changes={api} goToCell={actions.goToCell} trans={trans} />
      )}
      <h3>
        {trans._n('%1 module differs', '%1 modules differ', modules.length)}
      </h3>
      {modules.map((module, index) => (
        <ModuleDiff
          key={`${sides.base} ${sides.head} ${module.name}`}
          module={module}
          code={code}
          isOpen={index < UNFOLDED}
          trans={trans}
        >
          {sides.head === WORKING && module.base !== null && (
            <ActionButton
              label={trans.__('Restore as in %1', sides.base)}
              quiet
              onClick={() => {
                void actions.restore(sides.base, [module.name]);
              }}
            />
          )}
        </ModuleDiff>
      ))}
    </>
  );
}
