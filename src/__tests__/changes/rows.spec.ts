import { ApiError } from '../../api/errors';
import type { CellChanges } from '../../api/types';
import type { IDetail } from '../../changes/details';
import { changedFiles, filterFiles } from '../../changes/files';
import { makeRows } from '../../changes/rows';
import type { IRowSource } from '../../changes/rows';
import { stagedAmount, wholeAmount } from '../../changes/amount';
import { hunkKind, hunkLabel, splitPath } from '../../changes/words';
import { makeCell, makeChanges, makeFile, makeHunk } from './make';

const notebook = makeFile();
const text = makeFile({ path: 'lib/a.py', kind: 'text' });
const image = makeFile({ path: 'plot.png', kind: 'image', staged: 'all' });

function source(
  detail: IDetail<CellChanges> | undefined,
  values: Partial<IRowSource> = {}
): IRowSource {
  return {
    files: [notebook, text, image],
    codeOnly: true,
    isOpen: path => path === notebook.path,
    cells: () => detail,
    hunks: () => undefined,
    wished: () => null,
    ...values
  };
}

const known = (value: CellChanges) => ({ value, error: null });

describe('the rows', () => {
  it('have the cells of an unfolded notebook below it', () => {
    const cells = [makeCell({ source: 'staged' }), makeCell({ key: 'b' })];
    const rows = makeRows(source(known(makeChanges(cells))));
    expect(rows.map(row => row.type)).toEqual([
      'file',
      'cell',
      'cell',
      'file',
      'file'
    ]);
    expect(rows[0]).toMatchObject({ tick: 'some', isOpen: true });
    expect(rows[3]).toMatchObject({ isOpen: false });
    expect(rows[4]).toMatchObject({ isOpen: null, tick: 'all' });
  });

  it('say that they are on their way, what stands in the way, or why not', () => {
    const second = (detail: IDetail<CellChanges> | undefined) =>
      makeRows(source(detail))[1];
    expect(second(undefined)).toMatchObject({ note: 'loading' });
    expect(second(known(makeChanges([])))).toMatchObject({ note: 'same' });
    const broken = makeChanges([], { problem: 'no notebook' });
    expect(second(known(broken))).toMatchObject({ text: 'no notebook' });
    const error = new ApiError('x', 'no disk');
    expect(second({ value: null, error })).toMatchObject({ type: 'error' });
  });

  it('show a wish for a whole file at once', () => {
    const rows = makeRows(source(undefined, { wished: () => true }));
    expect(rows[0]).toMatchObject({ tick: 'all' });
  });

  it('of a notebook in conflict do not unfold', () => {
    const files = [makeFile({ change: 'conflict' })];
    expect(makeRows(source(undefined, { files }))).toHaveLength(1);
  });
});

describe('the files', () => {
  const status = {
    repository: { path: 'proj' },
    files: [makeFile({ path: 'proj/b.py', kind: 'text' })]
  } as never;
  const insides = (value: CellChanges) => ({
    cells: () => value,
    hunks: () => null
  });

  it('are also those that differ only as the Lab holds them', () => {
    const dirty = ['proj/a.ipynb', 'elsewhere/c.ipynb', 'proj/b.py'];
    const changes = insides(makeChanges([makeCell()]));
    const files = changedFiles(status, dirty, changes);
    expect(files.map(file => file.path)).toEqual(['proj/a.ipynb', 'proj/b.py']);
  });

  it('are not those that git ignores: everything in them is new', () => {
    const changes = insides(makeChanges([makeCell({ kind: 'added' })]));
    expect(changedFiles(status, ['proj/a.ipynb'], changes)).toHaveLength(1);
  });

  it('are found by words of their paths', () => {
    const files = [notebook, text, image];
    expect(filterFiles(files, 'LIB a')).toEqual([text]);
    expect(filterFiles(files, ' ')).toBe(files);
  });
});

describe('the amount', () => {
  const cells = () =>
    makeChanges([
      makeCell({ source: 'staged' }),
      makeCell({ key: 'b', kind: 'rerun', source: null, outputs: 'unstaged' })
    ]);

  it('of what is staged counts cells of notebooks, and other files', () => {
    const files = [makeFile({ staged: 'some' }), image, text];
    expect(stagedAmount(files, cells)).toEqual({ cells: 1, files: 1 });
  });

  it('of everything leaves out outputs that stay here', () => {
    const files = [notebook, text];
    expect(wholeAmount(files, cells, true)).toEqual({ cells: 1, files: 1 });
    expect(wholeAmount(files, cells, false)).toEqual({ cells: 2, files: 1 });
    const rerun = () => makeChanges(cells().cells.slice(1));
    expect(wholeAmount(files, rerun, true)).toEqual({ cells: 0, files: 1 });
  });
});

it('lines of a hunk are numbered as editors do', () => {
  expect(hunkLabel(makeHunk())).toBe('5');
  expect(hunkLabel(makeHunk({ head_lines: 3 }))).toBe('5–7');
  expect(hunkKind(makeHunk({ base_lines: 0 }))).toBe('added');
  expect(hunkKind(makeHunk({ head_lines: 0 }))).toBe('removed');
});

it('folders are named from the repository on', () => {
  expect(splitPath('proj/lib/a.py', 'proj')).toEqual({
    name: 'a.py',
    folder: 'lib'
  });
  expect(splitPath('a.py', '')).toEqual({ name: 'a.py', folder: '' });
});
