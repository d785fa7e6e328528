import { spawn } from 'child_process';
import type { ChildProcess } from 'child_process';
import * as path from 'path';
import { createInterface } from 'readline';

import type { GitFolder } from './gitFolder';

const PROJECT = path.resolve(__dirname, '../..');

/** A forge with a repository, on the loopback interface, that answers as described. */
export class Forge {
  private constructor(
    private readonly _process: ChildProcess,
    /** Its address. */
    readonly url: string,
    private readonly _repository: string
  ) {}

  static async start(
    kind: 'gitea' | 'github' | 'gitlab',
    repository = 'octo/lab'
  ): Promise<Forge> {
    const options = ['--repository', repository];
    const server = spawn(
      'python',
      ['-m', 'tests.forges.serve', kind, ...options],
      { cwd: PROJECT, stdio: ['ignore', 'pipe', 'inherit'] }
    );
    const lines = createInterface({ input: server.stdout });
    const first = await new Promise<string>((resolve, reject) => {
      lines.once('line', resolve);
      server.once('exit', () => {
        reject(new Error('the forge did not start'));
      });
    });
    return new Forge(server, new URL(first.trim()).origin, repository);
  }

  /** Make it a repository's remote, with a token that a credential helper keeps. */
  adopt(git: Pick<GitFolder, 'git'>, kind: string): void {
    const { host } = new URL(this.url);
    git.git('remote', 'add', 'origin', `${this.url}/${this._repository}.git`);
    git.git('config', `jupyter-mlops.${host}.forge`, kind);
    const helper = '!f() { echo username=ada; echo password=secret-token; }; f';
    git.git('config', 'credential.helper', helper);
    // As after a push.
    git.git('update-ref', 'refs/remotes/origin/main', 'HEAD');
    git.git('branch', '--set-upstream-to=origin/main');
  }

  /** Move the newest pipeline on. */
  async move(state: string): Promise<void> {
    await this.control({ move: state });
  }

  /** Paths that were posted to. */
  async posted(): Promise<string[]> {
    const { requests } = await this.control({});
    return requests
      .filter(({ method }) => method === 'POST')
      .map(each => each.path);
  }

  async control(told: object): Promise<IControl> {
    const reply = await fetch(`${this.url}/control`, {
      method: 'POST',
      body: JSON.stringify(told),
      headers: { 'Content-Type': 'application/json' }
    });
    return (await reply.json()) as IControl;
  }

  stop(): void {
    this._process.kill();
  }
}

interface IControl {
  requests: { method: string; path: string }[];
}
