import {
  isBranchName,
  startOptions,
  switchOptions
} from '../../branches/options';
import { makeBranch } from './make';

const upstream = { name: 'origin/main', ahead: 0, behind: 0, gone: false };

function names(found: ReturnType<typeof switchOptions>): string[] {
  return found.options.map(each =>
    each.kind === 'branch' ? each.branch.name : `+${each.name}`
  );
}

describe('branches to switch to', () => {
  it('leave out remote ones that a local one follows', () => {
    const branches = [
      makeBranch('main', { upstream }),
      makeBranch('origin/main', { remote: true }),
      makeBranch('origin/next', { remote: true })
    ];
    expect(names(switchOptions(branches, ''))).toEqual(['main', 'origin/next']);
  });

  it('hold all words, the one of that very name first', () => {
    const branches = ['fix-b', 'a-fix', 'fix'].map(name => makeBranch(name));
    expect(names(switchOptions(branches, 'fix'))).toEqual([
      'fix',
      'fix-b',
      'a-fix'
    ]);
    expect(names(switchOptions(branches, 'B FIX'))).toEqual([
      'fix-b',
      '+B FIX'
    ]);
  });

  it('are cut where there are too many, and counted', () => {
    const branches = [...Array(250).keys()].map(n => makeBranch(`b${n}`));
    const found = switchOptions(branches, '');
    expect(found.options).toHaveLength(200);
    expect(found.omitted).toBe(50);
  });
});

describe('branches to start from', () => {
  it('begin with the one that one is on', () => {
    const branches = [makeBranch('a'), makeBranch('b', { current: true })];
    expect(names(startOptions(branches))).toEqual(['b', 'a']);
  });
});

describe('a name', () => {
  it.each(['main', 'fix/loader', 'v1.2', 'ä', 'a@b'])('%s does', name => {
    expect(isBranchName(name)).toBe(true);
  });

  it.each([
    ['-a'],
    ['a b'],
    ['a..b'],
    ['a~1'],
    ['.a'],
    ['a/.b'],
    ['a.lock'],
    ['a/'],
    ['a//b'],
    ['a.'],
    ['@'],
    ['a@{1}'],
    ['a\\b'],
    ['HEAD'],
    ['']
  ])('%j does not', name => {
    expect(isBranchName(name)).toBe(false);
  });
});
