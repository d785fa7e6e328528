import type { LogText } from '../../api/types';
import { LogModel } from '../../ciLog/model';

function make(parts: LogText[]) {
  const asked: number[] = [];
  const model = new LogModel(offset => {
    asked.push(offset);
    const part = parts.shift();
    return part
      ? Promise.resolve(part)
      : Promise.reject(new Error('out of reach'));
  });
  return { model, asked };
}

describe('a log', () => {
  it('is read part by part until it is whole', async () => {
    const { model, asked } = make([
      { text: 'one\ntw', next: 6, whole: false },
      { text: 'o\n', next: 8, whole: true }
    ]);
    await model.load();
    expect(asked).toEqual([0, 6]);
    expect(model.lines).toEqual(['one', 'two']);
    expect(model.isWhole).toBe(true);
  });

  it('says why it cannot be read, and keeps what was read', async () => {
    const { model } = make([{ text: 'one\n', next: 4, whole: false }]);
    await model.load();
    expect(model.error?.message).toBe('out of reach');
    expect(model.lines).toEqual(['one']);
  });

  it('stops following its end where a match is looked at, around the ends', async () => {
    const { model } = make([
      { text: 'error\nfine\nerror\n', next: 17, whole: true }
    ]);
    await model.load();
    expect(model.isFollowing).toBe(true);
    model.filter = 'error';
    expect([model.line, model.isFollowing]).toEqual([0, false]);
    model.step(1);
    expect(model.line).toBe(2);
    model.step(1);
    expect(model.line).toBe(0);
    model.filter = 'nothing';
    expect(model.line).toBeNull();
  });
});
