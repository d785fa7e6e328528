import React, { useEffect, useRef } from 'react';

import { CellDiff } from './cell';
import { Fold, Ghost } from './fold';
import type { DiffModel } from './model';
import type { ICellRow, Row } from './rows';
import { Values } from './values';
import type { IDrawnView } from './view';

interface IProps {
  view: IDrawnView;
  scroller: HTMLElement;
  rows: readonly Row[];
  current: string | null;
}

/** The cells of a notebook, from top to bottom. */
export function CellList(props: IProps): React.JSX.Element {
  const { view, scroller, rows, current } = props;
  const { model, trans } = view;
  const { shown, diff } = model;
  useWay(model, scroller);
  useSeen(model, scroller, rows);
  const metadata = (diff?.notebook?.metadata ?? []).filter(
    each => shown.noise || !each.noise
  );
  const { changes } = model;
  let number = 0;
  return (
    <>
      {shown.metadata && metadata.length > 0 && (
        <section className="mlops-DiffCell mlops-mod-other">
          <header className="mlops-DiffCell-head">
            <span className="mlops-DiffCell-name">
              {trans.__('Notebook metadata')}
            </span>
          </header>
          <Values view={view} values={metadata} />
        </section>
      )}
      {rows.map(row => {
        switch (row.type) {
          case 'fold':
            return <Fold key={row.key} view={view} row={row} />;
          case 'ghost':
            return <Ghost key={row.key} view={view} row={row} />;
          case 'cell':
            number += 1;
            return (
              <CellDiff
                key={row.key}
                view={view}
                row={row}
                isCurrent={row.key === current}
                number={number}
                count={changes.length}
              />
            );
        }
      })}
    </>
  );
}

/** Scroll to where one goes. */
function useWay(model: DiffModel, scroller: HTMLElement): void {
  useEffect(() => {
    const onWent = (_: unknown, { key, takesFocus }: DiffModel.IWay): void => {
      const node = nodeOf(scroller, key);
      if (node) {
        scroller.scrollTop += topOf(scroller, node) - 8;
        if (takesFocus) {
          node.focus({ preventScroll: true });
        }
      }
    };
    model.went.connect(onWent);
    return () => {
      model.went.disconnect(onWent);
    };
  }, [model, scroller]);
  // What was gone to before anything was drawn.
  useEffect(() => {
    const node = model.current && nodeOf(scroller, model.current);
    if (node) {
      scroller.scrollTop += topOf(scroller, node) - 8;
    }
  }, [model, scroller]);
}

/** The change that is seen is the one that is current. */
function useSeen(
  model: DiffModel,
  scroller: HTMLElement,
  rows: readonly Row[]
): void {
  const frame = useRef(0);
  useEffect(() => {
    const changes = rows.filter(row => row.type === 'cell');
    const look = (): void => {
      const seen = firstSeen(scroller, changes);
      if (seen) {
        model.see(seen.key);
      }
    };
    const onScroll = (): void => {
      cancelAnimationFrame(frame.current);
      frame.current = requestAnimationFrame(look);
    };
    // A way that was gone ends with a scroll of its own, which must not count.
    const onUser = (): void => {
      scroller.addEventListener('scroll', onScroll, { passive: true });
    };
    const onWent = (): void => {
      scroller.removeEventListener('scroll', onScroll);
    };
    scroller.addEventListener('wheel', onUser, { passive: true });
    scroller.addEventListener('pointerdown', onUser, { passive: true });
    model.went.connect(onWent);
    return () => {
      cancelAnimationFrame(frame.current);
      scroller.removeEventListener('wheel', onUser);
      scroller.removeEventListener('pointerdown', onUser);
      scroller.removeEventListener('scroll', onScroll);
      model.went.disconnect(onWent);
    };
  }, [model, scroller, rows]);
}

/** The first change of which more than a line is seen; found by halving. */
function firstSeen(
  scroller: HTMLElement,
  changes: readonly ICellRow[]
): ICellRow | undefined {
  let low = 0;
  let high = changes.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    const node = nodeOf(scroller, changes[middle]?.key ?? '');
    const bottom = node ? topOf(scroller, node) + node.offsetHeight : 0;
    if (bottom > 40) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return changes[low];
}

function nodeOf(scroller: HTMLElement, key: string): HTMLElement | null {
  return scroller.querySelector(`[data-row="${CSS.escape(key)}"]`);
}

/** How far below the top of what is seen an element begins. */
function topOf(scroller: HTMLElement, node: HTMLElement): number {
  const { top } = scroller.getBoundingClientRect();
  return node.getBoundingClientRect().top - top;
}
