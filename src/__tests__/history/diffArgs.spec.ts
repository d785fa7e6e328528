import { commitDiff, sinceDiff } from '../../history/diffArgs';
import { idOf, makeCommit, makeFile } from './make';

describe('what a commit did to a file', () => {
  it('is against its first parent', () => {
    const merge = makeCommit(2, { parents: [idOf(1), idOf(7)] });
    expect(commitDiff(merge, makeFile())).toEqual({
      path: 'train.ipynb',
      base: idOf(1),
      head: idOf(2)
    });
  });

  it('is against nothing in the first commit, and where it is new or gone', () => {
    const nothing = ':nothing';
    expect(commitDiff(makeCommit(0), makeFile()).base).toBe(nothing);
    const added = makeFile({ change: 'added' });
    expect(commitDiff(makeCommit(1), added).base).toBe(nothing);
    const deleted = makeFile({ change: 'deleted' });
    expect(commitDiff(makeCommit(1), deleted).head).toBe(nothing);
  });

  it('knows the name that the file had before', () => {
    const renamed = makeFile({ change: 'renamed', old_path: 'old.ipynb' });
    expect(commitDiff(makeCommit(1), renamed).basePath).toBe('old.ipynb');
  });
});

describe('what has become of a file since', () => {
  it('is in the file as it is called now', () => {
    expect(sinceDiff(makeCommit(1), makeFile(), null)).toEqual({
      path: 'train.ipynb',
      base: idOf(1),
      head: ':working'
    });
    expect(sinceDiff(makeCommit(1), makeFile(), 'now.ipynb')).toEqual({
      path: 'now.ipynb',
      basePath: 'train.ipynb',
      base: idOf(1),
      head: ':working'
    });
  });
});
