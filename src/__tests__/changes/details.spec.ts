import { Details } from '../../changes/details';

/** Lets all that is under way go on. */
function settled(): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, 5));
}

let asked: string[];
let answers: Map<string, (value: string) => void>;
let told: number;
let details: Details<string>;

beforeEach(() => {
  asked = [];
  answers = new Map();
  told = 0;
  details = new Details<string>(
    path => {
      asked.push(path);
      return new Promise(resolve => answers.set(path, resolve));
    },
    () => (told += 1)
  );
});

describe('the insides of files', () => {
  it('are asked for two at a time', async () => {
    details.want(['a', 'b', 'c']);
    expect(asked).toEqual(['a', 'b']);
    answers.get('a')?.('1');
    await settled();
    expect(asked).toEqual(['a', 'b', 'c']);
    expect(details.get('a')?.value).toBe('1');
  });

  it('that went out of view are not asked for any more', async () => {
    details.want(['a', 'b', 'c', 'd']);
    details.want(['d']);
    answers.get('a')?.('1');
    answers.get('b')?.('1');
    await settled();
    expect(asked).toEqual(['a', 'b', 'd']);
  });

  it('are asked for once while they are known', async () => {
    details.want(['a']);
    answers.get('a')?.('1');
    await settled();
    details.want(['a']);
    expect(asked).toEqual(['a']);
  });

  it('stay until a new answer is here, and are told of if it differs', async () => {
    details.want(['a']);
    answers.get('a')?.('1');
    await settled();
    details.expire('a');
    details.want(['a']);
    expect(details.get('a')?.value).toBe('1');
    answers.get('a')?.('1');
    await settled();
    expect(told).toBe(1);
    details.expire();
    details.want(['a']);
    answers.get('a')?.('2');
    await settled();
    expect(told).toBe(2);
    expect(details.get('a')?.value).toBe('2');
  });

  it('are asked for again where they changed during the answer', async () => {
    details.want(['a']);
    const refreshed = details.refresh('a');
    answers.get('a')?.('old');
    await settled();
    expect(asked).toEqual(['a', 'a']);
    answers.get('a')?.('new');
    expect(await refreshed).toBe('new');
  });

  it('keep what was known where asking fails', async () => {
    const failing = new Details<string>(
      () => Promise.reject(new Error('no')),
      () => undefined
    );
    failing.want(['a']);
    await settled();
    expect(failing.get('a')).toMatchObject({ error: { message: 'no' } });
  });
});
