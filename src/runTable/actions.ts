import {
  Dialog,
  InputDialog,
  Notification,
  showDialog
} from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { CommandRegistry } from '@lumino/commands';

import { linkTo } from '../addresses';
import { isActive } from '../api/types';
import type { Cancelled, CancelRequest, Run } from '../api/types';
import { notebookName } from '../format';
import { tellFailure } from '../notify';
import { CommandIDs } from '../tokens';
import type { RunTableModel } from './model';
import type { ITableRow } from './rows';

/** What can be done to runs from the table. */
export class TableActions {
  constructor(
    readonly model: RunTableModel,
    private readonly _commands: CommandRegistry,
    private readonly _trans: TranslationBundle
  ) {}

  /** Open what a row stands for. */
  open(row: ITableRow): void {
    const command =
      row.kind === 'run' ? CommandIDs.openRun : CommandIDs.openSweep;
    void this._commands.execute(command, { id: row.id });
  }

  /** Do one of the commands to a run. */
  execute(command: string, run: Run): void {
    void this._commands.execute(command, { id: run.id });
  }

  copyLink(run: Run): void {
    void navigator.clipboard.writeText(linkTo(`run/${run.id}`));
  }

  /** Stop the runs that can be stopped: one at once, many after a question. */
  async cancel(runs: readonly Run[]): Promise<void> {
    const ids = runs.filter(isActive).map(run => run.id);
    const trans = this._trans;
    if (ids.length > 1 && !(await this._ask(ids.length))) {
      return;
    }
    await tellFailure(trans.__('The runs could not be cancelled.'), () =>
      this._cancel({ ids })
    );
  }

  /** Stop all that the filter leaves, seen or not. */
  async cancelAll(): Promise<void> {
    const trans = this._trans;
    const filter = this.model.filter.trim();
    if (await this._ask(null)) {
      await tellFailure(trans.__('The runs could not be cancelled.'), () =>
        this._cancel({ filter })
      );
    }
  }

  /** Delete runs; the toast takes it back. */
  remove(runs: readonly Run[]): void {
    const trans = this._trans;
    const ended = runs.filter(run => !isActive(run));
    if (ended.length === 0) {
      return;
    }
    const removals = this.model.remove(ended);
    const [first] = ended;
    const toast = Notification.info(
      ended.length === 1 && first
        ? trans.__('Run of %1 deleted.', notebookName(first.path))
        : trans.__('%1 runs deleted.', ended.length),
      {
        autoClose: 5000,
        actions: [
          {
            label: trans.__('Undo'),
            callback: () => {
              removals.forEach(each => each.undo());
            }
          }
        ]
      }
    );
    void tellFailure(trans.__('Runs could not be deleted.'), async () => {
      await Promise.all(removals.map(each => each.done));
      Notification.dismiss(toast);
    });
  }

  /** Label runs, or take a label away that all of them have. */
  async label(runs: readonly Run[]): Promise<void> {
    const trans = this._trans;
    const { value } = await InputDialog.getText({
      title: trans.__('Label %1 runs', runs.length),
      label: trans.__('A label that all of them have is taken away.'),
      placeholder: 'nightly',
      okLabel: trans.__('Label')
    });
    const label = value?.trim();
    if (label) {
      const isOff = runs.every(run => run.labels.includes(label));
      await this._annotate(runs, run => ({
        labels: isOff
          ? run.labels.filter(each => each !== label)
          : [...new Set([...run.labels, label])]
      }));
    }
  }

  /** Have retention pass runs by, or no longer where it passes all of them by. */
  async keep(runs: readonly Run[]): Promise<void> {
    const keep = !runs.every(run => run.keep);
    await this._annotate(runs, () => ({ keep }));
  }

  private async _annotate(
    runs: readonly Run[],
    change: (run: Run) => { labels?: string[]; keep?: boolean }
  ): Promise<void> {
    const { client } = this.model;
    await tellFailure(
      this._trans.__('The runs could not be changed.'),
      async () => {
        for (const run of runs) {
          this.model.take(await client.annotate(run.id, change(run)));
        }
      }
    );
  }

  private async _cancel(request: CancelRequest): Promise<void> {
    const trans = this._trans;
    const done: Cancelled = await this.model.client.cancelMany(request);
    const reasons = Object.values(done.failed);
    if (reasons.length > 0) {
      const text = trans.__('%1 runs could not be cancelled', reasons.length);
      Notification.error(`${text}: ${reasons[0] ?? ''}`);
    } else if (done.cancelled !== 1) {
      Notification.success(trans.__('%1 runs cancelled.', done.cancelled), {
        autoClose: 4000
      });
    }
    await this.model.refresh();
  }

  /** Ask before what nobody can take back. */
  private async _ask(count: number | null): Promise<boolean> {
    const trans = this._trans;
    const filter = this.model.filter.trim();
    const what =
      count !== null
        ? trans.__('%1 runs that wait or run', count)
        : filter
          ? trans.__('all runs that wait or run and match “%1”', filter)
          : trans.__('all runs that wait or run');
    const { button } = await showDialog({
      title: trans.__('Cancel runs?'),
      body: trans.__(
        'This stops %1. What they have done so far is kept.',
        what
      ),
      buttons: [
        Dialog.cancelButton({ label: trans.__('Let them run') }),
        Dialog.warnButton({ label: trans.__('Cancel runs') })
      ]
    });
    return button.accept;
  }
}
