import { ApiError } from '../../api/errors';
import type { ModulesClient } from '../../api/modulesClient';
import type { Released, ReleasePlan, ReleaseRequest } from '../../api/types';
import { ReleaseDialogModel } from '../../releaseDialog/model';
import type { IReleaseDraft } from '../../releaseDialog/model';
import { makePlan, makeReleased } from '../releaseParts/make';

/** Answers with plans for versions, and remembers what was released. */
class FakeClient {
  readonly requests: ReleaseRequest[] = [];
  readonly asked: (string | undefined)[] = [];
  change: Partial<ReleasePlan> = {};
  refusal: ApiError | null = null;

  releasePlan(_: string, version?: string): Promise<ReleasePlan> {
    this.asked.push(version);
    if (version === 'soon') {
      return Promise.reject(new ApiError('invalid', '“soon” is no version.'));
    }
    const contradicts = version === '1.2.1';
    return Promise.resolve(
      makePlan({ version: version ?? '1.3.0', contradicts, ...this.change })
    );
  }

  release(request: ReleaseRequest): Promise<Released> {
    this.requests.push(request);
    return this.refusal
      ? Promise.reject(this.refusal)
      : Promise.resolve(makeReleased(request.version));
  }
}

function make(drafts = new Map<string, IReleaseDraft>()) {
  const client = new FakeClient();
  const told: boolean[] = [];
  const model = new ReleaseDialogModel({
    client: client as unknown as ModulesClient,
    path: 'work',
    drafts,
    onReleased: (_released, _error, isClosed) => {
      told.push(isClosed);
    }
  });
  return { client, model, drafts, told };
}

/** Type a version, and let typing rest. */
async function type(model: ReleaseDialogModel, version: string) {
  model.version = version;
  await jest.advanceTimersByTimeAsync(300);
}

describe('ReleaseDialogModel', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  it('begins with what is advised', async () => {
    const { model } = make();
    expect(model.canSubmit).toBe(false);
    await model.load();
    expect(model.version).toBe('1.3.0');
    expect(model.changelog).toBe('### Added\n\n- `scale`');
    expect(model.canSubmit).toBe(true);
  });

  it('waits for what the server says of a version that is typed', async () => {
    const { model, client } = make();
    await model.load();
    model.version = '2.0.0';
    expect(model.canSubmit).toBe(false);
    await jest.advanceTimersByTimeAsync(300);
    expect(client.asked).toEqual([undefined, '2.0.0']);
    expect(model.canSubmit).toBe(true);
  });

  it('says what is wrong with a version beside it, and keeps the advice', async () => {
    const { model } = make();
    await model.load();
    await type(model, 'soon');
    expect(model.versionError?.message).toContain('no version');
    expect(model.plan?.advised).toBe('1.3.0');
    expect(model.canSubmit).toBe(false);
  });

  it('releases nothing while the field is empty', async () => {
    const { model, client } = make();
    await model.load();
    await type(model, '');
    expect(model.version).toBe('');
    expect(model.canSubmit).toBe(false);
    expect(client.asked).toEqual([undefined]);
  });

  it('asks for a word where the version contradicts the advice', async () => {
    const { model, client } = make();
    await model.load();
    await type(model, '1.2.1');
    expect(model.contradicts).toBe(true);
    expect(model.canSubmit).toBe(false);
    model.isConfirmed = true;
    expect(model.canSubmit).toBe(true);
    await model.submit();
    expect(client.requests[0]).toMatchObject({
      version: '1.2.1',
      confirmed: true
    });
  });

  it('takes the word back with another version', async () => {
    const { model } = make();
    await model.load();
    await type(model, '1.2.1');
    model.isConfirmed = true;
    await type(model, '1.2.1 ');
    expect(model.isConfirmed).toBe(false);
  });

  it('cannot release while something stands in the way', async () => {
    const { model, client } = make();
    const problem = { message: 'Not in step.', hint: 'Sync.', blocks: true };
    client.change = { problems: [problem] };
    await model.load();
    expect(model.canSubmit).toBe(false);
    client.change = { problems: [{ ...problem, blocks: false }] };
    await model.load();
    expect(model.canSubmit).toBe(true);
  });

  it('stays to say what was released, then closes', async () => {
    const { model, told } = make();
    await model.load();
    expect(await model.submit()).toBeNull();
    expect(model.released?.release.version).toBe('1.3.0');
    expect(await model.submit()).toBe(model.released);
    expect(told).toEqual([false]);
  });

  it('keeps all that was typed where the server refuses', async () => {
    const { model, client, drafts } = make();
    await model.load();
    model.changelog = 'Mine';
    client.refusal = new ApiError('hook_failed', 'A hook refused.');
    expect(await model.submit()).toBeNull();
    expect(model.error?.message).toBe('A hook refused.');
    expect(model.changelog).toBe('Mine');
    expect(drafts.get('work')?.changelog).toBe('Mine');
  });

  it('tells of an end that comes after the dialog has closed', async () => {
    const { model, told } = make();
    await model.load();
    const end = model.submit();
    model.dispose();
    await end;
    expect(told).toEqual([true]);
  });

  it('goes on with what was typed before, and forgets it once released', async () => {
    const { model, drafts } = make();
    await model.load();
    await type(model, '2.0.0');
    model.publish = false;
    const again = make(drafts);
    await again.model.load();
    expect(again.model.version).toBe('2.0.0');
    expect(again.model.publish).toBe(false);
    await again.model.submit();
    expect(drafts.size).toBe(0);
  });

  it('shows a kept version that is none beside the advice', async () => {
    const draft = { version: 'soon', changelog: null, publish: true };
    const { model } = make(new Map([['work', draft]]));
    await model.load();
    await jest.advanceTimersByTimeAsync(300);
    expect(model.version).toBe('soon');
    expect(model.plan?.advised).toBe('1.3.0');
    expect(model.versionError).not.toBeNull();
  });

  it('follows the suggested changelog until it is edited', async () => {
    const { model, client } = make();
    await model.load();
    client.change = { changelog: 'Other' };
    await model.load();
    expect(model.changelog).toBe('Other');
    model.changelog = 'Mine';
    client.change = { changelog: 'Third' };
    await model.load();
    expect(model.changelog).toBe('Mine');
  });
});
