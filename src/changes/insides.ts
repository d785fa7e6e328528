import type { CellChanges, Hunks } from '../api/types';
import type { IDocuments, IRepository } from '../tokens';
import { askWithUnsaved } from '../unsaved';
import { Details } from './details';
import type { IDetail } from './details';
import { kindOf } from './files';
import type { IInsides } from './files';
import { NOTEBOOK_KEY } from './parts';

/** What has changed in files: cells of notebooks, hunks of texts. */
export class Insides implements IInsides {
  constructor(
    repository: IRepository,
    documents: IDocuments,
    onChanged: () => void
  ) {
    const { client } = repository;
    this._cells = new Details(
      path =>
        askWithUnsaved(documents, path, unsaved => client.cells(path, unsaved)),
      onChanged
    );
    this._hunks = new Details(
      path =>
        askWithUnsaved(documents, path, unsaved => client.hunks(path, unsaved)),
      onChanged
    );
  }

  cells(path: string): CellChanges | null {
    return this._cells.get(path)?.value ?? null;
  }

  hunks(path: string): Hunks | null {
    return this._hunks.get(path)?.value ?? null;
  }

  /** What is known of a notebook, and what went wrong. */
  cellsDetail(path: string): IDetail<CellChanges> | undefined {
    return this._cells.get(path);
  }

  /** The same of a text. */
  hunksDetail(path: string): IDetail<Hunks> | undefined {
    return this._hunks.get(path);
  }

  /** Whether a notebook has a change of that key. */
  hasCell(path: string, key: string): boolean {
    const changes = this.cells(path);
    return (
      changes?.cells.some(cell => cell.key === key) === true ||
      (key === NOTEBOOK_KEY && (changes?.notebook ?? null) !== null)
    );
  }

  /** These are looked at. */
  want(notebooks: readonly string[], texts: readonly string[]): void {
    this._cells.want(notebooks);
    this._hunks.want(texts);
  }

  /** These files have changed; all without paths. */
  expire(paths?: readonly string[]): void {
    if (!paths) {
      this._cells.expire();
      this._hunks.expire();
    }
    for (const path of paths ?? []) {
      this._cells.expire(path);
      this._hunks.expire(path);
    }
  }

  /** Ask again about files that have been asked about. */
  async refresh(paths: readonly string[]): Promise<void> {
    await Promise.all(
      paths.map(async path => {
        const details: Details<unknown> =
          kindOf(path) === 'notebook' ? this._cells : this._hunks;
        if (details.get(path)) {
          await details.refresh(path);
        }
      })
    );
  }

  /** Forget all files but these. */
  keep(paths: ReadonlySet<string>): void {
    this._cells.keep(paths);
    this._hunks.keep(paths);
  }

  private readonly _cells: Details<CellChanges>;
  private readonly _hunks: Details<Hunks>;
}
