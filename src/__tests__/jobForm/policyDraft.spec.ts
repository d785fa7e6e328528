import { nullTranslator } from '@jupyterlab/translation';

import type { Policy } from '../../api/types';
import {
  policyDraft,
  policyErrors,
  policyWords,
  readPolicy
} from '../../jobForm/policyDraft';

const trans = nullTranslator.load('jupyter-mlops');

describe('a policy', () => {
  it('comes back from the form as it went in, with what the form has no fields for', () => {
    const policy: Policy = {
      priority: 5,
      retries: {
        attempts: 3,
        delay: 60,
        factor: 3,
        jitter: 0.5,
        max_delay: 600,
        on: ['ConnectionError']
      },
      run_timeout: 7200,
      cell_timeout: 90,
      queue_timeout: 60,
      slots: 2,
      memory: 1e9,
      memory_limit: 4e9,
      max_parallel: 2,
      warm: false
    };
    expect(readPolicy(policyDraft(policy), policy)).toEqual(policy);
  });

  it('has no limits where nothing is typed', () => {
    const policy = readPolicy(policyDraft());
    expect(policy.retries?.attempts).toBe(1);
    expect(policy.run_timeout).toBeNull();
    expect(policy.memory_limit).toBeNull();
  });

  it('is told of in a few words, which are none for the ordinary one', () => {
    const ordinary = policyDraft();
    expect(policyWords(ordinary, trans)).toBe('');
    const draft = { ...ordinary, attempts: '3', runTimeout: '2h' };
    expect(policyWords(draft, trans)).toBe('3 attempts · at most 2h');
  });

  it('says which field holds what cannot be', () => {
    const draft = {
      ...policyDraft(),
      attempts: '0',
      priority: 'high',
      runTimeout: 'soon',
      cellTimeout: '0',
      memoryLimit: 'much',
      maxParallel: '0'
    };
    expect(Object.keys(policyErrors(draft, trans)).sort()).toEqual([
      'attempts',
      'cellTimeout',
      'maxParallel',
      'memoryLimit',
      'priority',
      'runTimeout'
    ]);
    expect(policyErrors(policyDraft(), trans)).toEqual({});
  });
});
