import type { Cell } from '@jupyterlab/cells';
import type { INotebookModel, NotebookPanel } from '@jupyterlab/notebook';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { IDisposable } from '@lumino/disposable';
import { PanelLayout } from '@lumino/widgets';

import type { CheckFinding } from '../api/types';
import type { CellFindings } from './cellFindings';
import type { ILineMark } from './editorMarks';
import { showGutterMark } from './gutter';
import type { IGutterMark } from './gutter';
import { worstOf } from './marks';
import type { NotebookFindings } from './session';
import type { FindingStrip } from './strip';
import { amountOf, asideOf } from './words';

/** What draws messages and lines, which only those load who have findings. */
async function loadParts() {
  const [strip, editor] = await Promise.all([
    import('./strip'),
    import('./editorMarks')
  ]);
  return { ...strip, ...editor };
}

type Parts = Awaited<ReturnType<typeof loadParts>>;

/** What is drawn at a cell. */
interface IDrawn {
  readonly own: CellFindings;
  readonly strip: FindingStrip;
}

/** Shows at the cells of a notebook what checks have found. */
export class FindingMarkers implements IDisposable {
  constructor(private readonly _options: FindingMarkers.IOptions) {
    const { findings, panel } = _options;
    findings.changed.connect(this._onChanged);
    panel.content.modelChanged.connect(this._onModelChanged);
    this._onModelChanged();
  }

  /** Give the keyboard to a finding. */
  focus(cell: Cell, key: string): void {
    this._drawn.get(cell)?.strip.focusFinding(key);
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    if (!this._isDisposed) {
      this._isDisposed = true;
      const { findings, panel } = this._options;
      findings.changed.disconnect(this._onChanged);
      panel.content.modelChanged.disconnect(this._onModelChanged);
      this._cells?.changed.disconnect(this._onCellsChanged);
    }
  }

  private readonly _onChanged = (_: unknown, id: string | null): void => {
    for (const cell of this._options.panel.content.widgets) {
      if (id === null || cell.model.id === id) {
        this._draw(cell);
      }
    }
  };

  /**
   * Follow the list of cells, as the notebook itself did a moment ago.
   *
   * Who hears of it after the notebook finds the widgets of new cells there. Where the content as a
   * whole is said to have changed, they are still to be made.
   */
  private readonly _onModelChanged = (): void => {
    this._cells?.changed.disconnect(this._onCellsChanged);
    this._cells = this._options.panel.content.model?.cells ?? null;
    this._cells?.changed.connect(this._onCellsChanged);
    this._onChanged(null, null);
  };

  /** Cells that were moved or read again have new widgets, which nothing is drawn at yet. */
  private readonly _onCellsChanged = (): void => {
    const { findings, panel } = this._options;
    for (const cell of panel.content.widgets) {
      if (findings.of(cell.model.id) && !this._drawn.has(cell)) {
        this._draw(cell);
      }
    }
  };

  private _draw(cell: Cell): void {
    const own = this._options.findings.of(cell.model.id);
    if (own === null && !this._drawn.has(cell)) {
      return;
    }
    this._loading ??= loadParts();
    void Promise.all([this._loading, cell.ready]).then(([parts]) => {
      if (!this._isDisposed && !cell.isDisposed) {
        this._drawNow(cell, parts);
      }
    });
  }

  private _drawNow(cell: Cell, parts: Parts): void {
    const own = this._options.findings.of(cell.model.id);
    const drawn = this._drawn.get(cell);
    if (drawn && drawn.own !== own) {
      drawn.strip.dispose();
      this._drawn.delete(cell);
    }
    if (own && !this._drawn.has(cell)) {
      this._addStrip(cell, own, parts);
    }
    this._drawGutter(cell, own);
    const { editor } = cell;
    if (editor) {
      parts.showLineMarks(editor, lineMarks(own, this._options.trans));
    }
  }

  private _addStrip(cell: Cell, own: CellFindings, parts: Parts): void {
    const { layout } = cell;
    const wrapper = inputOf(cell);
    if (!(layout instanceof PanelLayout) || wrapper === null) {
      return;
    }
    const { trans, onGo, onFix, panel } = this._options;
    const strip = new parts.FindingStrip({
      cell: own,
      trans,
      onGo,
      onFix,
      onLeave: () => {
        panel.content.mode = 'command';
        panel.content.activate();
      }
    });
    const place = layout.widgets.findIndex(each => each.node === wrapper);
    layout.insertWidget(place + 1, strip);
    this._drawn.set(cell, { own, strip });
    const redraw = (): void => {
      this._drawGutter(cell, own);
    };
    own.changed.connect(redraw);
    strip.disposed.connect(() => {
      own.changed.disconnect(redraw);
    });
  }

  private _drawGutter(cell: Cell, own: CellFindings | null): void {
    const place = inputOf(cell);
    if (place) {
      showGutterMark(place, own && gutterMark(own, this._options.trans));
    }
  }

  private _cells: INotebookModel['cells'] | null = null;
  private readonly _drawn = new WeakMap<Cell, IDrawn>();
  private _loading: Promise<Parts> | null = null;
  private _isDisposed = false;
}

export namespace FindingMarkers {
  /** What is shown, and what can be done with it. */
  export interface IOptions {
    findings: NotebookFindings;
    panel: NotebookPanel;
    trans: TranslationBundle;
    onGo: (finding: CheckFinding) => void;
    onFix: (finding: CheckFinding) => void;
  }
}

function inputOf(cell: Cell): HTMLElement | null {
  return cell.node.querySelector<HTMLElement>(':scope > .jp-Cell-inputWrapper');
}

function gutterMark(
  own: CellFindings,
  trans: TranslationBundle
): IGutterMark | null {
  const { marks, isOpen } = own;
  const worst = worstOf(marks);
  if (worst === null) {
    return null;
  }
  const messages = marks.slice(0, 5).map(({ finding }) => finding.message);
  const amount = amountOf(marks, trans);
  return {
    severity: worst.finding.severity,
    isEdited: worst.isEdited,
    title: [
      worst.isEdited
        ? trans.__('%1, edited since it was checked', amount)
        : amount,
      ...messages
    ].join('\n'),
    isOpen,
    onClick: () => {
      own.setOpen(!own.isOpen);
    }
  };
}

/** What stands at the lines of a cell; outputs have no lines. */
function lineMarks(
  own: CellFindings | null,
  trans: TranslationBundle
): ILineMark[] {
  return (own?.marks ?? []).flatMap(({ finding, isEdited }) => {
    const { line, column, output, severity, message, hint } = finding;
    return line === null || output !== null
      ? []
      : [
          {
            line,
            column,
            severity,
            isEdited,
            message,
            hint,
            aside: asideOf(finding, trans)
          }
        ];
  });
}
