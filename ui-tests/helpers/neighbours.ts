import { spawn } from 'child_process';
import type { ChildProcess } from 'child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'fs';
import { createServer } from 'net';
import type { AddressInfo } from 'net';
import { tmpdir } from 'os';
import * as path from 'path';

const SERVER = ['jupyterlab_git', 'nbdime'];
const LAB = ['@jupyterlab/git', 'nbdime-jupyterlab'];

/** A server of its own, on which jupyterlab-git and nbdime are enabled beside us. */
export class Neighbours {
  private constructor(
    private readonly _process: ChildProcess,
    readonly url: string,
    /** The server's root on disk. */
    readonly root: string
  ) {}

  /** Start it, and wait until it answers. */
  static async start(): Promise<Neighbours> {
    const root = mkdtempSync(path.join(tmpdir(), 'neighbours-'));
    const port = await freePort();
    const server = spawn(
      'jupyter',
      ['lab', '--config', 'jupyter_server_test_config.py'],
      {
        cwd: path.resolve(__dirname, '..'),
        stdio: 'ignore',
        env: {
          ...process.env,
          // What comes first in this path wins over the environment's own configuration.
          JUPYTER_CONFIG_PATH: configuration(),
          JUPYTERLAB_GALATA_ROOT_DIR: root,
          MLOPS_TEST_PORT: String(port)
        }
      }
    );
    const url = `http://localhost:${port}`;
    await answers(`${url}/api`);
    return new Neighbours(server, url, root);
  }

  stop(): void {
    this._process.kill();
  }
}

/** A folder of configuration that enables them. */
function configuration(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'enabled-'));
  const write = (name: string, value: unknown): void => {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(value));
  };
  const enabled = Object.fromEntries(SERVER.map(name => [name, true]));
  write('jupyter_server_config.d/neighbours.json', {
    ServerApp: { jpserver_extensions: enabled }
  });
  write('labconfig/page_config.json', {
    disabledExtensions: Object.fromEntries(LAB.map(name => [name, false])),
    lockedExtensions: Object.fromEntries(LAB.map(name => [name, false]))
  });
  return folder;
}

function freePort(): Promise<number> {
  return new Promise(resolve => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => {
        resolve(port);
      });
    });
  });
}

/** Wait until something answers at an address. */
async function answers(url: string): Promise<void> {
  for (let attempt = 0; attempt < 120; attempt += 1) {
    const ok = await fetch(url).then(
      response => response.ok,
      () => false
    );
    if (ok) {
      return;
    }
    await new Promise(resolve => setTimeout(resolve, 500));
  }
  throw new Error(`nothing answers at ${url}`);
}
