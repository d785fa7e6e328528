import { Followed } from '../followed';

/** Follows a path; questions are held back until they are answered by hand. */
function make() {
  const asked: string[] = [];
  const told: string[] = [];
  const waiting: {
    resolve: (value: string) => void;
    reject: (error: Error) => void;
  }[] = [];
  const followed = new Followed<string>({
    ask: path => {
      asked.push(path);
      return new Promise((resolve, reject) => {
        waiting.push({ resolve, reject });
      });
    },
    onChanged: () => told.push('changed'),
    onAnswered: () => told.push('answered')
  });
  const settle = () => new Promise(resolve => setTimeout(resolve, 0));
  const answer = (value: string) => {
    waiting.shift()?.resolve(value);
    return settle();
  };
  const refuse = () => {
    waiting.shift()?.reject(new Error('No answer.'));
    return settle();
  };
  return { followed, asked, told, answer, refuse };
}

describe('what is followed', () => {
  it('tells of every answer, and of a change only where there is one', async () => {
    const { followed, told, answer } = make();
    void followed.refresh();
    await answer('a');
    void followed.refresh();
    await answer('a');
    expect(told).toEqual(['changed', 'answered', 'answered']);
  });

  it('is asked for once more, however many ask meanwhile', async () => {
    const { followed, asked, answer } = make();
    void followed.refresh();
    const all = Promise.all([followed.refresh(), followed.refresh()]);
    await answer('first');
    await answer('second');
    await all;
    expect(asked).toHaveLength(2);
    expect(followed.value).toBe('second');
  });

  it('is as a request left it, not as an older question saw it', async () => {
    const { followed, answer } = make();
    void followed.refresh();
    followed.take('taken');
    await answer('older');
    expect(followed.value).toBe('taken');
  });

  it('keeps what is known of a path, and nothing of another, where asking fails', async () => {
    const { followed, answer, refuse } = make();
    followed.path = 'a';
    void followed.refresh();
    await answer('known');
    void followed.refresh();
    await refuse();
    expect(followed.value).toBe('known');
    expect(followed.error?.message).toBe('No answer.');
    followed.path = 'b';
    void followed.refresh();
    await refuse();
    expect(followed.value).toBeNull();
  });

  it('hears of nothing once it is disposed', async () => {
    const { followed, told, answer } = make();
    void followed.refresh();
    followed.dispose();
    await answer('late');
    expect(told).toEqual([]);
  });
});
