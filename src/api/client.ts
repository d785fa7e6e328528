import type { ServerConnection } from '@jupyterlab/services';

import { Http } from './http';
import type {
  Again,
  Annotation,
  Cancelled,
  CancelRequest,
  RunCells,
  RunMetrics,
  RunPage,
  LogPart,
  Parameters,
  Run,
  RunDetail,
  RunRequest,
  RunsQuery
} from './types';

/** The REST interface to runs, one method a route. */
export class Client {
  constructor(settings: ServerConnection.ISettings) {
    this._http = new Http(settings);
  }

  /** What the dialog of a new run needs to know of a notebook. */
  parameters(path: string, kernel?: string): Promise<Parameters> {
    return this._http.json<Parameters>('parameters', {}, { path, kernel });
  }

  /** Start a run. */
  start(request: RunRequest): Promise<Run> {
    const body = JSON.stringify(request);
    return this._http.json<Run>('runs', { method: 'POST', body });
  }

  /** List runs, newest first. */
  runs(query: RunsQuery): Promise<RunPage> {
    return this._http.json<RunPage>('runs', {}, query);
  }

  /** All that is known of a run. */
  run(id: string): Promise<RunDetail> {
    return this._http.json<RunDetail>(`runs/${encodeURIComponent(id)}`);
  }

  /** Stop a run. */
  cancel(id: string): Promise<Run> {
    const method = 'POST';
    return this._http.json<Run>(`runs/${encodeURIComponent(id)}/cancel`, {
      method
    });
  }

  /**
   * Forget a run; its executed notebook stays.
   *
   * `keepalive` lets the request outlive the page.
   */
  async remove(id: string, keepalive = false): Promise<void> {
    const method = 'DELETE';
    await this._http.send(`runs/${encodeURIComponent(id)}`, {
      method,
      keepalive
    });
  }

  /** A part of a run's log; a negative offset counts from the end. */
  log(id: string, offset: number, limit: number): Promise<LogPart> {
    const path = `runs/${encodeURIComponent(id)}/log`;
    return this._http.json<LogPart>(path, {}, { offset, limit });
  }

  /** Stop many runs. */
  cancelMany(request: CancelRequest): Promise<Cancelled> {
    return this._http.post<Cancelled>('runs/cancel', request);
  }

  /** Change what people have written on a run. */
  annotate(id: string, annotation: Annotation): Promise<Run> {
    return this._http.json<Run>(`runs/${encodeURIComponent(id)}`, {
      method: 'PATCH',
      body: JSON.stringify(annotation)
    });
  }

  /** Run again exactly what ran. */
  again(id: string): Promise<Again> {
    return this._http.post<Again>(`runs/${encodeURIComponent(id)}/again`, {});
  }

  /** A run's notebook as it fills: what differs from a version that was seen. */
  cells(id: string, since = ''): Promise<RunCells> {
    const path = `runs/${encodeURIComponent(id)}/cells`;
    return this._http.get<RunCells>(path, { since });
  }

  /** What a run has measured, and what was measured of it. */
  metrics(id: string): Promise<RunMetrics> {
    return this._http.get<RunMetrics>(`runs/${encodeURIComponent(id)}/metrics`);
  }

  private readonly _http: Http;
}
