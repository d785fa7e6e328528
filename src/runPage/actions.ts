import { InputDialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { CommandRegistry } from '@lumino/commands';

import { linkTo } from '../addresses';
import { isActive } from '../api/types';
import { openMenu } from '../components/menu';
import type { IMenuItem } from '../components/menu';
import { tellFailure } from '../notify';
import { CommandIDs } from '../tokens';
import type { RunPageModel } from './model';

/** What can be done to the run from its page. */
export class PageActions {
  constructor(
    readonly model: RunPageModel,
    private readonly _commands: CommandRegistry,
    private readonly _trans: TranslationBundle
  ) {}

  cancel(): void {
    void tellFailure(this._trans.__('The run could not be cancelled.'), () =>
      this.model.cancel()
    );
  }

  /** Do one of the commands to the run. */
  execute(command: string, args: { ask?: boolean } = {}): void {
    void this._commands.execute(command, { id: this.model.id, ...args });
  }

  /** Look at another run. */
  openRun(id: string): void {
    void this._commands.execute(CommandIDs.openRun, { id });
  }

  openSweep(id: string): void {
    void this._commands.execute(CommandIDs.openSweep, { id });
  }

  openFile(path: string): void {
    void this._commands.execute('docmanager:open', { path });
  }

  /** Have retention pass it by, or no longer. */
  keep(): void {
    const keep = !this.model.run?.keep;
    this._annotate({ keep });
  }

  setNote(note: string): void {
    if (note !== this.model.run?.note) {
      this._annotate({ note });
    }
  }

  async addLabel(): Promise<void> {
    const trans = this._trans;
    const { value } = await InputDialog.getText({
      title: trans.__('Label the run'),
      placeholder: 'baseline',
      okLabel: trans.__('Label')
    });
    const label = value?.trim();
    const { run } = this.model;
    if (label && run) {
      this._annotate({ labels: [...new Set([...run.labels, label])] });
    }
  }

  removeLabel(label: string): void {
    const labels = this.model.run?.labels ?? [];
    this._annotate({ labels: labels.filter(each => each !== label) });
  }

  /** Open the menu of what has no button of its own. */
  openMenu(x: number, y: number): void {
    const trans = this._trans;
    const { run } = this.model;
    if (!run) {
      return;
    }
    const active = isActive(run);
    const item = (label: string, execute: () => void): IMenuItem => ({
      label,
      execute
    });
    openMenu(
      [
        item(trans.__('Change and Run…'), () => {
          this.execute(CommandIDs.runAgain, { ask: true });
        }),
        {
          ...item(trans.__('Run Again Exactly as It Was'), () => {
            this.execute(CommandIDs.runExactlyAgain);
          }),
          isEnabled: !active
        },
        item(trans.__('Open the Notebook'), () => {
          this.openFile(run.path);
        }),
        null,
        item(trans.__('Add a Label…'), () => void this.addLabel()),
        {
          ...item(trans.__('Keep Always'), () => {
            this.keep();
          }),
          isToggled: run.keep
        },
        null,
        item(trans.__('Copy Link'), () => {
          void navigator.clipboard.writeText(linkTo(`run/${run.id}`));
        }),
        item(trans.__('Copy Id'), () => {
          void navigator.clipboard.writeText(run.id);
        }),
        {
          ...item(trans.__('Delete'), () => {
            this.execute(CommandIDs.deleteRun);
          }),
          isEnabled: !active
        }
      ],
      x,
      y
    );
  }

  private _annotate(change: {
    labels?: string[];
    note?: string;
    keep?: boolean;
  }): void {
    void tellFailure(this._trans.__('The run could not be changed.'), () =>
      this.model.annotate(change)
    );
  }
}
