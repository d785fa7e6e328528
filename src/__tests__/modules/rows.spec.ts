import { hasMarkers } from '../../modules/decisions';
import { makeRows, matches } from '../../modules/rows';
import type { IRowSource } from '../../modules/rows';
import {
  makeCell,
  makeFinding,
  makeModule,
  makeModules,
  makeQuestion
} from './make';

function source(change: Partial<IRowSource> = {}): IRowSource {
  return {
    status: makeModules(),
    filter: '',
    isOpen: () => true,
    isCompared: () => false,
    choice: () => null,
    ...change
  };
}

describe('the rows of modules', () => {
  it('have nothing to unfold where a module is in step', () => {
    const status = makeModules({ modules: [makeModule()] });
    const [row] = makeRows(source({ status }));
    expect(row).toMatchObject({ type: 'module', isOpen: null });
  });

  it('begin with what concerns no module', () => {
    const findings = [makeFinding({ module: '', code: 'unreadable' })];
    const status = makeModules({ modules: [makeModule()], findings });
    const types = makeRows(source({ status })).map(row => row.type);
    expect(types).toEqual(['finding', 'module']);
  });

  it('ask about a cell in its own row', () => {
    const cell = makeCell({ change: 'module_deleted' });
    const question = makeQuestion({ cell: cell.cell, source: cell.source });
    const module = makeModule({
      state: 'asks',
      changes: [cell],
      questions: [question]
    });
    const status = makeModules({ modules: [module] });
    const rows = makeRows(source({ status }));
    expect(rows.map(row => row.type)).toEqual(['module', 'cell']);
    expect(rows[1]).toMatchObject({ question });
  });

  it('ask in a row of its own about what is in no listed cell', () => {
    const module = makeModule({ state: 'asks', questions: [makeQuestion()] });
    const status = makeModules({ modules: [module] });
    const types = makeRows(source({ status })).map(row => row.type);
    expect(types).toEqual(['module', 'question']);
  });

  it('say what is in the way before anything else, and once', () => {
    const module = makeModule({
      state: 'foreign',
      changes: [makeCell({ change: 'added' })],
      findings: [makeFinding({ code: 'foreign_module' }), makeFinding()]
    });
    const status = makeModules({ modules: [module] });
    const types = makeRows(source({ status })).map(row => row.type);
    expect(types).toEqual(['module', 'note', 'finding', 'cell']);
  });

  it('say what is to be done about markers once', () => {
    const change = 'conflict' as const;
    const notebook_text = '<<<<<<< notebook\n=======\n>>>>>>> module\n';
    const findings = [makeFinding({ code: 'conflict_markers' })];
    const changes = [makeCell({ change, notebook_text })];
    const module = makeModule({ state: 'conflict', changes, findings });
    const status = makeModules({ modules: [module] });
    const types = makeRows(source({ status })).map(row => row.type);
    expect(types).toEqual(['module', 'cell']);
  });

  it('have ids of their own, whatever is twice in a module', () => {
    const module = makeModule({
      changes: [makeCell(), makeCell({ change: 'moved' })],
      findings: [makeFinding(), makeFinding()]
    });
    const status = makeModules({ modules: [module] });
    const ids = makeRows(source({ status })).map(row => row.id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('the filter', () => {
  it('finds modules by name and notebook, whatever the case', () => {
    const module = makeModule({ name: 'data.load' });
    expect(matches(module, 'LOAD train')).toBe(true);
    expect(matches(module, 'model')).toBe(false);
  });
});

describe('markers', () => {
  it('are told from operators', () => {
    const marked = '<<<<<<< notebook\nx = 1\n=======\nx = 2\n>>>>>>> module\n';
    expect(hasMarkers(makeCell({ notebook_text: marked }))).toBe(true);
    expect(hasMarkers(makeCell({ notebook_text: 'x = 1 << 7\n' }))).toBe(false);
    expect(hasMarkers(makeCell({ notebook_text: null }))).toBe(false);
  });
});
