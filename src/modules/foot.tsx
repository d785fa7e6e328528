import React from 'react';

import type { Modules } from '../api/types';
import { useChanges } from '../components/hooks';
import { ActionButton } from '../components/states';
import { CommandIDs } from '../tokens';
import type { ModuleActions } from './actions';
import { hasClearEdits, isToExport } from './words';

interface IProps {
  status: Modules;
  actions: ModuleActions;
}

/** The package, and the next thing to do with it. */
export function Foot({ status, actions }: IProps): React.JSX.Element {
  const { work, advice, trans } = actions;
  useChanges(work);
  useChanges(advice);
  const { package: name, version } = status;
  const { next } = advice;
  return (
    <div className="mlops-ModulesFoot">
      <span
        className="mlops-ModulesFoot-package"
        title={trans._n(
          'From %1 notebook of %2',
          'From %1 notebooks of %2',
          status.notebooks,
          status.name
        )}
      >
        {name}{' '}
        <span className="mlops-Module-version">
          {next === null || next === version
            ? version
            : trans.__('%1 → %2 advised', version, next)}
        </span>
      </span>
      <span className="mlops-ModulesFoot-said" role="status" title={work.said}>
        {work.said}
      </span>
      {work.busy === null ? (
        <Next status={status} actions={actions} />
      ) : (
        <span className="mlops-ModulesFoot-busy" role="status">
          {work.busy === 'export'
            ? trans.__('Exporting…')
            : trans.__('Syncing…')}
        </span>
      )}
    </div>
  );
}

/** What is due; a release where nothing is. */
function Next({ status, actions }: IProps): React.JSX.Element {
  const { work, commands, trans } = actions;
  const ahead = status.modules.filter(isToExport).length;
  const edited = status.modules.filter(hasClearEdits).length;
  if (ahead === 0 && edited === 0) {
    const canRelease =
      status.can_release &&
      status.modules.every(({ state }) => state === 'in_step') &&
      commands.hasCommand(CommandIDs.release);
    return (
      <>
        {canRelease && (
          <ActionButton
            quiet
            label={trans.__('Release…')}
            onClick={() => void commands.execute(CommandIDs.release)}
          />
        )}
      </>
    );
  }
  const syncing = trans._n('Sync %1 module', 'Sync %1 modules', edited);
  const exporting = trans._n('Export %1 module', 'Export %1 modules', ahead);
  const areBoth = edited > 0 && ahead > 0;
  return (
    <span className="mlops-ModulesFoot-actions">
      {edited > 0 && (
        <Due
          label={areBoth ? trans.__('Sync %1', edited) : syncing}
          name={syncing}
          onClick={() => void work.syncAll()}
        />
      )}
      {ahead > 0 && (
        <Due
          label={areBoth ? trans.__('Export %1', ahead) : exporting}
          name={exporting}
          onClick={() => void work.export()}
        />
      )}
    </span>
  );
}

/** A button whose words are short where two of them share a narrow line. */
function Due(props: { label: string; name: string; onClick: () => void }) {
  return (
    <button
      type="button"
      className="mlops-Button mlops-mod-primary"
      aria-label={props.name}
      title={props.name}
      onClick={props.onClick}
    >
      {props.label}
    </button>
  );
}
