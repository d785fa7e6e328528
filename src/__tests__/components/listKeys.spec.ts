import type React from 'react';

import { actOnKey, rowAfterKey } from '../../components/listKeys';

function press(init: KeyboardEventInit) {
  const event = new KeyboardEvent('keydown', { cancelable: true, ...init });
  const act = jest.fn();
  actOnKey(event as unknown as React.KeyboardEvent, key =>
    key === 'Enter' ? act : null
  );
  return { act, isOver: event.defaultPrevented };
}

describe('rowAfterKey', () => {
  it.each([
    ['ArrowDown', 4, 5],
    ['ArrowUp', 4, 3],
    ['PageDown', 4, 7],
    ['PageUp', 4, 1],
    ['Home', 4, 0],
    ['End', 4, 9]
  ])('leads by %s from %i to %i', (key, current, target) => {
    expect(rowAfterKey(key, current, 3, 10)).toBe(target);
  });

  it('stays among the rows', () => {
    expect(rowAfterKey('PageUp', 1, 3, 10)).toBe(0);
    expect(rowAfterKey('ArrowDown', 9, 3, 10)).toBe(9);
  });

  it('leads to the first row where there is no current one', () => {
    expect(rowAfterKey('ArrowDown', -1, 3, 10)).toBe(0);
    expect(rowAfterKey('ArrowUp', -1, 3, 10)).toBe(0);
  });

  it('leads nowhere without rows, and by other keys', () => {
    expect(rowAfterKey('ArrowDown', -1, 3, 0)).toBeUndefined();
    expect(rowAfterKey('x', 4, 3, 10)).toBeUndefined();
  });
});

describe('actOnKey', () => {
  it('does what the key stands for, and lets nobody else', () => {
    const { act, isOver } = press({ key: 'Enter' });
    expect(act).toHaveBeenCalledTimes(1);
    expect(isOver).toBe(true);
  });

  it('leaves keys alone that stand for nothing', () => {
    expect(press({ key: 'x' }).isOver).toBe(false);
  });

  it('leaves keys alone that are pressed with others', () => {
    const { act, isOver } = press({ key: 'Enter', ctrlKey: true });
    expect(act).not.toHaveBeenCalled();
    expect(isOver).toBe(false);
  });
});
