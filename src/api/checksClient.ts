import type { ServerConnection } from '@jupyterlab/services';

import { Http } from './http';
import type {
  CheckRun,
  CheckRunRequest,
  CheckRuns,
  Checks,
  Ci,
  CiAnnotation,
  CiRerunRequest,
  CiStatusWritten,
  CommitVerdict,
  Fixed,
  FixRequest,
  Gate,
  LogText
} from './types';

/** The REST interface to checks and to the forges, one method a route; paths are contents paths. */
export class ChecksClient {
  constructor(settings: ServerConnection.ISettings) {
    this._http = new Http(settings);
  }

  /** How the project around a path stands. */
  checks(path: string): Promise<Checks> {
    return this._http.get<Checks>('checks', { path });
  }

  /** Runs of the project's checks, newest first; only those of a commit if one is given. */
  runs(path: string, commit?: string): Promise<CheckRuns> {
    return this._http.get<CheckRuns>('checks/runs', { path, commit });
  }

  /** Check a commit, or the files as they are. */
  check(request: CheckRunRequest): Promise<CheckRun> {
    return this._http.post<CheckRun>('checks/runs', request);
  }

  /** A run with its results, as far as it is. */
  run(id: string): Promise<CheckRun> {
    return this._http.get<CheckRun>(`checks/runs/${encodeURIComponent(id)}`);
  }

  /** A part of the log of a run. */
  log(id: string, offset: number): Promise<LogText> {
    const path = `checks/runs/${encodeURIComponent(id)}/log`;
    return this._http.get<LogText>(path, { offset });
  }

  /** Cancel a run. */
  cancel(id: string): Promise<CheckRun> {
    const path = `checks/runs/${encodeURIComponent(id)}/cancel`;
    return this._http.post<CheckRun>(path, {});
  }

  /** The newest run on each of some commits; those without any are missing. */
  async verdicts(path: string, commits: string[]): Promise<CommitVerdict[]> {
    const reply = await this._http.post<{ verdicts: CommitVerdict[] }>(
      'checks/verdicts',
      { path, commits }
    );
    return reply.verdicts;
  }

  /** Mend what can be mended without a decision, in the working files. */
  fix(request: FixRequest): Promise<Fixed> {
    return this._http.post<Fixed>('checks/fix', request);
  }

  /** What a commit would hold that it had better not. */
  gate(repository: string): Promise<Gate> {
    return this._http.post<Gate>('checks/gate', { repository });
  }

  /** What the forges say of a commit, by default of HEAD. */
  ci(path: string, commit?: string): Promise<Ci> {
    return this._http.get<Ci>('ci', { path, commit });
  }

  /** A part of the log of a forge's job. */
  jobLog(
    path: string,
    remote: string,
    job: string,
    offset: number
  ): Promise<LogText> {
    return this._http.get<LogText>('ci/log', { path, remote, job, offset });
  }

  /** Remarks that a forge's checks have made on a commit. */
  async annotations(
    path: string,
    remote: string,
    commit?: string
  ): Promise<CiAnnotation[]> {
    const query = { path, remote, commit };
    const reply = await this._http.get<{ annotations: CiAnnotation[] }>(
      'ci/annotations',
      query
    );
    return reply.annotations;
  }

  /** Run a pipeline again, or what of it failed, or one job. */
  async rerun(request: CiRerunRequest): Promise<void> {
    await this._send('ci/rerun', request);
  }

  /** Cancel a pipeline. */
  async cancelPipeline(
    path: string,
    remote: string,
    pipeline: string
  ): Promise<void> {
    await this._send('ci/cancel', { path, remote, pipeline });
  }

  /** Tell a forge what a run of checks has said. */
  postStatus(
    path: string,
    remote: string,
    run: string
  ): Promise<CiStatusWritten> {
    return this._http.post<CiStatusWritten>('ci/status', { path, remote, run });
  }

  private async _send(path: string, body: unknown): Promise<void> {
    await this._http.send(
      path,
      { method: 'POST', body: JSON.stringify(body) },
      {}
    );
  }

  private readonly _http: Http;
}
