import { PromiseDelegate } from '@lumino/coreutils';

import { ApiError } from '../../api/errors';
import type { Gate } from '../../api/types';
import { CommitGate } from '../../changes/gate';
import { makeFinding } from '../findings/make';

const BLOCKED = new ApiError('gate_blocked', 'A secret would be committed.');

describe('what stands in the way of a commit', () => {
  it('is asked for with its places', async () => {
    const blocking = [makeFinding({ check: 'secrets', severity: 'error' })];
    const gate = new CommitGate(() =>
      Promise.resolve({ blocking, warnings: [] })
    );
    expect(gate.block('project', BLOCKED)).toBe(true);
    expect(gate.blocking).toBeNull();
    await settled();
    expect(gate.blocking).toEqual(blocking);
  });

  it('is only what a check says', () => {
    const gate = new CommitGate(() => Promise.reject(new Error('not asked')));
    const other = new ApiError('hook_failed', 'No.');
    expect(gate.block('project', other)).toBe(false);
    expect(gate.error).toBeNull();
  });

  it('is told as text where its places cannot be asked for', async () => {
    const gate = new CommitGate(() => Promise.reject(new Error('away')));
    gate.block('project', BLOCKED);
    await settled();
    expect(gate.error).toBe(BLOCKED);
    expect(gate.blocking).toBeNull();
  });

  it('is not shown again by an answer that comes late', async () => {
    const answer = new PromiseDelegate<Gate>();
    const gate = new CommitGate(() => answer.promise);
    gate.block('project', BLOCKED);
    gate.clear();
    answer.resolve({ blocking: [makeFinding()], warnings: [] });
    await settled();
    expect(gate.error).toBeNull();
    expect(gate.blocking).toBeNull();
  });

  it('keeps a reason that was typed until a commit is made', () => {
    const gate = new CommitGate(() => new Promise(() => undefined));
    gate.block('project', BLOCKED);
    gate.reason = 'a test key';
    gate.clear();
    gate.block('project', BLOCKED);
    expect(gate.reason).toBe('a test key');
    gate.forget();
    expect(gate.reason).toBe('');
  });
});

function settled(): Promise<void> {
  return new Promise(resolve => {
    setTimeout(resolve, 0);
  });
}
