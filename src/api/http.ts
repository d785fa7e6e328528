import { URLExt } from '@jupyterlab/coreutils';
import { ServerConnection } from '@jupyterlab/services';

import { asApiError, readError } from './errors';

type Query = Record<string, string | number | boolean | null | undefined>;

/** Requests to the server extension. */
export class Http {
  constructor(private readonly _settings: ServerConnection.ISettings) {}

  /** Ask for JSON. */
  async json<T>(
    path: string,
    init: RequestInit = {},
    query: Query = {}
  ): Promise<T> {
    const response = await this.send(path, init, query);
    return (await response.json()) as T;
  }

  /** Ask by a query. */
  get<T>(path: string, query: Query = {}): Promise<T> {
    return this.json<T>(path, {}, query);
  }

  /** Send a body. */
  post<T>(path: string, body: unknown): Promise<T> {
    return this.json<T>(path, { method: 'POST', body: JSON.stringify(body) });
  }

  /** Send a request; fails with an `ApiError`. */
  async send(
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
