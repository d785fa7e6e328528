import type { TranslationBundle } from '@jupyterlab/translation';
import { PathExt } from '@jupyterlab/coreutils';
import { ReactWidget } from '@jupyterlab/ui-components';
import type { CommandRegistry } from '@lumino/commands';
import React from 'react';

import type { Module } from '../api/types';
import { useChanges } from '../components/hooks';
import { ActionButton } from '../components/states';
import { CommandIDs } from '../tokens';
import type { IModules } from '../tokens';
import { moduleIcon } from './icons';
import { standing } from './moduleWords';
import type { Step } from './moduleWords';
import type { IFileEditor } from './openModule';

interface IOptions {
  widget: IFileEditor;
  modules: IModules;
  commands: CommandRegistry;
  trans: TranslationBundle;
}

/** Says above the text of a module which notebooks it is made of, and how it stands to them. */
export class ModuleBar extends ReactWidget {
  constructor(private readonly _options: IOptions) {
    super();
    this.addClass('mlops-ModuleBar');
    const { modules, widget } = _options;
    modules.changed.connect(this._update);
    widget.context.model.stateChanged.connect(this._onStateChanged);
    this._update();
  }

  override dispose(): void {
    if (!this.isDisposed) {
      const { modules, widget } = this._options;
      modules.changed.disconnect(this._update);
      widget.context.model.stateChanged.disconnect(this._onStateChanged);
      super.dispose();
    }
  }

  protected override render(): React.JSX.Element {
    return <Bar {...this._options} module={this._module} />;
  }

  private readonly _onStateChanged = (): void => {
    this.update();
  };

  /** Another project's modules say nothing of this one: what is known of it stays. */
  private readonly _update = (): void => {
    const { modules, widget } = this._options;
    const path = widget.context.localPath;
    const { status } = modules;
    const found = status?.modules.find(each => each.path === path) ?? null;
    if (found !== null || modules.followed === path) {
      this._module = found;
    }
    this.setHidden(this._module === null);
    this.update();
  };

  private _module: Module | null = null;
}

function Bar(props: IOptions & { module: Module | null }) {
  const { module, modules, widget, commands, trans } = props;
  useChanges(modules);
  if (module === null) {
    return <></>;
  }
  const { isDirty, text, step } = shown(module, widget, trans);
  return (
    <div
      className="mlops-ModuleBar-row"
      role="group"
      aria-label={trans.__('Module')}
    >
      <moduleIcon.react tag="span" className="mlops-ModuleBar-icon" />
      <span className="mlops-ModuleBar-from">
        {trans.__('Exported from')}{' '}
        {module.notebooks.map((notebook, index) => (
          <React.Fragment key={notebook}>
            {index > 0 && ', '}
            <Link
              label={PathExt.basename(notebook)}
              title={notebook}
              onClick={() =>
                void commands.execute('docmanager:open', {
                  path: notebook,
                  factory: 'Notebook'
                })
              }
            />
          </React.Fragment>
        ))}
      </span>
      <span
        className={`mlops-ModuleBar-state mlops-mod-${isDirty ? 'dirty' : module.state}`}
        role="status"
      >
        {text}
      </span>
      <span className="mlops-ModuleBar-actions">
        <StepButton {...props} step={step} />
        <Link
          label={trans.__('Go to cell')}
          title={commands.caption(CommandIDs.goToSource)}
          onClick={() => void commands.execute(CommandIDs.goToSource)}
        />
      </span>
    </div>
  );
}

/** What is typed and not saved is told before what the server knows. */
function shown(module: Module, widget: IFileEditor, trans: TranslationBundle) {
  const isDirty = widget.context.model.dirty;
  const known = standing(module, trans);
  if (!isDirty) {
    return { isDirty, ...known };
  }
  const step: Step = known.step === 'show' ? 'show' : 'sync';
  return { isDirty, text: trans.__('edited, not saved'), step };
}

function StepButton(
  props: IOptions & { step: Step }
): React.JSX.Element | null {
  const { step, commands, trans } = props;
  switch (step) {
    case 'export':
      return (
        <ActionButton
          label={trans.__('Export')}
          onClick={() => void commands.execute(CommandIDs.exportModules)}
        />
      );
    case 'sync':
      return (
        <ActionButton
          label={trans.__('Sync')}
          onClick={() => void commands.execute(CommandIDs.syncModules)}
        />
      );
    case 'show':
      return (
        <ActionButton
          label={trans.__('Show')}
          onClick={() => void commands.execute(CommandIDs.showModules)}
        />
      );
    default:
      return null;
  }
}

function Link(props: {
  label: string;
  title: string;
  onClick: () => void;
}): React.JSX.Element {
  return (
    <button
      type="button"
      className="mlops-ModuleBar-link"
      title={props.title}
      onClick={props.onClick}
    >
      {props.label}
    </button>
  );
}
