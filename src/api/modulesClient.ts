import type { ServerConnection } from '@jupyterlab/services';

import { Http } from './http';
import type {
  Exported,
  ExportRequest,
  Modules,
  Place,
  ReleaseApi,
  ReleaseComparison,
  Released,
  ReleasePlan,
  ReleaseRequest,
  Releases,
  Restored,
  Synced,
  SyncRequest
} from './types';

/** The REST interface to modules and releases, one method a route; paths are contents paths. */
export class ModulesClient {
  constructor(settings: ServerConnection.ISettings) {
    this._http = new Http(settings);
  }

  /** The modules of the project around a path. */
  modules(path: string): Promise<Modules> {
    return this._http.get<Modules>('modules', { path });
  }

  /** Write modules. */
  export(request: ExportRequest): Promise<Exported> {
    return this._http.post<Exported>('modules/export', request);
  }

  /** Bring the edits of modules into their notebooks, then export. */
  sync(request: SyncRequest): Promise<Synced> {
    return this._http.post<Synced>('modules/sync', request);
  }

  /** The cell that a line of a module comes from; lines count from 1. */
  where(path: string, line: number): Promise<Place> {
    return this._http.get<Place>('modules/where', { path, line });
  }

  /** The versions of the package, newest first. */
  releases(path: string): Promise<Releases> {
    return this._http.get<Releases>('releases', { path });
  }

  /** What a release would be. */
  releasePlan(path: string, version?: string): Promise<ReleasePlan> {
    return this._http.get<ReleasePlan>('releases/plan', { path, version });
  }

  /** Release the package. */
  release(request: ReleaseRequest): Promise<Released> {
    return this._http.post<Released>('releases', request);
  }

  /** How two versions differ; without a head, a version from the working folder. */
  compare(
    path: string,
    base: string,
    head?: string
  ): Promise<ReleaseComparison> {
    const query = { path, base, head };
    return this._http.get<ReleaseComparison>('releases/compare', query);
  }

  /** The public API of a version, or of the working folder. */
  api(path: string, version?: string): Promise<ReleaseApi> {
    return this._http.get<ReleaseApi>('releases/api', { path, version });
  }

  /** Bring notebooks and modules back as they were in a version. */
  restore(
    path: string,
    version: string,
    modules?: string[]
  ): Promise<Restored> {
    const request = { path, version, modules: modules ?? null };
    return this._http.post<Restored>('releases/restore', request);
  }

  /** Put a release into the package index; with a section of `.pypirc`, send it there. */
  publish(
    path: string,
    version: string,
    repository: string | null = null
  ): Promise<Released> {
    const request = { path, version, repository };
    return this._http.post<Released>('releases/publish', request);
  }

  private readonly _http: Http;
}
