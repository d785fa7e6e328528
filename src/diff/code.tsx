import { EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import React, { useEffect, useRef, useState } from 'react';

import { attachLater } from './attach';
import type { LinePairs } from './lines';
import { makeMerge } from './merge';
import type { IDrawnView, IView } from './view';

/** Height of a line of code, in pixels, about. */
export const LINE = 17;

const NO_PAIRS: LinePairs = new Map();

interface IDiffProps {
  view: IDrawnView;
  mime: string;
  base: string;
  head: string;
  /** Lines that stand for each other, as the server has found them. */
  pairs?: LinePairs;
  isFolded?: boolean;
  /** Whether it scrolls by itself where it is long. */
  isBounded?: boolean;
  /** Take back a change: the head as it is to be. */
  onRevert?: (head: string) => void;
}

/** Two texts against each other. */
export function CodeDiff(props: IDiffProps): React.JSX.Element {
  const { view, mime, base, head, pairs = NO_PAIRS, isFolded = false } = props;
  const { trans, editing, layout } = view;
  const node = useRef<HTMLDivElement>(null);
  const revert = useLatest(props.onRevert);
  const canRevert = props.onRevert !== undefined;
  const isLoaded = useLanguage(view, mime);
  useEffect(() => {
    const parent = node.current;
    if (!parent || !isLoaded) {
      return;
    }
    // What is drawn anew keeps its height meanwhile, else the page would jump.
    const destroy = makeMerge({
      parent,
      base,
      head,
      layout,
      pairs,
      isFolded,
      extensions: side =>
        editing.extensions(
          mime,
          side === 'base' ? trans.__('Before') : trans.__('After')
        ),
      onRevert: canRevert ? text => revert.current?.(text) : undefined,
      words: {
        revertChunk: trans.__('Put this change back'),
        revertLine: trans.__('Put this line back')
      }
    });
    return () => {
      parent.style.minHeight = `${parent.offsetHeight}px`;
      destroy();
      requestAnimationFrame(() => {
        parent.style.minHeight = '';
      });
    };
  }, [
    isLoaded,
    base,
    head,
    layout,
    pairs,
    isFolded,
    canRevert,
    mime,
    editing,
    trans,
    revert
  ]);
  const bounded = props.isBounded
    ? {
        role: 'group',
        tabIndex: 0,
        'aria-label': trans.__('What differs of the text')
      }
    : {};
  const kind = props.isBounded ? ' mlops-mod-bounded' : '';
  return (
    <div
      ref={node}
      className={`mlops-DiffCode mlops-mod-${layout}${kind}`}
      {...bounded}
    />
  );
}

interface ICodeProps {
  view: IView;
  mime: string;
  text: string;
  tint?: 'added' | 'removed';
  label: string;
}

/** A text. */
export function Code(props: ICodeProps): React.JSX.Element {
  const { view, mime, text, tint, label } = props;
  const { editing } = view;
  const node = useRef<HTMLDivElement>(null);
  const isLoaded = useLanguage(view, mime);
  useEffect(() => {
    const parent = node.current;
    if (!parent || !isLoaded) {
      return;
    }
    const extensions = editing.extensions(mime, label);
    const state = EditorState.create({ doc: text, extensions });
    const editor = new EditorView({ state });
    const cancel = attachLater(parent, editor.dom);
    return () => {
      cancel();
      editor.destroy();
    };
  }, [isLoaded, text, mime, label, editing]);
  const tinted = tint ? ` mlops-mod-${tint}` : '';
  return <div ref={node} className={`mlops-DiffCode${tinted}`} />;
}

/** Whether a language was loaded. */
function useLanguage({ editing }: IView, mime: string): boolean {
  const [loaded, setLoaded] = useState<string | null>(null);
  const isKnown = editing.known(mime) !== undefined;
  useEffect(() => {
    let isWanted = true;
    if (!isKnown) {
      void editing.load(mime).then(() => {
        if (isWanted) {
          setLoaded(mime);
        }
      });
    }
    return () => {
      isWanted = false;
    };
  }, [editing, mime, isKnown]);
  return isKnown || loaded === mime;
}

/** A reference to what was given last, for what lives longer than a drawing. */
function useLatest<T>(value: T): React.MutableRefObject<T> {
  const latest = useRef(value);
  useEffect(() => {
    latest.current = value;
  });
  return latest;
}
