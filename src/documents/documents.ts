import type {
  DocumentRegistry,
  IDocumentWidget
} from '@jupyterlab/docregistry';
import { NotebookPanel } from '@jupyterlab/notebook';
import type { Contents } from '@jupyterlab/services';
import type { IDisposable } from '@lumino/disposable';
import { Signal } from '@lumino/signaling';

import type { Unsaved } from '../api/types';
import type { IDocuments } from '../tokens';
import { OpenDocument } from './document';

/** The documents that are open in any view that JupyterLab or an extension has for them. */
export class Documents implements IDocuments, IDisposable {
  constructor(
    private readonly _registry: DocumentRegistry,
    private readonly _contents: Contents.IManager
  ) {
    for (const factory of _registry.widgetFactories()) {
      this._follow(factory.name.toLowerCase());
    }
    _registry.changed.connect(this._onRegistryChanged);
  }

  readonly changed: Signal<IDocuments, string> = new Signal<IDocuments, string>(
    this
  );

  unsaved(path: string): Unsaved | null {
    return this._dirty(path)?.unsaved(false) ?? null;
  }

  unsavedWhole(path: string): Unsaved | null {
    return this._dirty(path)?.unsaved(true) ?? null;
  }

  dirty(): string[] {
    const dirty = [...this._open.values()].filter(each => each.dirty);
    return [...new Set(dirty.map(each => this._path(each.context)))];
  }

  async save(path: string): Promise<void> {
    for (const each of this._at(path)) {
      await each.save();
    }
  }

  /** Reads only what has changed on disk, and closes what is gone from there. */
  async reload(path: string): Promise<void> {
    const clean = this._at(path).filter(each => !each.dirty);
    if (clean.length === 0) {
      return;
    }
    const file = await this._stat(path);
    for (const each of clean) {
      if (file === null) {
        each.widgets.forEach(widget => {
          widget.close();
        });
      } else if (isOther(file, each.context.contentsModel)) {
        await each.reload();
      }
    }
  }

  notebook(path: string): NotebookPanel | null {
    for (const each of this._at(path)) {
      for (const widget of each.widgets) {
        if (widget instanceof NotebookPanel) {
          return widget;
        }
      }
    }
    return null;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    if (!this._isDisposed) {
      this._isDisposed = true;
      this._registry.changed.disconnect(this._onRegistryChanged);
      this._extensions.forEach(each => {
        each.dispose();
      });
      this._open.forEach(each => {
        each.dispose();
      });
      this._open.clear();
      Signal.clearData(this);
    }
  }

  /** Hear of every document that is opened by a factory. */
  private _follow(factory: string): void {
    if (this._factories.has(factory)) {
      return;
    }
    this._factories.add(factory);
    const extension = {
      createNew: (
        widget: IDocumentWidget,
        context: DocumentRegistry.Context
      ) => {
        void this._add(widget, context);
      }
    };
    this._extensions.push(
      this._registry.addWidgetExtension(factory, extension)
    );
  }

  private async _add(
    widget: IDocumentWidget,
    context: DocumentRegistry.Context
  ): Promise<void> {
    await context.ready;
    if (widget.isDisposed || this._isDisposed) {
      return;
    }
    const document = this._open.get(context) ?? this._make(context);
    document.widgets.add(widget);
    widget.disposed.connect(() => {
      document.widgets.delete(widget);
    });
    this.changed.emit(this._path(context));
  }

  private _make(context: DocumentRegistry.Context): OpenDocument {
    const document = new OpenDocument(context);
    let path = this._path(context);
    this._open.set(context, document);
    document.changed.connect(() => {
      this.changed.emit(path);
    });
    context.pathChanged.connect(() => {
      this.changed.emit(path);
      path = this._path(context);
      this.changed.emit(path);
    });
    context.disposed.connect(() => {
      this._open.delete(context);
      document.dispose();
      this.changed.emit(path);
    });
    return document;
  }

  private _at(path: string): OpenDocument[] {
    return [...this._open.values()].filter(
      each => this._path(each.context) === path
    );
  }

  private _dirty(path: string): OpenDocument | undefined {
    return this._at(path).find(each => each.dirty);
  }

  /** The contents path, without the name of a drive for shared editing. */
  private _path(context: DocumentRegistry.Context): string {
    const drive = this._contents.driveName(context.path);
    return drive === '' || drive === 'RTC' ? context.localPath : context.path;
  }

  /** What is on disk; null where nothing is. */
  private async _stat(path: string): Promise<Contents.IModel | null> {
    try {
      return await this._contents.get(path, { content: false });
    } catch (error) {
      const status = (error as { response?: Response }).response?.status;
      if (status === 404) {
        return null;
      }
      throw error;
    }
  }

  private readonly _onRegistryChanged = (
    _: unknown,
    { type, change, name }: DocumentRegistry.IChangedArgs
  ): void => {
    if (type === 'widgetFactory' && change === 'added' && name) {
      this._follow(name);
    }
  };

  private _isDisposed = false;
  private readonly _open = new Map<DocumentRegistry.Context, OpenDocument>();
  private readonly _factories = new Set<string>();
  private readonly _extensions: IDisposable[] = [];
}

/** Whether the file on disk is another one than a document was read from or saved to. */
function isOther(
  file: Contents.IModel,
  known: Omit<Contents.IModel, 'content'> | null
): boolean {
  return known?.last_modified !== file.last_modified;
}
