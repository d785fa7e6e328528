import type { ModulesClient } from '../../api/modulesClient';
import type {
  ReleaseApi,
  ReleaseComparison,
  ReleaseEntry,
  Releases
} from '../../api/types';
import { WORKING } from '../../versions/entries';
import { VersionsModel } from '../../versions/model';
import { makeEntry } from '../releaseParts/make';

/** Answers with versions, and counts the questions. */
class FakeClient {
  releasesNow: ReleaseEntry[] = ['1.2.0', '1.1.0', '1.0.0'].map(version =>
    makeEntry(version)
  );
  readonly asked: string[] = [];
  fails = false;

  releases(): Promise<Releases> {
    return this._answer('releases', {
      package: 'emb',
      version: '1.2.0',
      index_url: 'file:///srv/index/simple',
      releases: this.releasesNow
    });
  }

  compare(_: string, base: string, head?: string): Promise<ReleaseComparison> {
    const name = `${base}..${head ?? ''}`;
    return this._answer(name, {
      base,
      head: head ?? '',
      level: 'minor',
      api: [],
      modules: []
    });
  }

  api(_: string, version?: string): Promise<ReleaseApi> {
    return this._answer(`api ${version ?? ''}`, {
      version: version ?? '',
      names: []
    });
  }

  private _answer<T>(name: string, value: T): Promise<T> {
    this.asked.push(name);
    return this.fails
      ? Promise.reject(new Error('broken'))
      : Promise.resolve(value);
  }
}

async function make() {
  const client = new FakeClient();
  const model = new VersionsModel(client as unknown as ModulesClient, 'work');
  await model.refresh();
  return { client, model };
}

/** Let answers come. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) {
    await Promise.resolve();
  }
}

describe('VersionsModel', () => {
  it('begins with the newest version, below the working folder', async () => {
    const { model } = await make();
    expect(model.entries.map(each => each.key)).toEqual([
      WORKING,
      '1.2.0',
      '1.1.0',
      '1.0.0'
    ]);
    expect(model.active?.key).toBe('1.2.0');
    expect(model.part).toBe('changelog');
  });

  it('says by how many names an API has grown', async () => {
    const { client, model } = await make();
    client.releasesNow = [
      makeEntry('1.1.0', { api_size: 5 }),
      makeEntry('1.0.0', { api_size: 7 })
    ];
    await model.refresh();
    expect(model.entries.map(each => each.growth)).toEqual([null, -2, null]);
  });

  it('compares with the version before, unless told otherwise', async () => {
    const { model, client } = await make();
    model.part = 'compare';
    expect(model.sides).toEqual({ base: '1.1.0', head: '1.2.0' });
    model.compare({ base: '1.0.0', head: '1.2.0' });
    await settle();
    expect(client.asked.slice(1)).toEqual(['1.1.0..1.2.0', '1.0.0..1.2.0']);
    expect(model.comparison.value?.base).toBe('1.0.0');
    model.activate('1.1.0');
    expect(model.sides).toEqual({ base: '1.0.0', head: '1.1.0' });
  });

  it('has nothing to compare the first version with', async () => {
    const { model } = await make();
    model.activate('1.0.0');
    model.part = 'compare';
    expect(model.sides).toBeNull();
  });

  it('compares the working folder with the newest version', async () => {
    const { model, client } = await make();
    model.activate(WORKING);
    expect(model.part).toBe('compare');
    expect(model.sides).toEqual({ base: '1.2.0', head: WORKING });
    expect(client.asked).toContain('1.2.0..');
  });

  it('asks for a version once, for the working folder whenever it may differ', async () => {
    const { model, client } = await make();
    model.part = 'api';
    await settle();
    model.activate('1.1.0');
    await settle();
    model.activate('1.2.0');
    await settle();
    await model.refresh();
    expect(client.asked.filter(each => each === 'api 1.2.0')).toHaveLength(1);
    model.activate(WORKING);
    await settle();
    await model.refresh();
    await settle();
    expect(client.asked.filter(each => each === 'api ')).toHaveLength(2);
  });

  it('forgets what it knew of the working folder once it may differ', async () => {
    const { model, client } = await make();
    model.activate(WORKING);
    await settle();
    model.activate('1.2.0');
    await model.refresh();
    model.activate(WORKING);
    expect(model.comparison.value).toBeNull();
    await settle();
    expect(client.asked.filter(each => each === '1.2.0..')).toHaveLength(2);
  });

  it('finds versions by words, and commits by their beginning', async () => {
    const { model } = await make();
    model.filter = '1.1 ada';
    expect(model.entries.map(each => each.key)).toEqual(['1.1.0']);
    model.filter = '0123456';
    expect(model.entries).toHaveLength(3);
    model.filter = 'nothing';
    expect(model.entries).toHaveLength(0);
  });

  it('says why the versions are not known, and asks again', async () => {
    const client = new FakeClient();
    client.fails = true;
    const model = new VersionsModel(client as unknown as ModulesClient, 'work');
    await model.refresh();
    expect(model.error?.message).toBe('broken');
    expect(model.isEmpty).toBe(true);
    client.fails = false;
    await model.refresh();
    expect(model.error).toBeNull();
    expect(model.isEmpty).toBe(false);
  });

  it('keeps the answer it has until a new one is there', async () => {
    const { model, client } = await make();
    model.activate(WORKING);
    await settle();
    client.fails = true;
    const asking = model.refresh();
    expect(model.comparison.value).not.toBeNull();
    await asking;
    await settle();
    expect(model.comparison.error).not.toBeNull();
  });

  it('takes over a version that was published', async () => {
    const { model, client } = await make();
    client.releasesNow = [makeEntry('1.0.0', { files: [] })];
    await model.refresh();
    model.take(makeEntry('1.0.0'));
    expect(model.entries[1]?.release?.files).toHaveLength(1);
  });
});
