import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { IDocumentManager } from '@jupyterlab/docmanager';
import type { DocumentRegistry } from '@jupyterlab/docregistry';
import type { FileBrowser } from '@jupyterlab/filebrowser';
import type { IDisposable } from '@lumino/disposable';
import type { Widget } from '@lumino/widgets';

import type { RepositoryModel } from './model';

/**
 * Makes a model follow what is looked at: the active document, else the file browser's folder.
 *
 * Views that are no documents, such as a diff, leave it where it is while its document is open.
 */
export class Following implements IDisposable {
  constructor(private readonly _options: Following.IOptions) {
    const { app, browser } = _options;
    app.shell.currentChanged?.connect(this._onCurrentChanged);
    browser?.model.pathChanged.connect(this._follow);
    this._onCurrentChanged();
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    if (!this._isDisposed) {
      this._isDisposed = true;
      const { app, browser } = this._options;
      app.shell.currentChanged?.disconnect(this._onCurrentChanged);
      browser?.model.pathChanged.disconnect(this._follow);
      this._leave();
    }
  }

  private readonly _onCurrentChanged = (): void => {
    const { app, documents } = this._options;
    const widget = app.shell.currentWidget;
    const context = widget && documents.contextForWidget(widget);
    if (context && context !== this._context) {
      this._leave();
      this._context = context;
      this._widget = widget;
      context.pathChanged.connect(this._follow);
      widget.disposed.connect(this._onClosed);
    }
    this._follow();
  };

  private readonly _onClosed = (): void => {
    this._leave();
    this._follow();
  };

  private _leave(): void {
    this._context?.pathChanged.disconnect(this._follow);
    this._widget?.disposed.disconnect(this._onClosed);
    this._context = null;
    this._widget = null;
  }

  private readonly _follow = (): void => {
    const { app, browser, model } = this._options;
    const path = this._context?.path ?? browser?.model.path;
    if (path !== undefined) {
      model.follow(app.serviceManager.contents.localPath(path));
    }
  };

  private _context: DocumentRegistry.Context | null = null;
  private _widget: Widget | null = null;
  private _isDisposed = false;
}

export namespace Following {
  /** Who follows what. */
  export interface IOptions {
    app: JupyterFrontEnd;
    documents: IDocumentManager;
    browser: FileBrowser | null;
    model: RepositoryModel;
  }
}
