import { execFileSync } from 'child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'fs';
import * as path from 'path';

/** git's own settings of this machine do not matter to tests. */
const ENVIRONMENT = {
  ...process.env,
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@example.org',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@example.org',
  GIT_TERMINAL_PROMPT: '0'
};

/** A real repository on disk, worked with git itself. */
export class GitFolder {
  constructor(readonly folder: string) {}

  /** A folder below the server's root. */
  static at(contentsPath: string): GitFolder {
    return new GitFolder(path.join(serverRoot(), contentsPath));
  }

  /** A new repository in a folder below the server's root. */
  static init(contentsPath: string): GitFolder {
    const repository = GitFolder.at(contentsPath);
    mkdirSync(repository.folder, { recursive: true });
    repository.git('init', '--quiet', '-b', 'main');
    repository.git('config', 'user.name', 'Ada');
    repository.git('config', 'user.email', 'ada@example.org');
    return repository;
  }

  /** Run git; its output without the last line end. */
  git(...args: string[]): string {
    const options = { cwd: this.folder, env: ENVIRONMENT, stdio: 'pipe' };
    return execFileSync('git', args, { ...options, encoding: 'utf-8' } as {
      encoding: 'utf-8';
    }).trimEnd();
  }

  /** Write a file; a notebook where cells are given. */
  write(name: string, content: string | string[]): void {
    const file = path.join(this.folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    const text = typeof content === 'string' ? content : notebook(content);
    writeFileSync(file, text);
  }

  read(name: string): string {
    return readFileSync(path.join(this.folder, name), 'utf-8');
  }

  /** Commit all that is there. */
  commit(message: string): void {
    this.git('add', '--all');
    this.git('commit', '--quiet', '-m', message);
  }
}

/** Where the server under test has its files. */
function serverRoot(): string {
  const root = process.env.MLOPS_TEST_ROOT;
  if (!root) {
    throw new Error('the configuration of the tests sets MLOPS_TEST_ROOT');
  }
  return root;
}

/** A notebook of code cells. */
function notebook(sources: string[]): string {
  const cells = sources.map((source, index) => ({
    cell_type: 'code',
    execution_count: null,
    id: `cell-${index}`,
    metadata: {},
    outputs: [],
    source
  }));
  const kernelspec = {
    display_name: 'Python 3',
    language: 'python',
    name: 'python3'
  };
  const metadata = { kernelspec, language_info: { name: 'python' } };
  return JSON.stringify(
    { cells, metadata, nbformat: 4, nbformat_minor: 5 },
    null,
    1
  );
}
