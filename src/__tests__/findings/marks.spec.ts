import { marksByCell, worstOf } from '../../findings/marks';
import { makeFinding } from './make';

const CELLS = [
  { id: 'a', source: 'import os' },
  { id: 'b', source: 'y = x\nz = y' }
];
const unknown = (): undefined => undefined;

describe('findings at cells', () => {
  it('follow their cell wherever it was moved, by its id', () => {
    const marks = marksByCell([makeFinding({ index: 7 })], CELLS, unknown);
    expect([...marks.keys()]).toEqual(['a']);
  });

  it('find cells without an id by their index', () => {
    const marks = marksByCell([makeFinding({ cell: '@1' })], CELLS, unknown);
    expect([...marks.keys()]).toEqual(['b']);
  });

  it('are gone with their cell, and are no marks of any where they are about none', () => {
    const gone = makeFinding({ cell: 'c', index: 0 });
    const whole = makeFinding({ cell: null, index: null });
    expect(marksByCell([gone, whole], CELLS, unknown).size).toBe(0);
  });

  it('stand in the order of their lines, the worse first', () => {
    const findings = [
      makeFinding({ cell: 'b', line: 2, key: 'second' }),
      makeFinding({ cell: 'b', line: null, column: null, key: 'whole' }),
      makeFinding({ cell: 'b', line: 1, key: 'first' }),
      makeFinding({ cell: 'b', line: 1, key: 'bad', severity: 'error' })
    ];
    const marks = marksByCell(findings, CELLS, unknown).get('b') ?? [];
    expect(marks.map(({ finding }) => finding.key)).toEqual([
      'whole',
      'bad',
      'first',
      'second'
    ]);
  });

  it('may be out of date once their cell was edited, and no more when that is undone', () => {
    const checked = (): string => 'import os';
    const edited = [{ id: 'a', source: 'import os, sys' }];
    const of = (cells: typeof edited): boolean | undefined =>
      marksByCell([makeFinding()], cells, checked).get('a')?.[0]?.isEdited;
    expect(of(edited)).toBe(true);
    expect(of(CELLS)).toBe(false);
  });

  it('are as bad as the worst that is up to date', () => {
    const error = makeFinding({ severity: 'error', key: 'error' });
    const warning = makeFinding({ key: 'warning' });
    expect(
      worstOf([
        { finding: error, isEdited: true },
        { finding: warning, isEdited: false }
      ])?.finding.key
    ).toBe('warning');
    expect(
      worstOf([
        { finding: warning, isEdited: false },
        { finding: error, isEdited: false }
      ])?.finding.key
    ).toBe('error');
    expect(worstOf([])).toBeNull();
  });
});
