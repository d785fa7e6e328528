import type React from 'react';

import {
  actOnKey,
  clearFilter,
  foldOnKey,
  handleListKey,
  rowAfterKey
} from '../../components/listKeys';

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

describe('handleListKey', () => {
  function pressIn(key: string, current: number) {
    const done: string[] = [];
    const event = new KeyboardEvent('keydown', { key, cancelable: true });
    handleListKey(event as unknown as React.KeyboardEvent, {
      rows: ['a', 'b'],
      current,
      page: 1,
      goTo: row => done.push(`go to ${row}`),
      onFilterKey: () => done.push('filter'),
      onHelpKey: () => done.push('help'),
      command: (pressed, row) => () => done.push(`${pressed} on ${row}`)
    });
    return done;
  }

  it('goes to another row, filters and helps', () => {
    expect(pressIn('ArrowDown', 0)).toEqual(['go to b']);
    expect(pressIn('/', 0)).toEqual(['filter']);
    expect(pressIn('?', -1)).toEqual(['help']);
  });

  it('leaves all else to the list, with the current row if there is one', () => {
    expect(pressIn('x', 1)).toEqual(['x on b']);
    expect(pressIn('x', -1)).toEqual(['x on undefined']);
  });
});

describe('clearFilter', () => {
  it('empties a filter once', () => {
    const model = { filter: 'loss' };
    clearFilter(model)?.();
    expect(model.filter).toBe('');
    expect(clearFilter(model)).toBeNull();
  });
});

describe('foldOnKey', () => {
  function fold(key: string, isOpen: boolean | null, parent = -1) {
    let done = 'nothing';
    const list = {
      rows: ['a', 'b', 'c'],
      current: 1,
      goTo: (row: string) => {
        done = `go to ${row}`;
      }
    };
    const setOpen = (open: boolean) => {
      done = open ? 'unfold' : 'fold';
    };
    foldOnKey(key, { list, isOpen, setOpen, parent })?.();
    return done;
  }

  it.each([
    ['ArrowRight', false, 'unfold'],
    ['ArrowRight', true, 'go to c'],
    ['ArrowRight', null, 'nothing'],
    ['ArrowLeft', true, 'fold'],
    ['ArrowLeft', false, 'go to a'],
    ['ArrowLeft', null, 'go to a'],
    ['Enter', false, 'nothing']
  ])('answers %s on a row whose folding is %s: %s', (key, isOpen, done) => {
    expect(fold(key, isOpen, 0)).toBe(done);
  });

  it('stays where a row is part of no other', () => {
    expect(fold('ArrowLeft', false)).toBe('nothing');
  });
});
