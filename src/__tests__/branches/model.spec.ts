import type { GitClient } from '../../api/gitClient';
import type { Branch } from '../../api/types';
import { PickerModel } from '../../branches/model';
import type { IPick } from '../../branches/model';
import { makeBranch } from './make';

async function make(mode: 'switch' | 'create', branches: Branch[]) {
  const client = { branches: () => Promise.resolve(branches) };
  const model = new PickerModel(client as unknown as GitClient, 'work', mode);
  await model.load();
  const picked: (IPick | null)[] = [];
  model.picked.connect((_, pick) => picked.push(pick));
  return { model, picked };
}

const BRANCHES = [
  makeBranch('main', { current: true }),
  makeBranch('fix/plots'),
  makeBranch('fix/loader')
];

describe('picking a branch to switch to', () => {
  it('takes the first that matches', async () => {
    const { model, picked } = await make('switch', BRANCHES);
    model.text = 'load';
    model.pick();
    expect(picked).toEqual([
      { branch: 'fix/loader', create: false, start: null }
    ]);
  });

  it('goes around the ends of the list', async () => {
    const { model, picked } = await make('switch', BRANCHES);
    model.move(-1);
    model.pick();
    expect(picked[0]?.branch).toBe('fix/loader');
  });

  it('makes a branch where none is called so', async () => {
    const { model, picked } = await make('switch', BRANCHES);
    model.text = 'try this';
    expect(model.problem).toBe('name');
    model.pick();
    expect(picked).toEqual([]);
    model.text = 'try-this';
    model.pick();
    expect(picked).toEqual([{ branch: 'try-this', create: true, start: null }]);
  });
});

describe('making a branch', () => {
  it('starts where one is, unless told otherwise', async () => {
    const { model, picked } = await make('create', BRANCHES);
    model.text = 'next';
    model.pick();
    model.move(1);
    model.pick();
    expect(picked).toEqual([
      { branch: 'next', create: true, start: null },
      { branch: 'next', create: true, start: 'fix/plots' }
    ]);
  });

  it('needs a name that is free', async () => {
    const { model, picked } = await make('create', BRANCHES);
    model.pick();
    model.text = 'main';
    expect(model.problem).toBe('exists');
    model.pick();
    expect(picked).toEqual([]);
  });

  it('works before there is any branch', async () => {
    const { model, picked } = await make('create', []);
    model.text = 'main';
    model.pick();
    expect(picked).toEqual([{ branch: 'main', create: true, start: null }]);
  });

  it('does not happen by choosing where it starts', async () => {
    const { model, picked } = await make('create', BRANCHES);
    model.text = 'next';
    model.pickAt(2);
    expect(picked).toEqual([]);
    model.pick();
    expect(picked[0]?.start).toBe('fix/loader');
  });
});
