import type { IDocumentWidget } from '@jupyterlab/docregistry';
import type { DocumentRegistry } from '@jupyterlab/docregistry';
import type * as nbformat from '@jupyterlab/nbformat';
import type { INotebookModel } from '@jupyterlab/notebook';
import type { IDisposable } from '@lumino/disposable';
import { Throttler } from '@lumino/polling';
import { Signal } from '@lumino/signaling';

import type { Unsaved } from '../api/types';
import { TouchedOutputs } from './outputs';

/** How often a document that is being edited says so, in milliseconds. */
const INTERVAL = 400;

/** What an open document is to us, in as far as it is not on disk. */
export class OpenDocument implements IDisposable {
  constructor(
    readonly context: DocumentRegistry.Context,
    private readonly _interval = INTERVAL
  ) {
    const { model } = context;
    if (isNotebookModel(model)) {
      this._outputs = new TouchedOutputs(model, context);
    }
    this._throttler = new Throttler(
      () => {
        this.changed.emit();
      },
      { limit: this._interval, edge: 'trailing' }
    );
    model.contentChanged.connect(this._onEdited);
    context.fileChanged.connect(this._onSaved);
  }

  /** It was edited (a moment ago) or saved. */
  readonly changed = new Signal<this, void>(this);

  /** Its widgets. */
  readonly widgets = new Set<IDocumentWidget>();

  /** Whether it has edits that are not on disk. */
  get dirty(): boolean {
    return this.context.model.dirty;
  }

  /**
   * What the Lab holds; null where it can't be said, or is what is on disk.
   *
   * @param whole - Whether outputs are given that are as on disk.
   */
  unsaved(whole: boolean): Unsaved | null {
    const { model, contentsModel, path } = this.context;
    if (!model.dirty) {
      return null;
    }
    if (isNotebookModel(model)) {
      const notebook = model.toJSON() as nbformat.INotebookContent;
      return whole ? { notebook } : this._withoutOutputs(notebook);
    }
    if (contentsModel?.format !== 'text') {
      return null;
    }
    const text = model.toString();
    return path.endsWith('.ipynb') ? parsed(text) : { text: this._ended(text) };
  }

  /** Save it; fails where it could not be. */
  async save(): Promise<void> {
    if (this.dirty) {
      await this.context.save();
    }
  }

  /** Read it again. */
  async reload(): Promise<void> {
    await this.context.revert();
    this._outputs?.forget();
  }

  get isDisposed(): boolean {
    return this._throttler.isDisposed;
  }

  dispose(): void {
    if (!this.isDisposed) {
      this._throttler.dispose();
      this._outputs?.dispose();
      this.context.model.contentChanged.disconnect(this._onEdited);
      this.context.fileChanged.disconnect(this._onSaved);
      Signal.clearData(this);
    }
  }

  private _withoutOutputs(notebook: nbformat.INotebookContent): Unsaved {
    const onDisk: string[] = [];
    const cells = notebook.cells.map(cell => {
      const { id, outputs, ...rest } = cell as nbformat.ICodeCell;
      const isOnDisk =
        typeof id === 'string' &&
        Array.isArray(outputs) &&
        outputs.length > 0 &&
        !this._outputs?.has(id);
      if (!isOnDisk) {
        return cell;
      }
      onDisk.push(id);
      return { id, ...rest };
    });
    return { notebook: { ...notebook, cells }, outputs_on_disk: onDisk };
  }

  /** JupyterLab edits with line feeds and puts back the file's line ends when it saves. */
  private _ended(text: string): string {
    const { _lineEnding: end } = this.context as unknown as {
      _lineEnding?: string | null;
    };
    return end ? text.replace(/\n/g, end) : text;
  }

  private readonly _onEdited = (): void => {
    void this._throttler.invoke().catch(() => {
      // Disposed of meanwhile.
    });
  };

  private readonly _onSaved = (): void => {
    this.changed.emit();
  };

  private readonly _outputs: TouchedOutputs | null = null;
  private readonly _throttler: Throttler;
}

/** Whether a model is that of a notebook. */
function isNotebookModel(
  model: DocumentRegistry.IModel
): model is INotebookModel {
  return 'cells' in model && 'sharedModel' in model;
}

/** A notebook that is edited as text; null while it is none. */
function parsed(text: string): Unsaved | null {
  try {
    return { notebook: JSON.parse(text) as Record<string, unknown> };
  } catch {
    return null;
  }
}
