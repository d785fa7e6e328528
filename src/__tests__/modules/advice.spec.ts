import { Signal } from '@lumino/signaling';

import type { ReleasePlan } from '../../api/types';
import { VersionAdvice } from '../../modules/advice';
import type { ModulesModel } from '../../modules/model';
import { makeModule, makeModules } from './make';

async function pause(): Promise<void> {
  await new Promise(resolve => setTimeout(resolve, 1100));
}

/** Modules that are in step, looked at, and advised about. */
function make(plan: Partial<ReleasePlan>) {
  let asked = 0;
  const modules = {
    changed: new Signal<object, void>({}),
    answered: new Signal<object, void>({}),
    isVisible: true,
    followed: 'work/train.ipynb',
    status: makeModules({ modules: [makeModule()] }),
    client: {
      releasePlan: () => {
        asked += 1;
        return Promise.resolve({ latest: '1.2.0', reasons: [], ...plan });
      }
    }
  };
  const advice = new VersionAdvice(modules as unknown as ModulesModel);
  return { advice, modules, asked: () => asked };
}

const REASON = { name: 'features.clip' } as ReleasePlan['reasons'][number];

describe('the version that is advised', () => {
  it('is asked for once all is in step', async () => {
    const { advice, asked } = make({ advised: '1.3.0', reasons: [REASON] });
    expect(advice.next).toBeNull();
    await pause();
    expect(asked()).toBe(1);
    expect(advice.next).toBe('1.3.0');
    advice.dispose();
  });

  it('is nothing to speak of where nothing has changed', async () => {
    const { advice } = make({ advised: '1.2.1' });
    await pause();
    expect(advice.next).toBeNull();
    advice.dispose();
  });

  it('is forgotten as soon as something is ahead', async () => {
    const { advice, modules, asked } = make({
      advised: '1.3.0',
      reasons: [REASON]
    });
    await pause();
    modules.status = makeModules({
      modules: [makeModule({ state: 'notebook_ahead' })]
    });
    modules.changed.emit();
    expect(advice.next).toBeNull();
    await pause();
    expect(asked()).toBe(1);
    advice.dispose();
  });

  it('is asked for again where modules were written and are in step again', async () => {
    const { advice, modules, asked } = make({ advised: '1.2.1' });
    await pause();
    modules.answered.emit();
    modules.answered.emit();
    await pause();
    expect(asked()).toBe(2);
    advice.dispose();
  });
});
