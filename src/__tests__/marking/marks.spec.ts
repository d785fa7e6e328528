import { readFileSync } from 'fs';
import * as path from 'path';

import { readMarks } from '../../marking/marks';

interface ICase {
  name: string;
  source: string;
  tags: string[];
  marks: Record<string, unknown>;
}

/** What the server's reader is tested with, too. */
const CASES = JSON.parse(
  readFileSync(
    path.resolve(__dirname, '../../../tests/notebooks/marks.json'),
    'utf-8'
  )
) as ICase[];

describe('what a cell says about itself', () => {
  it.each(CASES)('is read as the server does: $name', each => {
    const marks = readMarks(each.source, each.tags);
    expect(each.marks).toMatchObject({
      targets: marks.targets,
      public: marks.isPublic,
      default_module: marks.defaultModule,
      hidden: marks.isHidden,
      test: marks.isTest,
      setup: marks.isSetup,
      lines: marks.lines
    });
  });

  it('may stand in the metadata that nbdev writes', () => {
    const marks = readMarks('x = 1', [], { exporti: 'features' });
    expect(marks.targets).toEqual(['features']);
    expect(marks.isPublic).toBe(false);
  });
});
