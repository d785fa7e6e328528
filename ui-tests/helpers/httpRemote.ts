import { spawn } from 'child_process';
import type { ChildProcess } from 'child_process';
import { mkdtempSync } from 'fs';
import { tmpdir } from 'os';
import * as path from 'path';
import { createInterface } from 'readline';

const PROJECT = path.resolve(__dirname, '../..');

/** How the remote behaves. */
interface IOptions {
  /** Seconds before replies that carry objects. */
  delay?: number;
  /** Bytes of such a reply after which the connection breaks. */
  cutAfter?: number;
  /** The folder of its repositories; by default a new one. */
  root?: string;
}

/** A git server with a password, on the loopback interface. */
export class HttpRemote {
  private constructor(
    private readonly _process: ChildProcess,
    /** The address of the repository. */
    readonly url: string,
    /** The folder of the bare repository. */
    readonly folder: string
  ) {}

  static readonly user = 'ada';
  static readonly password = 'lovelace';

  /** Start it with an empty repository `lab.git`. */
  static async start(options: IOptions = {}): Promise<HttpRemote> {
    const root = options.root ?? mkdtempSync(path.join(tmpdir(), 'remote-'));
    const { delay, cutAfter } = options;
    const args = [
      ...['-m', 'tests.git.http_remote', '--root', root],
      ...['--user', HttpRemote.user, '--password', HttpRemote.password],
      ...['--create', 'lab.git'],
      ...(delay === undefined ? [] : ['--delay', String(delay)]),
      ...(cutAfter === undefined ? [] : ['--cut-after', String(cutAfter)])
    ];
    const server = spawn('python', args, {
      cwd: PROJECT,
      stdio: ['ignore', 'pipe', 'inherit']
    });
    const lines = createInterface({ input: server.stdout });
    const first = await new Promise<string>((resolve, reject) => {
      lines.once('line', resolve);
      server.once('exit', () => {
        reject(new Error('the remote did not start'));
      });
    });
    const url = `${first.trim().replace(/\/$/, '')}/lab.git`;
    return new HttpRemote(server, url, path.join(root, 'lab.git'));
  }

  stop(): void {
    this._process.kill();
  }
}
