import type { CheckRun, Checks } from '../../api/types';
import { CheckedSources, lookedAt } from '../../findings/checkedSources';
import { makeFinding } from './make';

const NOON = Date.parse('2026-01-01T12:00:00Z');
const MINUTE = 60_000;

function makeRun(minutes: number, values: Partial<CheckRun> = {}): CheckRun {
  const at = new Date(NOON + minutes * MINUTE).toISOString();
  return {
    created_at: at,
    started_at: at,
    only_notebooks: [],
    results: [{ check: 'lint' }],
    ...values
  } as unknown as CheckRun;
}

describe('what a cell was when it was checked', () => {
  it('is what was on disk at that time', () => {
    const sources = new CheckedSources();
    sources.note(NOON, new Map([['a', 'old']]));
    sources.note(NOON + 2 * MINUTE, new Map([['a', 'new']]));
    expect(sources.at(NOON + MINUTE)?.get('a')).toBe('old');
    expect(sources.at(NOON + 3 * MINUTE)?.get('a')).toBe('new');
  });

  it('is the oldest that is known where nothing older is', () => {
    const sources = new CheckedSources();
    expect(sources.at(NOON)).toBeNull();
    sources.note(NOON, new Map([['a', 'old']]));
    expect(sources.at(NOON - MINUTE)?.get('a')).toBe('old');
  });

  it('is no burden however often a notebook is saved', () => {
    const sources = new CheckedSources();
    for (let minute = 0; minute < 100; minute++) {
      sources.note(NOON + minute * MINUTE, new Map([['a', String(minute)]]));
    }
    expect(sources.at(NOON)?.get('a')).toBe('80');
  });
});

describe('when a check has looked at a notebook', () => {
  it('is when the newest run with that check did', () => {
    const status = {
      head_run: makeRun(0),
      working_run: makeRun(5, { only_notebooks: ['train.ipynb'] }),
      working_before: [] as CheckRun[]
    } as Checks;
    expect(lookedAt(makeFinding(), status)).toBe(NOON + 5 * MINUTE);
    const other = makeFinding({ source: 'other.ipynb' });
    expect(lookedAt(other, status)).toBe(NOON);
    expect(lookedAt(makeFinding({ check: 'execute' }), status)).toBeNull();
    expect(lookedAt(makeFinding(), null)).toBeNull();
  });
});
