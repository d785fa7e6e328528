import { ServerConnection } from '@jupyterlab/services';

import { Client } from '../../api/client';
import type { Run } from '../../api/types';

/** The server's side of the REST interface, as far as lists need it, behind a real client. */
export class FakeServer {
  constructor(public runs: Run[] = []) {}

  /** What was asked for: method and path with query. */
  readonly requests: string[] = [];
  /** Most runs in a page. */
  pageSize = 2;
  /** Answers instead of the list, where set. */
  failure: { status: number; body: string } | null = null;

  /** A client whose requests end here. */
  client(): Client {
    const settings = ServerConnection.makeSettings({
      baseUrl: 'http://localhost:8888/',
      fetch: (input: RequestInfo | URL) => {
        const request = input as Request;
        return Promise.resolve(this._answer(request));
      }
    });
    return new Client(settings);
  }

  private _answer(request: Request): Response {
    const url = new URL(request.url);
    const path = url.pathname.replace('/mlops/api/v1/', '');
    this.requests.push(`${request.method} ${path}${url.search}`);
    if (this.failure) {
      return new Response(this.failure.body, { status: this.failure.status });
    }
    const [, id, verb] = path.split('/');
    if (request.method === 'DELETE') {
      this.runs = this.runs.filter(run => run.id !== id);
      return new Response(null, { status: 204 });
    }
    if (verb === 'cancel') {
      this._change(id, { state: 'cancelled' });
    }
    return id ? this._one(id) : this._page(url.searchParams);
  }

  private _change(id: string | undefined, change: Partial<Run>): void {
    this.runs = this.runs.map(run =>
      run.id === id ? { ...run, ...change } : run
    );
  }

  private _one(id: string): Response {
    const run = this.runs.find(each => each.id === id);
    const body = { ...run, cells: [], provenance: null, environment: null };
    return run
      ? Response.json(body)
      : Response.json(
          { code: 'not_found', message: `no run ${id}`, hint: '' },
          { status: 404 }
        );
  }

  private _page(query: URLSearchParams): Response {
    const cursor = query.get('cursor');
    const path = query.get('path');
    const state = query.get('state');
    const found = this.runs
      .filter(run => cursor === null || run.id < cursor)
      .filter(run => path === null || [run.path, run.output].includes(path))
      .filter(run => state === null || run.state === state)
      .sort((a, b) => (a.id < b.id ? 1 : -1));
    const runs = found.slice(0, this.pageSize);
    const last = runs[runs.length - 1];
    const next_cursor = found.length > runs.length && last ? last.id : null;
    return Response.json({ runs, next_cursor });
  }
}
