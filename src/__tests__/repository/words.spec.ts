import { nullTranslator } from '@jupyterlab/translation';

import { describe as words, headName, note } from '../../repository/words';
import { makeRepository, makeStatus } from './make';

const trans = nullTranslator.load('jupyter-mlops');

describe('what is to be known of a repository', () => {
  it('is nothing in peace', () => {
    expect(note(makeStatus(), trans)).toBeNull();
  });

  it('is how a merge ends', () => {
    const status = makeStatus({ state: 'merging' });
    expect(note(status, trans)?.text).toBe('Merging. Commit to finish.');
    status.files.push({
      path: 'a.ipynb',
      old_path: null,
      kind: 'notebook',
      change: 'conflict',
      staged: 'none',
      actionable: true
    });
    expect(note(status, trans)?.text).toBe(
      'Merging. Resolve 1 conflict, then commit.'
    );
  });

  it('is that no branch keeps the commits', () => {
    const status = makeStatus({ branch: null, upstream: null });
    expect(note(status, trans)?.isUrgent).toBe(true);
  });

  it('is that there are no commits, or no upstream any more', () => {
    const empty = makeStatus({ commit: null, upstream: null });
    expect(note(empty, trans)?.text).toBe('No commits yet.');
    const upstream = { name: 'origin/x', ahead: 0, behind: 0, gone: true };
    const gone = makeStatus({ upstream });
    expect(note(gone, trans)?.text).toBe('origin/x no longer exists.');
  });
});

describe('what is checked out', () => {
  it('is the branch, else the commit', () => {
    expect(headName(makeRepository())).toBe('main');
    expect(headName(makeRepository({ branch: null }))).toBe('0123456');
  });

  it('is told in full', () => {
    expect(words(makeRepository({ kind: 'linked' }), trans)).toBe(
      'Linked worktree work\nBranch main\nFollows origin/main'
    );
  });
});
