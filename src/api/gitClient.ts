import type { ServerConnection } from '@jupyterlab/services';

import { Http } from './http';
import type {
  Branch,
  CellChanges,
  CommitFiles,
  CommitMade,
  CommitRequest,
  Diff,
  DiffEntry,
  DiffRequest,
  Discarded,
  DiscardRequest,
  FoldedCell,
  History,
  Hunks,
  HistoryQuery,
  Operation,
  OperationRequest,
  StageRequest,
  Status,
  Switched,
  SwitchRequest,
  Unsaved
} from './types';

/** The REST interface to repositories, one method a route. */
export class GitClient {
  constructor(settings: ServerConnection.ISettings) {
    this._http = new Http(settings);
  }

  /** The repository around a path, and what has changed in it. */
  status(path: string): Promise<Status> {
    return this._http.get('git/status', { path });
  }

  /** Make a repository. */
  init(path: string): Promise<Status> {
    return this._http.post('git/init', { path });
  }

  /** Take away a lock that was left behind. */
  unlock(repository: string): Promise<Status> {
    return this._http.post('git/unlock', { repository });
  }

  /** What has changed in a notebook, cell by cell. */
  cells(path: string, unsaved: Unsaved | null): Promise<CellChanges> {
    return this._http.post('git/cells', { path, unsaved });
  }

  /** What has changed in a text, hunk by hunk. */
  hunks(path: string, unsaved: Unsaved | null): Promise<Hunks> {
    return this._http.post('git/hunks', { path, unsaved });
  }

  /** Put changes into the index. */
  stage(request: StageRequest): Promise<Status> {
    return this._http.post('git/stage', request);
  }

  /** Take changes out of the index. */
  unstage(request: StageRequest): Promise<Status> {
    return this._http.post('git/unstage', request);
  }

  /** Take changes out of the files; they go to the restore list. */
  discard(request: DiscardRequest): Promise<Discarded> {
    return this._http.post('git/discard', request);
  }

  /** The restore list, newest first. */
  async discarded(repository: string): Promise<Discarded[]> {
    const reply = await this._http.get<{ discarded: Discarded[] }>(
      'git/discarded',
      { repository }
    );
    return reply.discarded;
  }

  /** Put back what was discarded; what stands there now goes to the restore list. */
  restore(repository: string, id: string): Promise<Discarded> {
    const path = `git/discarded/${encodeURIComponent(id)}/restore`;
    return this._http.post(path, { repository });
  }

  /** What a commit message could say; to amend, what the last one says. */
  async suggestion(repository: string, amend = false): Promise<string> {
    const reply = await this._http.get<{ subject: string }>('git/suggestion', {
      repository,
      amend
    });
    return reply.subject;
  }

  /** Commit what is in the index. */
  commit(request: CommitRequest): Promise<CommitMade> {
    return this._http.post('git/commits', request);
  }

  /** All branches, those last committed to first. */
  async branches(repository: string): Promise<Branch[]> {
    const reply = await this._http.get<{ branches: Branch[] }>('git/branches', {
      repository
    });
    return reply.branches;
  }

  /** Switch to a branch. */
  switchTo(request: SwitchRequest): Promise<Switched> {
    return this._http.post('git/switch', request);
  }

  /** Commits, newest first. */
  log(query: HistoryQuery): Promise<History> {
    return this._http.get('git/log', query);
  }

  /** What a commit changes. */
  commitFiles(repository: string, commit: string): Promise<CommitFiles> {
    return this._http.get('git/commit-files', { repository, commit });
  }

  /** Compare two versions of a file. */
  diff(request: DiffRequest): Promise<Diff> {
    return this._http.post('git/diffs', request);
  }

  /** Outputs of an entry of a diff. */
  diffEntry(id: string, entry: number): Promise<DiffEntry> {
    const path = `git/diffs/${encodeURIComponent(id)}/entry`;
    return this._http.get(path, { entry });
  }

  /** Some of the unchanged cells that an entry of a diff stands for. */
  async diffFolded(
    id: string,
    entry: number,
    start: number,
    limit: number
  ): Promise<FoldedCell[]> {
    const path = `git/diffs/${encodeURIComponent(id)}/folded`;
    const query = { entry, start, limit };
    const reply = await this._http.get<{ cells: FoldedCell[] }>(path, query);
    return reply.cells;
  }

  /** Talk to a remote. */
  operate(request: OperationRequest): Promise<Operation> {
    return this._http.post('git/operations', request);
  }

  /** Where an operation stands. */
  operation(id: string): Promise<Operation> {
    return this._http.get(`git/operations/${encodeURIComponent(id)}`);
  }

  /** Stop an operation. */
  cancelOperation(id: string): Promise<Operation> {
    const path = `git/operations/${encodeURIComponent(id)}/cancel`;
    return this._http.post(path, {});
  }

  /** Answer a prompt of an operation; null refuses. */
  answer(
    id: string,
    prompt: string,
    answer: string | null,
    remember: boolean
  ): Promise<Operation> {
    const path = `git/operations/${encodeURIComponent(id)}/answer`;
    return this._http.post(path, { prompt, answer, remember });
  }

  private readonly _http: Http;
}
