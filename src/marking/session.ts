import type { Cell } from '@jupyterlab/cells';
import type { NotebookPanel } from '@jupyterlab/notebook';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { IDisposable } from '@lumino/disposable';

import { openMenu } from '../components/menu';
import type { IModules } from '../tokens';
import { cellsToMark, isPython, markCells } from './apply';
import { askForModule } from './askForModule';
import { NotebookBadges } from './badges';
import { badgesOf } from './badgesOf';
import { isMarked, markedBy } from './choices';
import type { MarkChoice } from './choices';
import { markItems } from './menu';
import { NotebookMarks } from './notebookMarks';
import { moduleOf, moduleOfFile } from './targets';
import { troublesOf } from './troubles';
import { modulesOf } from './words';
import type { ISurroundings } from './words';

/** What an open notebook's cells are marked with, shown at them and changed. */
export class NotebookMarking implements IDisposable {
  constructor(private readonly _options: NotebookMarking.IOptions) {
    const { panel, modules } = _options;
    this.marks = new NotebookMarks(panel.content);
    this._badges = new NotebookBadges(panel.content, this.marks, cell =>
      badgesOf(cell, this.marks.of(cell.model), {
        surroundings: this.surroundings,
        trouble: this._troubles.get(cell.model.id) ?? '',
        trans: _options.trans,
        openModule: _options.openModule,
        choose: this._chooseFor
      })
    );
    modules.changed.connect(this._onModulesChanged);
    panel.context.pathChanged.connect(this._onModulesChanged);
    panel.disposed.connect(this._onDisposed);
    panel.context.fileChanged.connect(this._onSaved);
    void panel.context.ready.then(this._onSaved);
  }

  /** What the cells say. */
  readonly marks: NotebookMarks;

  /** Contents path of the notebook. */
  get path(): string {
    return this._options.panel.context.localPath;
  }

  /** What is known of the notebook besides what its cells say. */
  get surroundings(): ISurroundings {
    const { status } = this._options.modules;
    const packageName = status?.package ?? '';
    const { defaultModule } = this.marks;
    return {
      own: moduleOf(defaultModule, packageName) || moduleOfFile(this.path),
      packageName
    };
  }

  /** Whether there is anything that can be marked. */
  get isEnabled(): boolean {
    const { content } = this._options.panel;
    const isReadOnly = content.model?.readOnly ?? true;
    return !isReadOnly && isPython(content) && cellsToMark(content).length > 0;
  }

  /** Whether a choice is what the first of the chosen cells says already. */
  isChosen(choice: MarkChoice): boolean {
    const marks = this._first;
    return marks !== null && isMarked(marks, choice, this.surroundings);
  }

  /** Mark the chosen cells. */
  async choose(choice: MarkChoice): Promise<void> {
    const { panel, trans } = this._options;
    const cells = cellsToMark(panel.content);
    const first = this._first;
    if (first === null) {
      return;
    }
    let chosen = choice;
    if (choice.mark === 'other') {
      const target = await askForModule(trans);
      if (target === null) {
        return;
      }
      const isOwn = target === this.surroundings.own;
      chosen = { mark: 'export', target: isOwn ? '' : target };
    }
    const left = cells.filter(cell => !cell.isDisposed);
    // nbdev, whose notebooks name their module, knows of directives alone.
    const way = this.marks.defaultModule ? 'directives' : 'tags';
    markCells(panel.content, left, markedBy(chosen, first), way);
  }

  /** The modules that the active cell goes to. */
  get modules(): string[] {
    const marks = this._first;
    return marks ? modulesOf(marks, this.surroundings) : [];
  }

  /** Open the first of them where the active cell is. */
  openFirstModule(): void {
    const { activeCell } = this._options.panel.content;
    const [module] = this.modules;
    if (activeCell && module) {
      this._options.openModule(activeCell, module);
    }
  }

  /** Open the menu where the active cell is. */
  openMenuAtCell(): void {
    const { activeCell } = this._options.panel.content;
    if (activeCell) {
      const badge = activeCell.node.querySelector('.mlops-CellBadge');
      const { left, bottom } = (
        badge ??
        activeCell.editorWidget?.node ??
        activeCell.node
      ).getBoundingClientRect();
      this.openMenu(left, bottom);
    }
  }

  /** Open the menu of what can become of the chosen cells. */
  openMenu(x: number, y: number): void {
    const { panel, modules, trans } = this._options;
    const { activeCell } = panel.content;
    const marks = this._first;
    if (marks === null) {
      return;
    }
    const { status } = modules;
    const items = markItems({
      isEnabled: this.isEnabled,
      marks,
      surroundings: this.surroundings,
      known: [
        ...(status?.targets ?? []),
        ...(status?.modules.map(({ name }) => name) ?? [])
      ],
      trans,
      choose: choice => void this.choose(choice),
      openModule: module => {
        if (activeCell) {
          this._options.openModule(activeCell, module);
        }
      }
    });
    openMenu(items, x, y, () => {
      panel.content.activate();
    });
  }

  get isDisposed(): boolean {
    return this.marks.isDisposed;
  }

  dispose(): void {
    if (!this.isDisposed) {
      const { panel, modules } = this._options;
      modules.changed.disconnect(this._onModulesChanged);
      panel.context.pathChanged.disconnect(this._onModulesChanged);
      panel.context.fileChanged.disconnect(this._onSaved);
      this._badges.dispose();
      this.marks.dispose();
    }
  }

  /** What the first of the chosen cells says; null where none is code. */
  private get _first() {
    const { content } = this._options.panel;
    const cells = cellsToMark(content);
    const { activeCell } = content;
    const first =
      activeCell && cells.includes(activeCell) ? activeCell : cells[0];
    return first ? this.marks.of(first.model) : null;
  }

  private readonly _chooseFor = (cell: Cell): void => {
    const { content } = this._options.panel;
    content.deselectAll();
    content.activeCellIndex = content.widgets.indexOf(cell);
    this.openMenuAtCell();
  };

  /** The notebook is as it is on disk. */
  private readonly _onSaved = (): void => {
    const { model } = this._options.panel.content;
    this._saved = [...(model?.cells ?? [])].map(({ id }) => id);
    this._onModulesChanged();
  };

  private readonly _onModulesChanged = (): void => {
    const { status } = this._options.modules;
    if (!this.isDisposed) {
      this._troubles = status
        ? troublesOf(this._saved, this.path, status)
        : new Map<string, string>();
      this._badges.update();
    }
  };

  private readonly _onDisposed = (): void => {
    this.dispose();
  };

  private readonly _badges: NotebookBadges;
  private _troubles = new Map<string, string>();
  /** Ids of the cells as they were saved last. */
  private _saved: string[] = [];
}

export namespace NotebookMarking {
  /** The notebook, and what is known of modules. */
  export interface IOptions {
    panel: NotebookPanel;
    modules: IModules;
    trans: TranslationBundle;
    /** Open a module at a cell. */
    openModule: (cell: Cell, module: string) => void;
  }
}
