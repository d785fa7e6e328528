import { ApiError } from '../../api/errors';
import type { ModulesClient } from '../../api/modulesClient';
import type { Modules } from '../../api/types';
import { ModulesModel } from '../../modules/model';
import type { IDocuments } from '../../tokens';
import { makeModule, makeModules } from './make';

/** Holds questions back until they are answered by hand. */
class FakeClient {
  readonly asked: string[] = [];

  modules(path: string): Promise<Modules> {
    this.asked.push(path);
    return new Promise((resolve, reject) => {
      this._waiting.push({ resolve, reject });
    });
  }

  async answer(status: Modules): Promise<void> {
    this._waiting.shift()?.resolve(status);
    await new Promise(resolve => setTimeout(resolve, 0));
  }

  async refuse(error: Error): Promise<void> {
    this._waiting.shift()?.reject(error);
    await new Promise(resolve => setTimeout(resolve, 0));
  }

  private readonly _waiting: {
    resolve: (status: Modules) => void;
    reject: (error: Error) => void;
  }[] = [];
}

function make(stubborn: readonly string[] = []) {
  const client = new FakeClient();
  const dirty = new Set(['work/a.ipynb', ...stubborn]);
  const documents = {
    dirty: () => [...dirty],
    save: (path: string) => {
      if (!stubborn.includes(path)) {
        dirty.delete(path);
      }
      return Promise.resolve();
    }
  };
  const model = new ModulesModel(
    client as unknown as ModulesClient,
    documents as unknown as IDocuments
  );
  return { client, model };
}

describe('the modules that are looked at', () => {
  it('are asked for when a notebook is followed, with nobody looking at the list', () => {
    const { client, model } = make();
    model.follow('work');
    expect(client.asked).toEqual([]);
    model.follow('work/train.ipynb');
    expect(client.asked).toEqual(['work/train.ipynb']);
  });

  it('are asked for once somebody looks', async () => {
    const { client, model } = make();
    model.follow('work');
    model.setVisible(true);
    await client.answer(makeModules());
    model.setVisible(false);
    model.setVisible(true);
    expect(client.asked).toEqual(['work']);
    void model.expire();
    expect(client.asked).toEqual(['work', 'work']);
  });

  it('are never those of a path that was left meanwhile', async () => {
    const { client, model } = make();
    model.follow('a/x.ipynb');
    model.follow('b/y.ipynb');
    await client.answer(makeModules({ project: 'a' }));
    expect(model.status).toBeNull();
    await client.answer(makeModules({ project: 'b' }));
    expect(model.status?.project).toBe('b');
  });

  it('take over an answer, but keep the targets of the notebook that is followed', async () => {
    const { client, model } = make();
    model.follow('work/train.ipynb');
    await client.answer(makeModules({ targets: ['train'] }));
    model.take(makeModules({ targets: ['other'], modules: [makeModule()] }));
    expect(model.status?.targets).toEqual(['train']);
    expect(model.status?.modules).toHaveLength(1);
  });

  it('stay in view where asking again fails, which is said', async () => {
    const { client, model } = make();
    model.follow('work/train.ipynb');
    await client.answer(makeModules());
    void model.refresh();
    await client.refuse(new ApiError('network', 'No answer.'));
    expect(model.status?.package).toBe('prices');
    expect(model.error?.message).toBe('No answer.');
  });
});

describe('saving before a request', () => {
  it('saves what is open and edited', async () => {
    const { model } = make();
    expect(await model.save(['work/a.ipynb', 'work/b.ipynb'])).toBe(true);
  });

  it('says where that did not work', async () => {
    const { model } = make(['work/b.ipynb']);
    expect(await model.save(['work/a.ipynb', 'work/b.ipynb'])).toBe(false);
  });
});
