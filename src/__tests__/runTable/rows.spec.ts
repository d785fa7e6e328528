import { tableRows } from '../../runTable/rows';
import { makeRun } from '../makeRun';

const NONE: ReadonlySet<string> = new Set();
const RUNS = [
  makeRun({ id: '9' }),
  makeRun({ id: '8', sweep: 's' }),
  makeRun({ id: '7', sweep: 's' }),
  makeRun({ id: '6', sweep: 't' }),
  makeRun({ id: '5' })
];

const ids = (
  open: ReadonlySet<string>,
  hidden: ReadonlySet<string> = NONE
): string[] =>
  tableRows(RUNS, open, hidden).map(row => `${row.kind} ${row.id}`);

describe('tableRows', () => {
  it('folds the runs of a sweep into one row, but not a single one', () => {
    expect(ids(NONE)).toEqual(['run 9', 'sweep s', 'run 6', 'run 5']);
  });

  it('unfolds a sweep in place', () => {
    expect(ids(new Set(['s']))).toEqual([
      'run 9',
      'sweep s',
      'run 8',
      'run 7',
      'run 6',
      'run 5'
    ]);
  });

  it('leaves out what is on its way out', () => {
    expect(ids(NONE, new Set(['9', '8']))).toEqual(['run 7', 'run 6', 'run 5']);
  });
});
