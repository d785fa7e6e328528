import { ReactWidget } from '@jupyterlab/ui-components';
import type { IDisposable } from '@lumino/disposable';
import type { Message } from '@lumino/messaging';

import type { RunPageModel, RunPart } from './model';

/** A tab of the page that needs a part of the run, and asks for it only while it is looked at. */
export abstract class PartWidget extends ReactWidget {
  constructor(
    protected readonly model: RunPageModel,
    private readonly _part: RunPart | null
  ) {
    super();
    // Keys scroll it.
    this.node.tabIndex = 0;
  }

  override dispose(): void {
    this._watch?.dispose();
    super.dispose();
  }

  protected override onActivateRequest(): void {
    this.node.focus();
  }

  protected override onAfterAttach(msg: Message): void {
    super.onAfterAttach(msg);
    if (this.isVisible) {
      this._look();
    }
  }

  protected override onAfterShow(msg: Message): void {
    super.onAfterShow(msg);
    this._look();
  }

  protected override onAfterHide(msg: Message): void {
    super.onAfterHide(msg);
    this._watch?.dispose();
    this._watch = null;
  }

  private _look(): void {
    if (this._part) {
      this._watch ??= this.model.watch(this._part);
    }
  }

  private _watch: IDisposable | null = null;
}
