import { execFileSync } from 'child_process';
import { mkdirSync, writeFileSync } from 'fs';
import * as path from 'path';
import { crc32, deflateSync } from 'zlib';

/** A cell, as short as can be. */
export interface ICell {
  id: string;
  source: string;
  type?: 'code' | 'markdown' | 'raw';
  count?: number | null;
  outputs?: object[];
  metadata?: object;
}

/** A repository of the test's own, below the server's root. */
export class Repository {
  /**
   * @param folder - Contents path of its root.
   */
  constructor(readonly folder: string) {
    this.root = path.join(process.env.MLOPS_TEST_ROOT ?? '', folder);
    mkdirSync(this.root, { recursive: true });
    this.git('init', '-q', '-b', 'main');
    this.git('config', 'user.name', 'Ada');
    this.git('config', 'user.email', 'ada@example.org');
  }

  readonly root: string;

  git(...args: string[]): string {
    return execFileSync('git', args, { cwd: this.root, encoding: 'utf-8' });
  }

  /** Contents path of a file. */
  path(name: string): string {
    return `${this.folder}/${name}`;
  }

  write(name: string, content: string | Buffer): void {
    writeFileSync(path.join(this.root, name), content);
  }

  notebook(name: string, cells: readonly ICell[]): void {
    this.write(name, notebookText(cells));
  }

  commit(message: string): void {
    this.git('add', '-A');
    this.git('commit', '-q', '-m', message);
  }
}

/** A notebook as JupyterLab saves it. */
export function notebookText(cells: readonly ICell[]): string {
  const notebook = {
    cells: cells.map(cell => {
      const { id, source, type = 'code', metadata = {} } = cell;
      const about = { cell_type: type, id, metadata, source };
      return type === 'code'
        ? {
            ...about,
            execution_count: cell.count ?? null,
            outputs: cell.outputs ?? []
          }
        : about;
    }),
    metadata: {
      kernelspec: {
        display_name: 'Python 3 (ipykernel)',
        language: 'python',
        name: 'python3'
      },
      language_info: { name: 'python', mimetype: 'text/x-python' }
    },
    nbformat: 4,
    nbformat_minor: 5
  };
  return JSON.stringify(notebook, null, 1) + '\n';
}

export function stream(text: string): object {
  return { output_type: 'stream', name: 'stdout', text };
}

export function display(data: object): object {
  return { output_type: 'display_data', metadata: {}, data };
}

/** A plot of sorts: a line over a grid, encoded as base64. */
export function plot(height: (x: number) => number): string {
  const [width, tall] = [240, 120];
  const rows = Buffer.alloc((width * 3 + 1) * tall, 255);
  const dot = (x: number, y: number, colour: number[]): void => {
    if (y >= 0 && y < tall) {
      rows.set(colour, y * (width * 3 + 1) + 1 + x * 3);
    }
  };
  for (let y = 0; y < tall; y += 1) {
    rows[y * (width * 3 + 1)] = 0;
  }
  for (let x = 0; x < width; x += 1) {
    for (let y = 20; y < tall; y += 25) {
      dot(x, y, [225, 225, 230]);
    }
    const middle = Math.round(height(x / width) * tall);
    [0, 1, 2].forEach(each => {
      dot(x, tall - middle + each, [31, 119, 180]);
    });
  }
  return png(width, tall, rows).toString('base64');
}

function png(width: number, height: number, rows: Buffer): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0))
  ]);
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const [size, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  size.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([size, body, check]);
}
