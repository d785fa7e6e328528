import { Notification } from '@jupyterlab/apputils';
import type { IDocumentWidget } from '@jupyterlab/docregistry';
import { NotebookPanel } from '@jupyterlab/notebook';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { CommandRegistry } from '@lumino/commands';

import type { DiffCell } from '../api/types';
import { tellFailure } from '../notify';
import type { IDocuments } from '../tokens';
import type { DiffModel } from './model';
import { placeInHead } from './place';
import { replaceText, revertCell, revertSource, StaleError } from './reverting';
import type { IText, Shared } from './reverting';

type CellContent = Parameters<Shared['insertCell']>[1];

/** What can be done from a diff to the document that is worked at. */
export class LiveDocument {
  constructor(private readonly _options: LiveDocument.IOptions) {}

  /** Put a cell back to what the base has. */
  async revert(cell: DiffCell): Promise<void> {
    const { model, trans } = this._options;
    const done =
      cell.kind === 'added'
        ? trans.__('Cell taken out.')
        : trans.__('Cell put back.');
    await this._change(done, async () => {
      const content = await this._content(cell);
      const { sharedModel } = await this._notebook();
      return revertCell(sharedModel, this._cells(), cell, content);
    });
    await model.load();
  }

  /** Put lines of a cell back: the source as it is to be. */
  async revertSource(cell: DiffCell, source: string): Promise<void> {
    const { model, trans } = this._options;
    await this._change(trans.__('Lines put back.'), async () => {
      const { sharedModel } = await this._notebook();
      return revertSource(sharedModel, this._cells(), cell, source);
    });
    await model.load();
  }

  /** Put lines of a file that isn't a notebook back: the text as it is to be. */
  async revertText(text: string): Promise<void> {
    const { model, trans } = this._options;
    await this._change(trans.__('Lines put back.'), async () => {
      const { sharedModel } = (await this._open()).context.model;
      if (!isText(sharedModel)) {
        throw new StaleError();
      }
      return replaceText(sharedModel, model.diff?.text?.head ?? '', text);
    });
    await model.load();
  }

  /** Show the file, at a cell if given. */
  async jump(cell: DiffCell | null): Promise<void> {
    const { trans, commands, model } = this._options;
    await tellFailure(trans.__('The file could not be opened.'), async () => {
      const widget = await this._open();
      await commands.execute('docmanager:open', { path: model.args.path });
      if (cell && widget instanceof NotebookPanel) {
        await goTo(widget, this._indexOf(widget, cell));
      }
    });
  }

  /** Do something that can be taken back by the toast. */
  private async _change(
    done: string,
    act: () => Promise<() => void>
  ): Promise<void> {
    const { trans } = this._options;
    await tellFailure(trans.__('Nothing was put back.'), async () => {
      try {
        const undo = await act();
        this._offer(done, undo);
      } catch (error) {
        throw error instanceof StaleError
          ? new Error(trans.__('It has changed meanwhile. Look again.'))
          : error;
      }
    });
  }

  private _offer(done: string, undo: () => void): void {
    const { trans, model } = this._options;
    const takeBack = (): void => {
      void tellFailure(trans.__('It could not be undone.'), async () => {
        try {
          undo();
        } catch {
          throw new Error(trans.__('It has changed meanwhile.'));
        }
        await model.load();
      });
    };
    // One at a time: what was done before is taken back in the document.
    Notification.dismiss(this._toast);
    this._toast = Notification.info(done, {
      autoClose: 8000,
      actions: [{ label: trans.__('Undo'), callback: takeBack }]
    });
  }

  /** The base's cell, to put it back. */
  private async _content(cell: DiffCell): Promise<CellContent | null> {
    if (cell.base === null) {
      return null;
    }
    const entry = await this._options.model.parts.entryNow(cell.entry);
    const { base, base_cell: about } = entry;
    const outputs = cell.base_type === 'code' ? { outputs: base } : {};
    return { ...about, source: cell.base_source, ...outputs } as CellContent;
  }

  private _cells(): readonly DiffCell[] {
    return this._options.model.diff?.notebook?.cells ?? [];
  }

  private _indexOf(panel: NotebookPanel, cell: DiffCell): number {
    const ids = panel.content.widgets.map(each => each.model.id);
    const byId = cell.head_id === null ? -1 : ids.indexOf(cell.head_id);
    if (byId >= 0) {
      return byId;
    }
    const place = cell.head ?? placeInHead(this._cells(), cell.base ?? 0);
    return Math.min(place, ids.length - 1);
  }

  private async _notebook(): Promise<NonNullable<NotebookPanel['model']>> {
    const { documents, model, trans } = this._options;
    const { path } = model.args;
    const widget = documents.notebook(path) ?? (await this._open());
    if (!(widget instanceof NotebookPanel) || !widget.model) {
      throw new Error(trans.__('It is not open as a notebook.'));
    }
    return widget.model;
  }

  /** Opens the file where it isn't open; what is on the screen stays. */
  private async _open(): Promise<IDocumentWidget> {
    const { commands, model, trans } = this._options;
    const widget = (await commands.execute('docmanager:open', {
      path: model.args.path,
      options: { activate: false, mode: 'tab-before' }
    })) as IDocumentWidget | undefined;
    if (!widget) {
      throw new Error(trans.__('It could not be opened.'));
    }
    await widget.context.ready;
    return widget;
  }

  private _toast = '';
}

export namespace LiveDocument {
  /** Where the documents are. */
  export interface IOptions {
    model: DiffModel;
    documents: IDocuments;
    commands: CommandRegistry;
    trans: TranslationBundle;
  }
}

function isText(shared: object): shared is IText {
  return 'getSource' in shared && 'updateSource' in shared;
}

async function goTo(panel: NotebookPanel, index: number): Promise<void> {
  const { content } = panel;
  const cell = content.widgets[index];
  if (!cell) {
    return;
  }
  await panel.revealed;
  content.deselectAll();
  content.mode = 'command';
  content.activeCellIndex = index;
  await content.scrollToItem(index, 'center');
  await cell.ready;
  panel.activate();
}
