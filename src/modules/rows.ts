import type {
  Finding,
  Module,
  ModuleCell,
  ModuleQuestion,
  Modules
} from '../api/types';
import { hasMarkers, keyOf } from './decisions';
import type { Choice } from './decisions';

interface IRow {
  /** Names the row as long as it is there. */
  readonly id: string;
}

/** A module, on one line. */
export interface IModuleRow extends IRow {
  readonly type: 'module';
  readonly module: Module;
  /** Whether it is unfolded; null where there is nothing to unfold. */
  readonly isOpen: boolean | null;
}

/** A cell in which a module and its notebook differ. */
export interface ICellRow extends IRow {
  readonly type: 'cell';
  readonly module: Module;
  readonly cell: ModuleCell;
  /** What is asked of it; null if nothing is. */
  readonly question: ModuleQuestion | null;
  /** Whether its difference is shown; null where it is in the cell, between markers. */
  readonly isOpen: boolean | null;
  /** What the user has chosen, while others are still to be decided. */
  readonly choice: Choice | null;
}

/** Something that was deleted on one side, in no cell that is listed. */
export interface IQuestionRow extends IRow {
  readonly type: 'question';
  readonly module: Module;
  readonly question: ModuleQuestion;
  readonly choice: Choice | null;
}

/** Something that the author has to know. */
export interface IFindingRow extends IRow {
  readonly type: 'finding';
  /** Null where it is about no module. */
  readonly module: Module | null;
  readonly finding: Finding;
}

/** What a state means, and what can be done about it. */
export interface INoteRow extends IRow {
  readonly type: 'note';
  readonly module: Module;
  readonly note: 'foreign' | 'orphaned';
}

/** A row of the list of modules. */
export type Row = IModuleRow | ICellRow | IQuestionRow | IFindingRow | INoteRow;

/** What the list is made of. */
export interface IRowSource {
  readonly status: Modules;
  readonly filter: string;
  isOpen(module: Module): boolean;
  /** Whether the difference of a row's cell is shown. */
  isCompared(id: string): boolean;
  choice(key: string): Choice | null;
}

/** The rows: each module, and below it what there is to see and decide if it is unfolded. */
export function makeRows(source: IRowSource): Row[] {
  const { status, filter } = source;
  const general = filter === '' ? findingRows('', null, status.findings) : [];
  const modules = status.modules.filter(module => matches(module, filter));
  return [
    ...general,
    ...modules.flatMap(module => {
      const inside = insideRows(module, source);
      const isOpen = inside.length > 0 ? source.isOpen(module) : null;
      const row: Row = { type: 'module', id: module.name, module, isOpen };
      return isOpen ? [row, ...inside] : [row];
    })
  ];
}

/** Whether a module has all the words of a filter in its name or in those of its notebooks. */
export function matches(module: Module, filter: string): boolean {
  const text = [module.import_name, module.path, ...module.notebooks].join(' ');
  const words = filter.toLowerCase().split(/\s+/);
  return words.every(word => text.toLowerCase().includes(word));
}

function insideRows(module: Module, source: IRowSource): Row[] {
  const { name, state } = module;
  const asked = new Map(
    module.questions.map(question => [keyOf(module, question), question])
  );
  const cells = module.changes.map((cell): ICellRow => {
    const key = keyOf(module, cell);
    const id = `${key}\n${cell.change}`;
    const question = asked.get(key) ?? null;
    asked.delete(key);
    return {
      type: 'cell',
      id,
      module,
      cell,
      question,
      isOpen: hasMarkers(cell) ? null : source.isCompared(id),
      choice: source.choice(key)
    };
  });
  const questions = [...asked].map(([key, question]): IQuestionRow => ({
    type: 'question',
    id: `${key}\n?`,
    module,
    question,
    choice: source.choice(key)
  }));
  const notes: INoteRow[] =
    state === 'foreign' || state === 'orphaned'
      ? [{ type: 'note', id: `${name}\n!`, module, note: state }]
      : [];
  const findings = findingRows(name, module, untold(module));
  return [...notes, ...findings, ...questions, ...cells];
}

/** The findings that nothing else says: not what has a row of its own, with what to do about it. */
function untold({ changes, findings, state }: Module): Finding[] {
  const isMarked = changes.some(hasMarkers);
  return findings.filter(
    ({ code }) =>
      !(isMarked && code === 'conflict_markers') &&
      !(state === 'foreign' && code === 'foreign_module')
  );
}

function findingRows(
  name: string,
  module: Module | null,
  findings: readonly Finding[]
): IFindingRow[] {
  return findings.map((finding, index) => ({
    type: 'finding',
    id: `${name}\n!${finding.code}\n${index}`,
    module,
    finding
  }));
}
