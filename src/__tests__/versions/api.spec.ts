import { byModule } from '../../versions/byModule';

function name(text: string) {
  return {
    name: text,
    kind: 'function',
    signature: '()',
    summary: ''
  } as const;
}

describe('byModule', () => {
  it('puts names below the module that they are in', () => {
    const names = ['a.one', 'b.c.two', 'a.three'].map(name);
    expect(
      byModule(names).map(([module, members]) => [module, members.length])
    ).toEqual([
      ['a', 2],
      ['b.c', 1]
    ]);
  });
});
