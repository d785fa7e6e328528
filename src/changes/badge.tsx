import type { NotebookPanel } from '@jupyterlab/notebook';
import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget, ToolbarButtonComponent } from '@jupyterlab/ui-components';
import type { CommandRegistry } from '@lumino/commands';
import type { IDisposable } from '@lumino/disposable';
import React from 'react';

import type { CellChanges } from '../api/types';
import { useChanges } from '../components/hooks';
import { CommandIDs } from '../tokens';
import { changesIcon } from './icons';
import type { ChangesModel } from './model';
import { isOutputsOnly } from './parts';

interface IOptions {
  panel: NotebookPanel;
  model: ChangesModel;
  commands: CommandRegistry;
  trans: TranslationBundle;
}

/** A notebook's toolbar says how many of its cells differ from the last commit. */
export class ChangesBadge extends ReactWidget {
  constructor(private readonly _options: IOptions) {
    super();
    this.addClass('jp-ToolbarButton');
    this.addClass('mlops-ChangesBadge');
    const { panel, model } = _options;
    this._watch = model.watch(() =>
      panel.isVisible ? panel.context.localPath : null
    );
  }

  override dispose(): void {
    this._watch.dispose();
    super.dispose();
  }

  protected override render(): React.JSX.Element {
    return <Badge {...this._options} />;
  }

  private readonly _watch: IDisposable;
}

function Badge(props: IOptions): React.JSX.Element {
  const { panel, model, commands, trans } = props;
  useChanges(model);
  const changes = model.cells(panel.context.localPath);
  const count = changes ? countCells(changes) : 0;
  const title =
    count > 0
      ? trans._n('%1 changed cell', '%1 changed cells', count)
      : trans.__('Show changes');
  const show = (): void => {
    void commands.execute(CommandIDs.showChanges);
  };
  return (
    <>
      <ToolbarButtonComponent
        icon={changesIcon}
        tooltip={title}
        onClick={show}
      />
      {count > 0 && (
        // Not the button's own label, for then it would be called by the bare number.
        <span
          className="mlops-ChangesBadge-count"
          aria-hidden="true"
          title={title}
          onClick={show}
        >
          {count}
        </span>
      )}
    </>
  );
}

/** Cells of which more than outputs differs. */
function countCells(changes: CellChanges): number {
  return changes.cells.filter(cell => !isOutputsOnly(cell)).length;
}
