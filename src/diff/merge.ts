import { getChunks, MergeView, unifiedMergeView } from '@codemirror/merge';
import type { Chunk, MergeConfig } from '@codemirror/merge';
import { EditorState, Text } from '@codemirror/state';
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';

import { attachLater } from './attach';
import { lineButtons } from './lineButtons';
import type { ILineWords } from './lineButtons';
import type { ILines, LinePairs } from './lines';

/** A time limit, in milliseconds, and how many changed characters are looked into. */
const LIMITS = { scanLimit: 500, timeout: 50 };

/** Two texts to show against each other. */
export interface IMergeOptions {
  parent: HTMLElement;
  base: string;
  head: string;
  layout: 'split' | 'inline';
  /** Language, theme and so on, of each side. */
  extensions: (side: 'base' | 'head') => Extension[];
  /** Whether long unchanged parts are folded. */
  isFolded: boolean;
  /** Take back a change: the head as it is to be. Not where that can't be done. */
  onRevert?: (head: string) => void;
  /** Which lines stand for each other. */
  pairs: LinePairs;
  words: ILineWords;
}

/** Show two texts; the result takes them away again. */
export function makeMerge(options: IMergeOptions): () => void {
  const view =
    options.layout === 'split' ? makeSplit(options) : makeUnified(options);
  const cancel = attachLater(options.parent, view.dom);
  return () => {
    cancel();
    view.destroy();
  };
}

function makeSplit(options: IMergeOptions): MergeView {
  const { base, head, extensions, onRevert, words } = options;
  const side = (name: 'base' | 'head'): Extension[] => [
    extensions(name),
    buttons(options, name),
    onRevert && name === 'head' ? hearReverts(onRevert) : []
  ];
  return new MergeView({
    a: { doc: base, extensions: side('base') },
    b: { doc: head, extensions: side('head') },
    ...(onRevert && {
      revertControls: 'a-to-b' as const,
      renderRevertControl: () => chunkButton(words.revertChunk)
    }),
    ...common(options)
  });
}

function makeUnified(options: IMergeOptions): EditorView {
  const { base, head, extensions, onRevert, words } = options;
  return new EditorView({
    doc: head,
    extensions: [
      extensions('head'),
      buttons(options, 'head'),
      onRevert ? hearReverts(onRevert) : [],
      unifiedMergeView({
        original: base,
        mergeControls: onRevert
          ? (type, action) =>
              type === 'reject'
                ? chunkButton(words.revertChunk, action)
                : document.createElement('span')
          : false,
        ...common(options)
      })
    ]
  });
}

function common({ isFolded }: IMergeOptions): MergeConfig {
  return {
    diffConfig: LIMITS,
    gutter: true,
    ...(isFolded && { collapseUnchanged: { margin: 3, minSize: 6 } })
  };
}

/** A button for each line that differs, where lines can be taken back. */
function buttons(options: IMergeOptions, side: 'base' | 'head'): Extension {
  const { onRevert, pairs, words } = options;
  if (!onRevert) {
    return [];
  }
  const base = options.base.split(/\r?\n/);
  const head = options.head.split(/\r?\n/);
  const docs = [Text.of(base), Text.of(head)] as const;
  let chunks: readonly Chunk[] = [];
  let hunks: ILines[] = [];
  return lineButtons({
    side,
    pairs,
    words,
    base,
    head,
    hunks: state => {
      const now = getChunks(state)?.chunks ?? [];
      if (now !== chunks) {
        chunks = now;
        hunks = now.map(chunk => linesOf(chunk, ...docs));
      }
      return hunks;
    },
    onRevert: lines => {
      onRevert(lines.join('\n'));
    }
  });
}

/**
 * The merge view takes back a change by an edit of the head. It is made to the document that is
 * worked at instead, from which the view is drawn anew.
 */
function hearReverts(onRevert: (head: string) => void): Extension {
  return EditorState.transactionFilter.of(transaction => {
    if (!transaction.docChanged) {
      return transaction;
    }
    const head = transaction.newDoc.toString();
    queueMicrotask(() => {
      onRevert(head);
    });
    return [];
  });
}

/** A button to take back a change; the view listens for the mouse only. */
function chunkButton(
  label: string,
  action?: (event: MouseEvent) => void
): HTMLElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'mlops-DiffRevert';
  button.title = label;
  button.setAttribute('aria-label', label);
  if (action) {
    button.onmousedown = action;
  }
  button.onclick = event => {
    if (event.detail === 0) {
      const press = new MouseEvent('mousedown', { bubbles: true });
      button.dispatchEvent(press);
    }
  };
  return button;
}

/** A chunk in lines. */
function linesOf(chunk: Chunk, base: Text, head: Text): ILines {
  const from = (doc: Text, at: number): number =>
    doc.lineAt(Math.min(at, doc.length)).number - 1;
  const count = (doc: Text, start: number, end: number): number =>
    start >= end
      ? 0
      : from(doc, Math.min(end - 1, doc.length)) - from(doc, start) + 1;
  return {
    base: from(base, chunk.fromA),
    removed: count(base, chunk.fromA, chunk.toA),
    head: from(head, chunk.fromB),
    added: count(head, chunk.fromB, chunk.toB)
  };
}
