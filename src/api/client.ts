import { URLExt } from '@jupyterlab/coreutils';
import { ServerConnection } from '@jupyterlab/services';

import { asApiError, readError } from './errors';
import type {
  RunPage,
  LogPart,
  Parameters,
  Run,
  RunDetail,
  RunRequest,
  RunsQuery
} from './types';

type Query = Record<string, string | number | null | undefined>;

/** The REST interface of the server extension, one method a route. */
export class Client {
  constructor(private readonly _settings: ServerConnection.ISettings) {}

  /** What the dialog of a new run needs to know of a notebook. */
  parameters(path: string, kernel?: string): Promise<Parameters> {
    return this._json<Parameters>('parameters', {}, { path, kernel });
  }

  /** Start a run. */
  start(request: RunRequest): Promise<Run> {
    const body = JSON.stringify(request);
    return this._json<Run>('runs', { method: 'POST', body });
  }

  /** List runs, newest first. */
  runs(query: RunsQuery): Promise<RunPage> {
    return this._json<RunPage>('runs', {}, query);
  }

  /** All that is known of a run. */
  run(id: string): Promise<RunDetail> {
    return this._json<RunDetail>(`runs/${encodeURIComponent(id)}`);
  }

  /** Stop a run. */
  cancel(id: string): Promise<Run> {
    const method = 'POST';
    return this._json<Run>(`runs/${encodeURIComponent(id)}/cancel`, { method });
  }

  /**
   * Forget a run; its executed notebook stays.
   *
   * `keepalive` lets the request outlive the page.
   */
  async remove(id: string, keepalive = false): Promise<void> {
    const method = 'DELETE';
    await this._send(`runs/${encodeURIComponent(id)}`, { method, keepalive });
  }

  /** A part of a run's log; a negative offset counts from the end. */
  log(id: string, offset: number, limit: number): Promise<LogPart> {
    const path = `runs/${encodeURIComponent(id)}/log`;
    return this._json<LogPart>(path, {}, { offset, limit });
  }

  private async _json<T>(
    path: string,
    init: RequestInit = {},
    query: Query = {}
  ): Promise<T> {
    const response = await this._send(path, init, query);
    return (await response.json()) as T;
  }

  private async _send(
    path: string,
    init: RequestInit,
    query: Query = {}
  ): Promise<Response> {
    const url = URLExt.join(this._settings.baseUrl, 'mlops/api/v1', path);
    let response: Response;
    try {
      response = await ServerConnection.makeRequest(
        url + toQueryString(query),
        // Asks anew each time; JupyterLab's own way to that is to append the time to the address.
        { cache: 'no-cache', ...init },
        this._settings
      );
    } catch (error) {
      throw asApiError(error);
    }
    if (!response.ok) {
      throw await readError(response);
    }
    return response;
  }
}

/** A query string without the keys that have no value. */
function toQueryString(query: Query): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value !== undefined && value !== null) {
      search.set(key, String(value));
    }
  }
  const text = search.toString();
  return text ? `?${text}` : '';
}
