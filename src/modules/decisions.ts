import type { Answer, Module, ModuleCell, SyncRequest } from '../api/types';

/** What a user has decided about a conflict (`cell`: resolve it in the cell), or a deletion. */
export type Choice = Answer | 'notebook' | 'module' | 'cell';

/** What names a cell of a module. */
interface ICellName {
  readonly source: string;
  readonly cell: string;
}

/** What was decided about a module, as requests say it. */
export interface IDecided {
  readonly answers: NonNullable<SyncRequest['answers']>;
  readonly sides: NonNullable<SyncRequest['sides']>;
  /** Cells into which conflicts are to be written. */
  readonly cells: ModuleCell[];
}

/** How a cell of a module is told from others. */
export function keyOf(module: Module, { source, cell }: ICellName): string {
  return [module.name, source, cell].join('\n');
}

/** Whether a cell has a conflict between markers, for the user to resolve there. */
export function hasMarkers(cell: ModuleCell): boolean {
  return /^<<<<<<< /m.test(cell.notebook_text ?? '');
}

/** Whether a conflict waits for a decision: a sync would write it into the cell. */
export function isUndecided(cell: ModuleCell): boolean {
  return cell.change === 'conflict' && !hasMarkers(cell);
}

/**
 * What was chosen for the conflicts and deletions of modules, until it can be carried out.
 *
 * A sync writes each conflict that nobody has decided into its cell. So what was chosen for one
 * waits until all of its module are decided.
 */
export class Decisions {
  /** What was chosen for a cell; null where nothing was. */
  of(key: string): Choice | null {
    return this._choices.get(key) ?? null;
  }

  /** Choose; to choose the same again takes it back. */
  choose(key: string, choice: Choice): void {
    if (this._choices.get(key) === choice) {
      this._choices.delete(key);
    } else {
      this._choices.set(key, choice);
    }
  }

  /** How many conflicts of a module still wait for a choice. */
  open(module: Module): number {
    return module.changes.filter(
      cell => isUndecided(cell) && !this._choices.has(keyOf(module, cell))
    ).length;
  }

  /** What was decided about a module. */
  decided(module: Module): IDecided {
    const { name } = module;
    const decided: IDecided = { answers: [], sides: [], cells: [] };
    for (const cell of module.changes) {
      const choice = this.of(keyOf(module, cell));
      const names = { module: name, source: cell.source, cell: cell.cell };
      if (choice === 'notebook' || choice === 'module') {
        decided.sides.push({ ...names, side: choice });
      } else if (choice === 'cell') {
        decided.cells.push(cell);
      }
    }
    for (const { source, cell } of module.questions) {
      const answer = this.of(keyOf(module, { source, cell }));
      if (answer === 'delete' || answer === 'unmark' || answer === 'keep') {
        decided.answers.push({ module: name, source, cell, answer });
      }
    }
    return decided;
  }

  /** Forget what was chosen for a module. */
  forget(module: string): void {
    for (const key of this._choices.keys()) {
      if (key.startsWith(`${module}\n`)) {
        this._choices.delete(key);
      }
    }
  }

  /** Forget everything. */
  clear(): void {
    this._choices.clear();
  }

  private readonly _choices = new Map<string, Choice>();
}
