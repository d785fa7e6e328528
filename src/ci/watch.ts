import type { IDisposable } from '@lumino/disposable';

import { isActiveRun } from './states';
import type { CiModel } from './model';

/** How long to wait for events of a run before asking anyway, in milliseconds. */
const SILENCE = 10_000;

/** Forges are never asked more often than this, whatever was answered, in milliseconds. */
const LEAST = 2_000;

/**
 * Asks again where nobody tells: forges when they are worth another look, as long as the section is
 * seen, and the server where its events of a run may have been cut off.
 */
export class Watch implements IDisposable {
  constructor(private readonly _model: CiModel) {
    _model.changed.connect(this._onChanged);
    _model.remoteAnswered.connect(this._planRemote);
    document.addEventListener('visibilitychange', this._onPage);
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    if (!this._isDisposed) {
      this._isDisposed = true;
      this._model.changed.disconnect(this._onChanged);
      this._model.remoteAnswered.disconnect(this._planRemote);
      document.removeEventListener('visibilitychange', this._onPage);
      window.clearTimeout(this._remoteTimer);
      window.clearTimeout(this._hereTimer);
    }
  }

  private readonly _onChanged = (): void => {
    this._planHere();
    const { isVisible } = this._model;
    if (isVisible !== this._wasVisible) {
      this._wasVisible = isVisible;
      this._planRemote();
    }
  };

  private readonly _onPage = (): void => {
    if (!document.hidden) {
      this._planRemote();
    }
  };

  private readonly _planRemote = (): void => {
    window.clearTimeout(this._remoteTimer);
    const { remote, isVisible } = this._model;
    const wait = remote?.poll_after ?? null;
    // A page that nobody sees asks nothing; it makes up for it when it is seen.
    if (wait !== null && isVisible && !document.hidden) {
      this._remoteTimer = window.setTimeout(
        () => void this._model.refreshRemote(),
        Math.max(LEAST, wait * 1000)
      );
    }
  };

  private _planHere(): void {
    window.clearTimeout(this._hereTimer);
    const { status } = this._model;
    const runs = [status?.head_run, status?.working_run];
    if (runs.some(run => run && isActiveRun(run))) {
      this._hereTimer = window.setTimeout(() => {
        void this._model.refreshHere().then(() => {
          this._planHere();
        });
      }, SILENCE);
    }
  }

  private _remoteTimer = 0;
  private _hereTimer = 0;
  private _wasVisible = false;
  private _isDisposed = false;
}
