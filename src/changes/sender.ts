import { ApiError } from '../api/errors';
import type { StageFile, StageRequest } from '../api/types';
import type { IDocuments, IRepository, ISettings } from '../tokens';
import type { Insides } from './insides';
import { isWhole } from './wishes';
import type { IWish } from './wishes';

/** Most files of which the insides are waited for after a request. */
const AWAITED = 20;

/** Turns wishes into requests. */
export class Sender {
  constructor(private readonly _options: Sender.IOptions) {}

  /**
   * Stage, or take out of the index, what wishes say that go together.
   *
   * What was looked at may have changed meanwhile, which the server says: then what is still there
   * is tried once more.
   */
  async send(wishes: readonly IWish[], allowLarge = false): Promise<void> {
    const { insides } = this._options;
    const paths = [...new Set(wishes.map(wish => wish.path))];
    try {
      await this._request(wishes, false, allowLarge);
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== 'stale') {
        throw error;
      }
      await insides.refresh(paths.slice(0, AWAITED));
      await this._request(wishes, true, allowLarge);
    } finally {
      insides.expire(paths);
      await insides.refresh(paths.slice(0, AWAITED));
    }
  }

  private async _request(
    wishes: readonly IWish[],
    withOutputs: boolean,
    allowLarge: boolean
  ): Promise<void> {
    const { repository, settings } = this._options;
    const root = repository.status?.repository;
    const files = this._files(wishes, withOutputs);
    if (!root || files.length === 0) {
      return;
    }
    const request: StageRequest = {
      repository: root.path,
      files,
      code_only: settings.commitCodeOnly,
      allow_large: allowLarge
    };
    const { client } = repository;
    const status = wishes[0]?.staged
      ? await client.stage(request)
      : await client.unstage(request);
    repository.take(status);
  }

  private _files(wishes: readonly IWish[], withOutputs: boolean): StageFile[] {
    const { documents } = this._options;
    const unsaved = (path: string) =>
      withOutputs ? documents.unsavedWhole(path) : documents.unsaved(path);
    const whole = wishes
      .filter(isWhole)
      .map(({ path }) => ({ path, unsaved: unsaved(path) }));
    if (whole.length > 0) {
      return whole;
    }
    const chosen = this._chosen(wishes);
    return chosen ? [{ ...chosen, unsaved: unsaved(chosen.path) }] : [];
  }

  /** The cells or hunks of one file, in as far as they are there. */
  private _chosen(wishes: readonly IWish[]): StageFile | null {
    const path = wishes[0]?.path ?? '';
    const { insides } = this._options;
    const cells = wishes.flatMap(wish => (wish.cell ? [wish.cell] : []));
    if (cells.length > 0) {
      const known = insides.cells(path);
      const there = cells.filter(({ key }) => insides.hasCell(path, key));
      const version = known?.version ?? null;
      return there.length > 0 ? { path, cells: there, version } : null;
    }
    const known = insides.hunks(path);
    const keys = new Set(known?.hunks.map(({ key }) => key));
    const hunks = wishes.flatMap(wish =>
      wish.hunk !== null && keys.has(wish.hunk) ? [wish.hunk] : []
    );
    const version = known?.version ?? null;
    return hunks.length > 0 ? { path, hunks, version } : null;
  }
}

export namespace Sender {
  /** What requests are made from. */
  export interface IOptions {
    repository: IRepository;
    documents: IDocuments;
    settings: ISettings;
    insides: Insides;
  }
}
