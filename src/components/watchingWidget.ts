import { ReactWidget } from '@jupyterlab/ui-components';
import type { Message } from '@lumino/messaging';

/** A widget that knows whether somebody looks at it. */
export abstract class WatchingWidget extends ReactWidget {
  /** Somebody begins to look, or has stopped. */
  protected abstract onWatched(isWatched: boolean): void;

  protected override onAfterAttach(msg: Message): void {
    super.onAfterAttach(msg);
    this.onWatched(this.isVisible);
  }

  protected override onAfterShow(msg: Message): void {
    super.onAfterShow(msg);
    this.onWatched(true);
  }

  protected override onAfterHide(msg: Message): void {
    super.onAfterHide(msg);
    this.onWatched(false);
  }

  protected override onBeforeDetach(msg: Message): void {
    this.onWatched(false);
    super.onBeforeDetach(msg);
  }
}
