import { StateEffect, StateField } from '@codemirror/state';
import type { EditorState, Extension, Range, Text } from '@codemirror/state';
import { Decoration, EditorView, hoverTooltip } from '@codemirror/view';
import type { DecorationSet, Tooltip } from '@codemirror/view';
import type { CodeEditor } from '@jupyterlab/codeeditor';
import { CodeMirrorEditor } from '@jupyterlab/codemirror';

import type { Severity } from '../components/severityIcon';

/** A finding at a line of an editor. */
export interface ILineMark {
  /** From 1. */
  readonly line: number;
  /** From 1; null where the line as a whole is meant. */
  readonly column: number | null;
  readonly severity: Severity;
  readonly isEdited: boolean;
  /** What a tooltip says: the message, and in a second line what to do. */
  readonly message: string;
  readonly aside: string;
  readonly hint: string;
}

interface IShown {
  readonly marks: readonly ILineMark[];
  readonly decorations: DecorationSet;
}

const setMarks = StateEffect.define<readonly ILineMark[]>();

/** Marks move with the text as it is edited, until they are set anew. */
const shown = StateField.define<IShown>({
  create: () => ({ marks: [], decorations: Decoration.none }),
  update: (value, transaction) => {
    for (const effect of transaction.effects) {
      if (effect.is(setMarks)) {
        const marks = effect.value;
        return { marks, decorations: decorate(marks, transaction.state.doc) };
      }
    }
    return transaction.docChanged
      ? { ...value, decorations: value.decorations.map(transaction.changes) }
      : value;
  },
  provide: field =>
    EditorView.decorations.from(field, ({ decorations }) => decorations)
});

/** Show marks in an editor in place of those that were there. */
export function showLineMarks(
  editor: CodeEditor.IEditor,
  marks: readonly ILineMark[]
): void {
  if (!(editor instanceof CodeMirrorEditor)) {
    return;
  }
  const { state } = editor.editor;
  const isKnown = state.field(shown, false) !== undefined;
  if (!isKnown && marks.length === 0) {
    return;
  }
  const extension: Extension = [shown, tooltips];
  editor.editor.dispatch({
    effects: [
      ...(isKnown ? [] : [StateEffect.appendConfig.of(extension)]),
      setMarks.of(marks)
    ]
  });
}

function decorate(marks: readonly ILineMark[], text: Text): DecorationSet {
  const ranges = marks.flatMap((mark, index) => rangesOf(mark, index, text));
  return Decoration.set(ranges, true);
}

/** A tint of the line, and a wave below the word that is meant. */
function rangesOf(
  mark: ILineMark,
  index: number,
  text: Text
): Range<Decoration>[] {
  if (mark.line < 1 || mark.line > text.lines) {
    return [];
  }
  const line = text.line(mark.line);
  const kind = `mlops-mod-${mark.severity}${mark.isEdited ? ' mlops-mod-edited' : ''}`;
  const tint = Decoration.line({
    class: `mlops-FindingLine ${kind}`,
    mark: index
  }).range(line.from);
  const [from, to] = wordAt(line.text, mark.column);
  if (from >= to) {
    return [tint];
  }
  const wave = Decoration.mark({ class: `mlops-FindingWave ${kind}` });
  return [tint, wave.range(line.from + from, line.from + to)];
}

/** From where to where a finding is in its line: a word, or all that is not blank. */
export function wordAt(text: string, column: number | null): [number, number] {
  const rest = column === null ? '' : text.slice(column - 1);
  if (column === null || rest.trim() === '') {
    const start = text.length - text.trimStart().length;
    return [start, text.trimEnd().length];
  }
  const [word = ''] = /^([\p{L}\p{N}_]+|\s*\S)/u.exec(rest) ?? [];
  return [column - 1, column - 1 + word.length];
}

const tooltips = hoverTooltip((view, position): Tooltip | null => {
  const marks = marksAt(view.state, position);
  if (marks.length === 0) {
    return null;
  }
  const { from } = view.state.doc.lineAt(position);
  return { pos: from, above: true, create: () => ({ dom: makeTip(marks) }) };
});

/** The marks of the line at a position, wherever that line has moved. */
function marksAt(state: EditorState, position: number): ILineMark[] {
  const { marks, decorations } = state.field(shown);
  const line = state.doc.lineAt(position);
  const found: ILineMark[] = [];
  decorations.between(line.from, line.from, (_from, _to, { spec }) => {
    const { mark } = spec as { mark?: number };
    const known = mark === undefined ? undefined : marks[mark];
    if (known) {
      found.push(known);
    }
  });
  return found;
}

function makeTip(marks: readonly ILineMark[]): HTMLElement {
  const tip = document.createElement('div');
  tip.className = 'mlops-FindingTip';
  for (const { severity, message, aside, hint } of marks) {
    const entry = document.createElement('div');
    entry.className = `mlops-FindingTip-entry mlops-mod-${severity}`;
    entry.append(makeLine('message', message), makeLine('aside', aside));
    if (hint) {
      entry.append(makeLine('hint', hint));
    }
    tip.append(entry);
  }
  return tip;
}

function makeLine(name: string, text: string): HTMLElement {
  const line = document.createElement('div');
  line.className = `mlops-FindingTip-${name}`;
  line.textContent = text;
  return line;
}
