import { hasNewCommit } from '../../findings/branchTip';

const TIP = { repository: 'project', branch: 'main', commit: 'a' };

describe('a new commit', () => {
  it('is one that appears on the branch that one was on', () => {
    expect(hasNewCommit(TIP, { ...TIP, commit: 'b' })).toBe(true);
    expect(hasNewCommit({ ...TIP, commit: null }, TIP)).toBe(true);
  });

  it('is none that was there when one came', () => {
    expect(hasNewCommit(null, TIP)).toBe(false);
    expect(hasNewCommit(TIP, TIP)).toBe(false);
    const other = { ...TIP, commit: 'b' };
    expect(hasNewCommit(TIP, { ...other, branch: 'topic' })).toBe(false);
    expect(hasNewCommit(TIP, { ...other, repository: 'other' })).toBe(false);
  });

  it('is none where no branch is', () => {
    const detached = { ...TIP, branch: null };
    expect(hasNewCommit(detached, { ...detached, commit: 'b' })).toBe(false);
  });
});
