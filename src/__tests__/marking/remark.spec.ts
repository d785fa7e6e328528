import { readMarks } from '../../marking/marks';
import { remark } from '../../marking/remark';
import type { Mark } from '../../marking/remark';

/** A cell after it was marked. */
function apply(source: string, tags: string[], mark: Mark) {
  const remarked = remark(source, tags, mark);
  let text = source;
  for (const { start, end, text: inserted } of remarked.edits) {
    text = text.slice(0, start) + inserted + text.slice(end);
  }
  return { source: text, tags: [...remarked.tags] };
}

function exported(targets = [''], isPublic = true): Mark {
  return { kind: 'export', targets, isPublic };
}

describe('a cell without directives', () => {
  it('is exported by a tag', () => {
    const cell = apply('x = 1', ['parameters'], exported());
    expect(cell).toEqual({ source: 'x = 1', tags: ['parameters', 'export'] });
  });

  it('says the module where that is not the own one', () => {
    const cell = apply('x = 1', [], exported(['data.load'], false));
    expect(cell.tags).toEqual(['exporti:data.load']);
  });

  it('has one mark at a time', () => {
    expect(apply('x', ['export:a'], exported(['b'])).tags).toEqual([
      'export:b'
    ]);
    expect(apply('x', ['export'], { kind: 'test' }).tags).toEqual(['test']);
    expect(apply('x', ['test'], exported()).tags).toEqual(['export']);
    expect(apply('x', ['setup', 'hide'], { kind: 'none' }).tags).toEqual([
      'hide'
    ]);
  });
});

describe('a cell with directives', () => {
  it('loses their line and nothing else when it is no longer exported', () => {
    const source = '#| hide\n#| export\n\ndef f(): ...\n';
    const cell = apply(source, [], { kind: 'none' });
    expect(cell.source).toBe('#| hide\n\ndef f(): ...\n');
    expect(apply('#| export', [], { kind: 'none' }).source).toBe('');
    expect(apply('#| hide\n#| export', [], { kind: 'none' }).source).toBe(
      '#| hide'
    );
  });

  it('keeps the way its author spells them', () => {
    const cell = apply('#|export\nx', [], exported(['features']));
    expect(cell).toEqual({ source: '#|export features\nx', tags: [] });
    expect(apply('#| export: a\nx', [], exported(['b'])).source).toBe(
      '#| export: b\nx'
    );
  });

  it('becomes private by its word alone', () => {
    const source = '#| export a, b\n#| exports c\nx';
    const cell = apply(source, [], exported(['a', 'b', 'c'], false));
    expect(cell.source).toBe('#| exporti a, b\n#| exporti c\nx');
  });

  it('goes to several modules in as few lines as can be', () => {
    const cell = apply('#| export a\nx', [], exported(['', 'b', 'c']));
    expect(cell.source).toBe('#| export\n#| export b c\nx');
  });

  it('is not touched where it says so already', () => {
    expect(remark('#| exports  a\nx', [], exported(['a'])).edits).toEqual([]);
  });

  it('takes over what tags said besides', () => {
    const cell = apply('#| export a\nx', ['export:b'], exported(['b']));
    expect(cell).toEqual({ source: '#| export b\nx', tags: [] });
  });
});

describe('a cell of a notebook whose author writes directives', () => {
  function marked(source: string, mark: Mark): string {
    const { edits, tags } = remark(source, [], mark, 'directives');
    expect(tags).toEqual([]);
    return edits.reduce(
      (text, { start, end, text: inserted }) =>
        text.slice(0, start) + inserted + text.slice(end),
      source
    );
  }

  it('gets one, on top or below its cell magics', () => {
    expect(marked('x = 1', exported())).toBe('#| export\nx = 1');
    expect(marked('#| hide\nx', exported(['a'], false))).toBe(
      '#| exporti a\n#| hide\nx'
    );
    expect(marked('%%time\n%%capture\nx', exported())).toBe(
      '%%time\n%%capture\n#| export\nx'
    );
    expect(readMarks(marked('%%time', exported()), []).targets).toEqual(['']);
  });
});

describe('any mark', () => {
  const sources = ['', 'x = 1', '#|export\nx', '%%time\n#| exporti: a, b\nx'];
  const tags = [[], ['export'], ['exporti:a', 'x'], ['test', 'setup']];
  const marks: Mark[] = [
    exported(),
    exported(['a'], false),
    exported(['', 'a.b']),
    { kind: 'none' },
    { kind: 'test' },
    { kind: 'setup' }
  ];
  const all = sources.flatMap(source =>
    tags.flatMap(each => marks.map(mark => [source, each, mark] as const))
  );

  it.each(all)('is what is read afterwards: %j %j %j', (source, each, mark) => {
    const cell = apply(source, [...each], mark);
    const read = readMarks(cell.source, cell.tags);
    expect(read.isTest).toBe(mark.kind === 'test');
    expect(read.isSetup).toBe(mark.kind === 'setup');
    const isExported = mark.kind === 'export';
    expect([...read.targets].sort()).toEqual(
      isExported ? [...mark.targets].sort() : []
    );
    expect(read.isPublic).toBe(isExported ? mark.isPublic : true);
    // Once more changes nothing.
    expect(apply(cell.source, cell.tags, mark)).toEqual(cell);
  });
});
