import { Signal } from '@lumino/signaling';

import { OpenDocument } from '../../documents/document';

/** A context, as far as an open document needs it. */
function makeContext(model: object, format: string, path: string) {
  return {
    path,
    contentsModel: { format },
    fileChanged: new Signal<object, unknown>({}),
    saveState: new Signal<object, unknown>({}),
    model: {
      dirty: true,
      contentChanged: new Signal<object, void>({}),
      ...model
    }
  };
}

function open(context: object): OpenDocument {
  return new OpenDocument(context as never, 20);
}

function makeNotebook(cells: object[]) {
  const notebook = { nbformat: 4, nbformat_minor: 5, metadata: {}, cells };
  const list = {
    changed: new Signal<object, unknown>({}),
    [Symbol.iterator]: () => [][Symbol.iterator]()
  };
  return makeContext(
    { cells: list, sharedModel: {}, toJSON: () => notebook },
    'json',
    'train.ipynb'
  );
}

const outputs = [{ output_type: 'stream', name: 'stdout', text: 'x' }];

describe('an open document', () => {
  it('that is saved holds nothing of its own', () => {
    const context = makeContext({ toString: () => 'x' }, 'text', 'a.py');
    context.model.dirty = false;
    expect(open(context).unsaved(false)).toBeNull();
  });

  it('of text is given as it would be saved, line ends included', () => {
    const model = { toString: () => 'a\nb\n' };
    const context = makeContext(model, 'text', 'a.py');
    expect(open(context).unsaved(false)).toEqual({ text: 'a\nb\n' });
    Object.assign(context, { _lineEnding: '\r\n' });
    expect(open(context).unsaved(false)).toEqual({ text: 'a\r\nb\r\n' });
  });

  it('that is a notebook opened as text is given as a notebook', () => {
    const model = { toString: () => '{"cells": []}' };
    const document = open(makeContext(model, 'text', 'a.ipynb'));
    expect(document.unsaved(false)).toEqual({ notebook: { cells: [] } });
  });

  it('that is a notebook opened as text, and broken, is left alone', () => {
    const model = { toString: () => '{"cells": [' };
    const document = open(makeContext(model, 'text', 'a.ipynb'));
    expect(document.unsaved(false)).toBeNull();
  });

  it('leaves out outputs that are on disk, and names their cells', () => {
    const cells = [
      { id: 'a', cell_type: 'code', source: '1', outputs },
      { id: 'b', cell_type: 'code', source: '2', outputs: [] },
      { id: 'c', cell_type: 'markdown', source: '3' },
      { cell_type: 'code', source: '4', outputs }
    ];
    const unsaved = open(makeNotebook(cells)).unsaved(false);
    expect(unsaved?.outputs_on_disk).toEqual(['a']);
    expect(unsaved?.notebook?.cells).toEqual([
      { id: 'a', cell_type: 'code', source: '1' },
      ...cells.slice(1)
    ]);
  });

  it('gives them where the whole is asked for', () => {
    const cells = [{ id: 'a', cell_type: 'code', source: '1', outputs }];
    const unsaved = open(makeNotebook(cells)).unsaved(true);
    expect(unsaved).toMatchObject({ notebook: { cells } });
    expect(unsaved?.outputs_on_disk).toBeUndefined();
  });

  it('says once a while that it is being edited', async () => {
    const context = makeContext({ toString: () => 'x' }, 'text', 'a.py');
    const document = open(context);
    let told = 0;
    document.changed.connect(() => (told += 1));
    for (let key = 0; key < 5; key++) {
      context.model.contentChanged.emit();
    }
    expect(told).toBe(0);
    await new Promise(resolve => setTimeout(resolve, 60));
    expect(told).toBe(1);
    document.dispose();
  });
});
