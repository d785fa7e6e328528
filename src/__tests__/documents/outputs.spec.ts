import type { DocumentRegistry } from '@jupyterlab/docregistry';
import { Signal } from '@lumino/signaling';

import { TouchedOutputs } from '../../documents/outputs';

/** A cell of which only the id and what is told of its outputs count. */
function makeCell(id: string) {
  const sharedModel = { changed: new Signal<object, object>({}) };
  return { id, sharedModel };
}

type Cell = ReturnType<typeof makeCell>;

let cells: Cell[];
let cellsChanged: Signal<object, object>;
let saveState: Signal<object, DocumentRegistry.SaveState>;
let touched: TouchedOutputs;

beforeEach(() => {
  cells = [makeCell('a'), makeCell('b')];
  cellsChanged = new Signal<object, object>({});
  saveState = new Signal<object, DocumentRegistry.SaveState>({});
  const list = {
    changed: cellsChanged,
    [Symbol.iterator]: () => cells[Symbol.iterator]()
  };
  touched = new TouchedOutputs(
    { cells: list } as never,
    { saveState } as never
  );
});

afterEach(() => {
  touched.dispose();
});

function rerun(cell: Cell | undefined): void {
  cell?.sharedModel.changed.emit({ outputsChange: [{ insert: [] }] });
}

describe('cells whose outputs are not on disk', () => {
  it('are none at first', () => {
    expect(touched.has('a')).toBe(false);
  });

  it('are those that were run, not those that were edited', () => {
    rerun(cells[0]);
    cells[1]?.sharedModel.changed.emit({ sourceChange: [{ insert: 'x' }] });
    expect(touched.has('a')).toBe(true);
    expect(touched.has('b')).toBe(false);
  });

  it('are those that print on', () => {
    cells[0]?.sharedModel.changed.emit({ streamOutputChange: [] });
    expect(touched.has('a')).toBe(true);
  });

  it('are those that were put in, and what happens to them counts', () => {
    const pasted = makeCell('c');
    cellsChanged.emit({ type: 'add', newValues: [pasted] });
    expect(touched.has('c')).toBe(true);
    saveState.emit('started');
    saveState.emit('completed');
    rerun(pasted);
    expect(touched.has('c')).toBe(true);
  });

  it('are forgotten by a save, but not those that were run meanwhile', () => {
    rerun(cells[0]);
    saveState.emit('started');
    rerun(cells[1]);
    expect(touched.has('a')).toBe(true);
    saveState.emit('completed');
    expect(touched.has('a')).toBe(false);
    expect(touched.has('b')).toBe(true);
  });

  it('stay what they are where a save fails', () => {
    rerun(cells[0]);
    saveState.emit('started');
    saveState.emit('failed');
    expect(touched.has('a')).toBe(true);
  });

  it('are none after the document was read again', () => {
    rerun(cells[0]);
    touched.forget();
    expect(touched.has('a')).toBe(false);
  });
});
