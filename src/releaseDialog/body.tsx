import type { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget } from '@jupyterlab/ui-components';
import { Dialog } from '@jupyterlab/apputils';
import React from 'react';

import { useChanges } from '../components/hooks';
import { ErrorState, Skeleton } from '../components/states';
import type { GoToCell } from '../releaseParts/apiChanges';
import { Advice } from './advice';
import { ChangelogField } from './changelog';
import { Done } from './done';
import type { ReleaseDialogModel } from './model';
import { Problems, ReleaseFailure } from './problems';
import { PublishField } from './publishField';
import { Releasing } from './releasing';
import { VersionField } from './versionField';

export interface IBodyProps {
  model: ReleaseDialogModel;
  rendermime: IRenderMimeRegistry;
  goToCell: GoToCell;
  /** Show one of the panel's sections, by its command. */
  execute: (command: string) => void;
  showVersions: () => void;
  trans: TranslationBundle;
}

/** What the dialog of a release asks for, and then what was released. */
export class ReleaseDialogBody extends ReactWidget {
  constructor(private readonly _props: IBodyProps) {
    super();
    this.addClass('mlops-ReleaseDialog-body');
    this.addClass('mlops-JobForm');
    _props.model.changed.connect(this._onChanged);
  }

  protected override render(): React.JSX.Element {
    return <Body {...this._props} leave={this._leave} />;
  }

  /**
   * What was released cannot be cancelled: only the button that ends the dialog is left. What is
   * being released goes on when the dialog is closed.
   */
  private readonly _onChanged = (): void => {
    const { model, trans } = this._props;
    const dialog = this.node.closest('.mlops-ReleaseDialog');
    dialog?.classList.toggle('mlops-mod-done', model.released !== null);
    const label = dialog?.querySelector(
      '.jp-mod-reject .jp-Dialog-buttonLabel'
    );
    if (label) {
      label.textContent = model.isReleasing
        ? trans.__('Close')
        : trans.__('Cancel');
    }
    keepFocus(dialog);
  };

  /** Close the dialog, which keeps what was typed, to look at something behind it. */
  private readonly _leave = (): void => {
    let widget = this.parent;
    while (widget && !(widget instanceof Dialog)) {
      widget = widget.parent;
    }
    widget?.reject();
  };
}

/** What is disabled while it has the keyboard loses it; the dialog would not hear a key any more. */
function keepFocus(dialog: Element | null): void {
  const find = (selector: string): HTMLElement | null =>
    dialog?.querySelector<HTMLElement>(selector) ?? null;
  const check = (): void => {
    const { activeElement: active } = document;
    if (!dialog?.contains(active) || active?.matches(':disabled')) {
      const accept = find('.jp-Dialog-button.jp-mod-accept:enabled');
      (accept ?? find('.jp-Dialog-button.jp-mod-reject'))?.focus();
    }
  };
  // What has changed is drawn in the first frame, and what that disables is out of focus in the second.
  requestAnimationFrame(() => requestAnimationFrame(check));
}

function Body(props: IBodyProps & { leave: () => void }): React.JSX.Element {
  const { model, leave, trans } = props;
  useChanges(model);
  const { plan, planError, released } = model;
  if (released) {
    return <Done {...props} released={released} />;
  }
  if (planError) {
    return (
      <ErrorState
        title={trans.__('It could not be told what a release would be.')}
        message={planError.message}
        hint={planError.hint}
        action={{
          label: trans.__('Try again'),
          onClick: () => void model.load()
        }}
      />
    );
  }
  if (!plan) {
    return <Skeleton label={trans.__('Comparing with the last release')} />;
  }
  const goToCell: GoToCell = (notebook, index) => {
    leave();
    props.goToCell(notebook, index);
  };
  return (
    <>
      <ReleaseFailure model={model} trans={trans} />
      {/* What is released is what was there when it began. */}
      <fieldset disabled={model.isReleasing} className="mlops-ReleaseForm">
        <VersionField model={model} plan={plan} trans={trans} />
        <Problems
          model={model}
          plan={plan}
          show={command => {
            leave();
            props.execute(command);
          }}
          trans={trans}
        />
        <Advice {...props} plan={plan} goToCell={goToCell} />
        <ChangelogField {...props} />
        <PublishField model={model} plan={plan} trans={trans} />
      </fieldset>
      {model.since !== null && <Releasing since={model.since} trans={trans} />}
    </>
  );
}
