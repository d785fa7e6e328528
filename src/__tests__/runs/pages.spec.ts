import { appendPage, insertRun, refreshFirst, since } from '../../runs/pages';
import { makeRun } from '../makeRun';

function runs(...ids: string[]) {
  return ids.map(id => makeRun({ id }));
}

function ids(loaded: { runs: readonly { id: string }[] }): string[] {
  return loaded.runs.map(run => run.id);
}

describe('appendPage', () => {
  it('goes on where the page ended', () => {
    const loaded = { runs: runs('09', '08'), cursor: '08' };
    const next = appendPage(loaded, { runs: runs('07'), next_cursor: null });
    expect(ids(next)).toEqual(['09', '08', '07']);
    expect(next.cursor).toBeNull();
  });
});

describe('refreshFirst', () => {
  const loaded = { runs: runs('09', '08', '07', '06', '05'), cursor: '05' };

  it('drops what the server no longer lists within the page', () => {
    const page = { runs: runs('09', '07'), next_cursor: '07' };
    const next = refreshFirst(loaded, page, loaded);
    expect(ids(next)).toEqual(['09', '07', '06', '05']);
  });

  it('drops the newest run, too, where the server no longer lists it', () => {
    const page = { runs: runs('08', '07'), next_cursor: '07' };
    const next = refreshFirst(loaded, page, loaded);
    expect(ids(next)).toEqual(['08', '07', '06', '05']);
  });

  it('keeps older pages and where they ended', () => {
    const page = { runs: runs('10', '09'), next_cursor: '09' };
    const next = refreshFirst(loaded, page, loaded);
    expect(ids(next)).toEqual(['10', '09', '08', '07', '06', '05']);
    expect(next.cursor).toBe('05');
  });

  it('keeps a run that appeared while the page was on its way', () => {
    const before = { runs: runs('08', '07'), cursor: null };
    const now = { runs: runs('09', '08', '07'), cursor: null };
    const page = { runs: runs('08', '07'), next_cursor: null };
    expect(ids(refreshFirst(now, page, before))).toEqual(['09', '08', '07']);
  });

  it('empties the list where nothing is left', () => {
    const page = { runs: [], next_cursor: null };
    const next = refreshFirst(loaded, page, loaded);
    expect(next).toEqual({ runs: [], cursor: null });
  });
});

describe('since', () => {
  it('is what has appeared', () => {
    const before = { runs: runs('08', '07'), cursor: '07' };
    const now = { runs: runs('09', '08', '07'), cursor: '07' };
    expect(ids(since(now, before))).toEqual(['09']);
  });
});

describe('insertRun', () => {
  it('puts a new run on top', () => {
    const loaded = { runs: runs('08', '07'), cursor: '07' };
    const run = makeRun({ id: '09' });
    expect(ids(insertRun(loaded, run))).toEqual(['09', '08', '07']);
  });

  it('leaves an old run to its page', () => {
    const loaded = { runs: runs('08', '07'), cursor: '07' };
    expect(insertRun(loaded, makeRun({ id: '01' }))).toBe(loaded);
  });
});
