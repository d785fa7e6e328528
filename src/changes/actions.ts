import type { TranslationBundle } from '@jupyterlab/translation';
import type { CommandRegistry } from '@lumino/commands';

import type { ChangedFile } from '../api/types';
import { goToCell } from '../goToCell';
import { tellFailure } from '../notify';
import { CommandIDs } from '../tokens';
import type { IDiffArgs } from '../tokens';
import { discard } from './discard';
import type { Discard } from './discard';
import type { ChangesModel } from './model';
import { cellChoice, cellUnchoice, NOTEBOOK_KEY } from './parts';
import type { CellRow, Row } from './rows';
import { fileWish } from './wishes';
import type { IWish } from './wishes';

/** What can be done to rows of the list. */
export class ChangeActions {
  constructor(
    readonly model: ChangesModel,
    private readonly _commands: CommandRegistry,
    readonly trans: TranslationBundle
  ) {}

  /** Stage a row's change, or take it out of the index. */
  toggle(row: Row): void {
    if ('tick' in row) {
      this.setTick(row, row.tick !== 'all');
    }
  }

  /** The same, said which. */
  setTick(row: Row, staged: boolean): void {
    const wish = this._wish(row, staged);
    if (wish) {
      void this.model.wish([wish]);
    }
  }

  /** Stage a part of a cell by name, or take it out. */
  setPart(row: CellRow, part: 'source' | 'outputs', staged: boolean): void {
    const { path } = row.file;
    const cell = { key: row.cell.key, part };
    void this.model.wish([{ path, staged, cell, hunk: null }]);
  }

  /** Stage a notebook with the outputs of its cells. */
  stageWithOutputs(file: ChangedFile): void {
    const { path } = file;
    const outputs = (this.model.cells(path)?.cells ?? [])
      .filter(cell => cell.outputs !== null)
      .map(({ key }) => ({
        path,
        staged: true,
        cell: { key, part: 'outputs' as const },
        hunk: null
      }));
    void this.model.wish([fileWish(path, true), ...outputs]);
  }

  /** Stage all that is listed, or take it out of the index. */
  setAll(staged: boolean): void {
    const files = this.model.rows.flatMap(row =>
      row.type === 'file' ? [row.file] : []
    );
    void this.model.wishFiles(files, staged);
  }

  /** Show how a file differs, at the row's cell. */
  openDiff(row: Row): void {
    const { path, old_path } = row.file;
    const args: IDiffArgs = { path, basePath: old_path ?? undefined };
    if (row.type === 'cell') {
      const { head, base } = row.cell;
      args.cell = head ?? base ?? undefined;
      args.cellSide = head === null ? 'base' : 'head';
    }
    void this._commands.execute(CommandIDs.openDiff, { ...args });
  }

  /** Whether there is a document to go to. */
  canGoTo(row: Row): boolean {
    return (
      row.file.change !== 'deleted' &&
      row.file.kind !== 'submodule' &&
      (row.type !== 'cell' || row.cell.head !== null)
    );
  }

  /** Open the document, at the row's cell. */
  async goTo(row: Row): Promise<void> {
    const { trans } = this;
    const title = trans.__('%1 could not be opened.', row.file.path);
    await tellFailure(title, async () => {
      const { path, kind } = row.file;
      if (row.type === 'cell') {
        const { cell_id, head } = row.cell;
        const place = { notebook: path, cell: cell_id ?? '', index: head };
        await goToCell(this._commands, place);
      } else {
        await this._commands.execute('docmanager:open', {
          path,
          ...(kind === 'notebook' ? { factory: 'Notebook' } : {})
        });
      }
    });
  }

  /** Take a row's change out of the file. */
  discard(row: Row): void {
    const wanted = this._discard(row);
    if (wanted) {
      void discard(this.model, [wanted], this.trans);
    }
  }

  /** Take the outputs of a cell out of the file. */
  discardOutputs(row: CellRow): void {
    const cells = [{ key: row.cell.key, part: 'outputs' as const }];
    const wanted = { path: row.file.path, cells };
    void discard(this.model, [wanted], this.trans);
  }

  private _discard(row: Row): Discard | null {
    const { path } = row.file;
    switch (row.type) {
      case 'file':
        return row.file.actionable ? { path } : null;
      case 'cell':
        return { path, cells: [cellUnchoice(row.cell)] };
      case 'notebook':
        return { path, cells: [{ key: NOTEBOOK_KEY, part: 'all' }] };
      case 'hunk':
        return { path, hunks: [row.hunk.key] };
      default:
        return null;
    }
  }

  private _wish(row: Row, staged: boolean): IWish | null {
    const { path } = row.file;
    switch (row.type) {
      case 'file':
        return row.file.actionable ? fileWish(path, staged) : null;
      case 'cell': {
        const choice = staged ? cellChoice : cellUnchoice;
        return { path, staged, cell: choice(row.cell), hunk: null };
      }
      case 'notebook': {
        const cell = { key: NOTEBOOK_KEY, part: 'all' as const };
        return { path, staged, cell, hunk: null };
      }
      case 'hunk':
        return { path, staged, cell: null, hunk: row.hunk.key };
      default:
        return null;
    }
  }
}
