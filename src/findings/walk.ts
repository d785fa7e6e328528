import type { NotebookPanel } from '@jupyterlab/notebook';
import type { CommandRegistry } from '@lumino/commands';

import type { CheckFinding } from '../api/types';
import { goToCell } from '../goToCell';
import type { CellFindings } from './cellFindings';
import { nextStop } from './order';
import type { IPosition, IStop } from './order';
import type { NotebookFindings } from './session';

/** Goes from finding to finding of a notebook. */
export class FindingWalk {
  constructor(private readonly _options: FindingWalk.IOptions) {}

  /** Whether there is anything to go to. */
  get isPossible(): boolean {
    return this._options.findings.stops.length > 0;
  }

  /** Go to the next finding, or to the one before. */
  async next(backwards: boolean): Promise<void> {
    const { stops } = this._options.findings;
    const stop = nextStop(stops, this._position, backwards);
    if (stop) {
      await this._go(stop);
    }
  }

  /** Go to a finding, by its key; false where it is not known any more. */
  async go(key: string): Promise<boolean> {
    const { stops } = this._options.findings;
    const stop = stops.find(({ mark }) => mark.finding.key === key);
    if (stop) {
      await this._go(stop);
    }
    return stop !== undefined;
  }

  private async _go(stop: IStop): Promise<void> {
    const { commands, panel } = this._options;
    const { finding } = stop.mark;
    const cell = panel.content.widgets[stop.cell]?.model.id ?? '';
    this._last = finding;
    this._peek(cell, finding.key);
    await goToCell(commands, {
      notebook: panel.context.path,
      cell,
      index: stop.cell,
      line: finding.output === null ? finding.line : null
    });
  }

  /** Show the messages of a cell; those that were shown only for a look are put away again. */
  private _peek(id: string, key: string): void {
    const cell = this._options.findings.of(id);
    if (this._peeked !== cell) {
      this._peeked?.setOpen(false);
      this._peeked = cell && !cell.isOpen ? cell : null;
    }
    cell?.setOpen(true);
    cell?.unfold(key);
  }

  /** Where the user is: at the finding that was gone to last, unless they have moved on. */
  private get _position(): IPosition {
    const { content } = this._options.panel;
    const { activeCell, activeCellIndex: cell, mode } = content;
    const cursor = activeCell?.editor?.getCursorPosition();
    const line = mode === 'edit' && cursor ? cursor.line + 1 : 0;
    const isThere = line === 0 || line === (this._last?.line ?? line);
    return { cell, line, key: isThere ? (this._last?.key ?? '') : '' };
  }

  private _last: CheckFinding | null = null;
  private _peeked: CellFindings | null = null;
}

export namespace FindingWalk {
  /** Where to go. */
  export interface IOptions {
    findings: NotebookFindings;
    panel: NotebookPanel;
    commands: CommandRegistry;
  }
}
