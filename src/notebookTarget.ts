import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { IDocumentManager } from '@jupyterlab/docmanager';
import { FileDialog } from '@jupyterlab/filebrowser';
import type { IFileBrowserFactory } from '@jupyterlab/filebrowser';
import type { INotebookTracker } from '@jupyterlab/notebook';
import type { ITranslator, TranslationBundle } from '@jupyterlab/translation';
import type { ReadonlyPartialJSONObject } from '@lumino/coreutils';

/** Knows which notebook a command is about. */
export class NotebookTarget {
  constructor(private readonly _options: NotebookTarget.IOptions) {}

  /**
   * The notebook that is named, selected in the file browser, or looked at.
   *
   * @returns Its path with its drive, as documents have it; null where there is none.
   */
  find(args: ReadonlyPartialJSONObject): string | null {
    const { browser, tracker } = this._options;
    if (typeof args.path === 'string') {
      return args.path;
    }
    if (args.from === 'browser') {
      const items = browser?.tracker.currentWidget?.selectedItems() ?? [];
      const [first] = items;
      return first?.path ?? null;
    }
    return tracker.currentWidget?.context.path ?? null;
  }

  /** The same; where there is none, one is asked for. */
  async findOrAsk(
    args: ReadonlyPartialJSONObject,
    documents: IDocumentManager,
    trans: TranslationBundle,
    translator: ITranslator | null
  ): Promise<string | null> {
    const found = this.find(args);
    if (found !== null || args.from === 'browser') {
      return found;
    }
    const { value } = await FileDialog.getOpenFiles({
      manager: documents,
      title: trans.__('Which notebook?'),
      filter: model => (model.type === 'notebook' ? {} : null),
      translator: translator ?? undefined
    });
    return value?.[0]?.path ?? null;
  }

  /** A path without its drive: what the server knows. */
  localPath(path: string): string {
    return this._options.app.serviceManager.contents.localPath(path);
  }
}

export namespace NotebookTarget {
  /** What knows of notebooks. */
  export interface IOptions {
    app: JupyterFrontEnd;
    tracker: INotebookTracker;
    browser: IFileBrowserFactory | null;
  }
}
