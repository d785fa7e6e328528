import type { NotebookPanel } from '@jupyterlab/notebook';
import type { TranslationBundle } from '@jupyterlab/translation';
import {
  ReactWidget,
  ToolbarButtonComponent,
  caretDownIcon
} from '@jupyterlab/ui-components';
import type { ISignal } from '@lumino/signaling';
import { Signal } from '@lumino/signaling';
import React from 'react';

import { useChanges } from '../components/hooks';
import { isPython } from './apply';
import { moduleIcon } from './icons';
import type { NotebookMarks } from './notebookMarks';
import { describeMark, shortMark } from './words';
import type { ISurroundings } from './words';

interface IOptions {
  panel: NotebookPanel;
  marks: NotebookMarks;
  /** What is known besides, which changes with the server's answers. */
  surroundings: () => ISurroundings;
  surroundingsChanged: ISignal<unknown, unknown>;
  trans: TranslationBundle;
  /** Open the menu below a button. */
  openMenu: (x: number, y: number) => void;
}

/** The notebook's toolbar says what becomes of the active cell, and lets one choose. */
export class MarkControl extends ReactWidget {
  constructor(private readonly _options: IOptions) {
    super();
    this.addClass('jp-ToolbarButton');
    this.addClass('mlops-MarkControl');
    const { panel, marks, surroundingsChanged } = _options;
    marks.changed.connect(this._redraw);
    surroundingsChanged.connect(this._redraw);
    panel.content.activeCellChanged.connect(this._redraw);
    panel.content.model?.metadataChanged.connect(this._redraw);
  }

  /** Open the menu, as a click does. */
  openMenu(): void {
    const { left, bottom } = this.node.getBoundingClientRect();
    this._options.openMenu(left, bottom);
  }

  override dispose(): void {
    if (!this.isDisposed) {
      const { panel, marks, surroundingsChanged } = this._options;
      marks.changed.disconnect(this._redraw);
      surroundingsChanged.disconnect(this._redraw);
      panel.content.activeCellChanged.disconnect(this._redraw);
      super.dispose();
      Signal.clearData(this);
    }
  }

  protected override render(): React.JSX.Element {
    return (
      <Control
        {...this._options}
        changed={this._changed}
        onClick={() => {
          this.openMenu();
        }}
      />
    );
  }

  private readonly _redraw = (): void => {
    this._changed.emit();
  };

  private readonly _changed = new Signal<this, void>(this);
}

function Control(
  props: IOptions & { changed: ISignal<unknown, void>; onClick: () => void }
): React.JSX.Element {
  const { panel, marks, surroundings, trans, onClick } = props;
  useChanges(props);
  const { activeCell } = panel.content;
  const isCode = activeCell?.model.type === 'code';
  const own = isCode ? marks.of(activeCell.model) : null;
  const known = surroundings();
  const text = shortMark(own, known, trans);
  const title = isPython(panel.content)
    ? describeMark(own, known, trans)
    : trans.__('Only cells in Python can be exported');
  return (
    <>
      <ToolbarButtonComponent
        icon={moduleIcon}
        tooltip={trans.__('Export cell: %1', title)}
        onClick={onClick}
        enabled={isCode && isPython(panel.content)}
      />
      <span
        className="mlops-MarkControl-text"
        aria-hidden="true"
        title={title}
        onClick={isCode ? onClick : undefined}
      >
        {text}
        <caretDownIcon.react tag="span" />
      </span>
    </>
  );
}
