import type { ServerConnection } from '@jupyterlab/services';

import { Http } from './http';
import type {
  Channel,
  Channels,
  Job,
  JobRequest,
  Kept,
  Limits,
  Message,
  Objective,
  Plan,
  Preview,
  Queue,
  Retention,
  RetentionPreview,
  Run,
  Sweep,
  SweepPage,
  SweepPreview,
  SweepRequest,
  SweepTable,
  Trigger
} from './types';

/** The REST interface to jobs, sweeps and the queue, one method a route. */
export class JobsClient {
  constructor(settings: ServerConnection.ISettings) {
    this._http = new Http(settings);
  }

  /** Jobs by name; only those of a notebook where its contents path is given. */
  async jobs(path?: string): Promise<readonly Job[]> {
    const { jobs } = await this._http.get<{ jobs: Job[] }>('jobs', { path });
    return jobs;
  }

  /** Make a job. */
  addJob(request: JobRequest): Promise<Job> {
    return this._http.post<Job>('jobs', request);
  }

  /** A job. */
  job(id: string): Promise<Job> {
    return this._http.get<Job>(`jobs/${encodeURIComponent(id)}`);
  }

  /** Replace a job. */
  changeJob(id: string, request: JobRequest): Promise<Job> {
    return this._put<Job>(`jobs/${encodeURIComponent(id)}`, request);
  }

  /** Forget a job; its runs stay. `keepalive` lets the request outlive the page. */
  async removeJob(id: string, keepalive = false): Promise<void> {
    await this._remove(`jobs/${encodeURIComponent(id)}`, keepalive);
  }

  /** Let a job's schedule rest, or go on. */
  pauseJob(id: string, paused: boolean): Promise<Job> {
    const path = `jobs/${encodeURIComponent(id)}/pause`;
    return this._http.post<Job>(path, { paused });
  }

  /** Run a job now. */
  runJob(id: string): Promise<Run> {
    return this._http.post<Run>(`jobs/${encodeURIComponent(id)}/run`, {});
  }

  /** When a trigger would fire. */
  preview(trigger: Trigger, count = 10): Promise<Preview> {
    return this._http.post<Preview>('schedules/preview', { trigger, count });
  }

  /** How the jobs of a project's `pyproject.toml` differ from those of the store. */
  plan(path: string): Promise<Plan> {
    return this._http.get<Plan>('jobs/plan', { path });
  }

  /** Carry out what the plan says. */
  applyPlan(path: string): Promise<Plan> {
    return this._http.post<Plan>('jobs/plan', { path });
  }

  /** A page of sweeps, newest first. */
  sweeps(cursor: string | null = null, limit = 50): Promise<SweepPage> {
    return this._http.get<SweepPage>('sweeps', { cursor, limit });
  }

  /** Start a sweep. */
  startSweep(request: SweepRequest): Promise<Sweep> {
    return this._http.post<Sweep>('sweeps', request);
  }

  /** What a sweep would be. */
  previewSweep(request: SweepRequest): Promise<SweepPreview> {
    return this._http.post<SweepPreview>('sweeps/preview', request);
  }

  /** Read a table of points, from a file or as it was pasted. */
  readTable(
    notebook: string,
    table: { path: string } | { text: string }
  ): Promise<SweepTable> {
    return this._http.post<SweepTable>('sweeps/table', { notebook, ...table });
  }

  /** A sweep. */
  sweep(id: string): Promise<Sweep> {
    return this._http.get<Sweep>(`sweeps/${encodeURIComponent(id)}`);
  }

  /** Forget a sweep; its runs stay. `keepalive` lets the request outlive the page. */
  async removeSweep(id: string, keepalive = false): Promise<void> {
    await this._remove(`sweeps/${encodeURIComponent(id)}`, keepalive);
  }

  /** Say what the runs of a sweep are compared by. */
  setObjective(id: string, objective: Objective | null): Promise<Sweep> {
    const path = `sweeps/${encodeURIComponent(id)}/objective`;
    return this._put<Sweep>(path, { objective });
  }

  /** What there is to do, and who does it. */
  queue(): Promise<Queue> {
    return this._http.get<Queue>('queue');
  }

  /** Set how much runs at a time. */
  setLimits(limits: Limits): Promise<Queue> {
    return this._put<Queue>('queue/limits', limits);
  }

  /** Let the worker finish what runs, start nothing more, and end. */
  drain(): Promise<Queue> {
    return this._http.post<Queue>('queue/drain', {});
  }

  /** Start a worker where none is at work. */
  startWorker(): Promise<Queue> {
    return this._http.post<Queue>('queue/worker', {});
  }

  /** What is kept, and what there is. */
  retention(): Promise<Kept> {
    return this._http.get<Kept>('retention');
  }

  /** Set what is kept. */
  setRetention(retention: Retention): Promise<Kept> {
    return this._put<Kept>('retention', retention);
  }

  /** What rules would remove. */
  previewRetention(retention: Retention): Promise<RetentionPreview> {
    return this._http.post<RetentionPreview>('retention/preview', retention);
  }

  /** Remove what the rules say, and what belongs to no run. */
  applyRetention(): Promise<RetentionPreview> {
    return this._http.post<RetentionPreview>('retention/apply', {});
  }

  /** How people are told, and what they were told lately. */
  channels(): Promise<Channels> {
    return this._http.get<Channels>('channels');
  }

  /** Replace the channels. */
  setChannels(channels: readonly Channel[]): Promise<Channels> {
    return this._put<Channels>('channels', { channels });
  }

  /** Send a test message. */
  testChannel(channel: string): Promise<Message> {
    return this._http.post<Message>('channels/test', { channel });
  }

  private _put<T>(path: string, body: unknown): Promise<T> {
    return this._http.json<T>(path, {
      method: 'PUT',
      body: JSON.stringify(body)
    });
  }

  private async _remove(path: string, keepalive: boolean): Promise<void> {
    await this._http.send(path, { method: 'DELETE', keepalive });
  }

  private readonly _http: Http;
}
