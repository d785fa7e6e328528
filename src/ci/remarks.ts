import type { CiAnnotation, CiRemote } from '../api/types';
import { isActive } from './states';
import type { CiModel } from './model';

/** Remarks of forges' checks: asked for once what they run has ended. */
export class Remarks {
  /**
   * @param _model - Whose forges.
   * @param _onChanged - More is known.
   */
  constructor(
    private readonly _model: CiModel,
    private readonly _onChanged: () => void
  ) {}

  /** Those of a remote; none while they are being asked for. */
  of(remote: string): readonly CiAnnotation[] {
    return this._known.get(remote) ?? [];
  }

  /** Ask for those of pipelines that have ended since. */
  update(): void {
    const { remote: ci, isVisible } = this._model;
    if (ci === null || !isVisible) {
      return;
    }
    for (const remote of ci.remotes) {
      const signature = signatureOf(remote, ci.commit);
      if (remote.pipelines.length === 0) {
        this._asked.delete(remote.remote);
        this._known.delete(remote.remote);
      }
      if (signature !== '' && signature !== this._asked.get(remote.remote)) {
        this._asked.set(remote.remote, signature);
        void this._ask(remote.remote, ci.commit, signature);
      }
    }
  }

  /** Forget all: this is another project. */
  clear(): void {
    this._asked.clear();
    this._known.clear();
  }

  private async _ask(
    remote: string,
    commit: string | null,
    signature: string
  ): Promise<void> {
    const { client, followed } = this._model;
    const found = await client
      .annotations(followed, remote, commit ?? undefined)
      // The pipelines say already why their host can't be heard.
      .catch((): CiAnnotation[] => []);
    if (this._asked.get(remote) === signature) {
      this._known.set(remote, found);
      this._onChanged();
    }
  }

  private readonly _asked = new Map<string, string>();
  private readonly _known = new Map<string, readonly CiAnnotation[]>();
}

/** What names pipelines that have ended; empty where there are no remarks to be asked for. */
function signatureOf(remote: CiRemote, commit: string | null): string {
  const { can, pipelines, error } = remote;
  const isSettled = pipelines.every(({ state }) => !isActive(state));
  if (!can.annotations || pipelines.length === 0 || !isSettled || error) {
    return '';
  }
  const parts = pipelines.map(({ id, attempt, state }) => [id, attempt, state]);
  return JSON.stringify([commit, parts]);
}
