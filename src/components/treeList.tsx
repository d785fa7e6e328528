import React, { useEffect, useRef } from 'react';

import { Measured, useHeights } from './heights';
import { handleListKey } from './listKeys';
import type { Act, IKeyList } from './listKeys';
import { useReveal, useViewport } from './viewport';
import { RowLayout } from './windowing';

/** What a row needs to know of its place. */
export interface IRowPlace {
  /** The DOM id by which the list refers to it. */
  id: string;
  index: number;
  isCurrent: boolean;
}

/** Where in the list a key is pressed. */
export type KeyPlace<R> = Pick<IKeyList<R>, 'rows' | 'current' | 'goTo'>;

/** What stands below some of the rows, as high as it needs to be. */
interface IBlocks<R> {
  className: string;
  has: (row: R) => boolean;
  /** How deep it lies, from 1. */
  level: (row: R) => number;
  draw: (row: R) => React.ReactNode;
}

interface IProps<R extends { readonly id: string }> {
  className: string;
  /** The class of every row, by which clicks find it. */
  rowClass: string;
  label: string;
  /** Height of a row, in pixels; the stylesheet says the same. */
  rowHeight: number;
  rows: readonly R[];
  /** Where there may be more rows than are loaded. */
  isPartial?: boolean;
  /** What knows the current row. */
  model: { activeId: string | null };
  draw: (row: R, place: IRowPlace) => React.ReactNode;
  blocks?: IBlocks<R>;
  /** A row was clicked; it is the current one by now. */
  onOpen: (row: R) => void;
  /** The menu of a row is wanted; it is the current one by now. */
  onMenu?: (row: R, x: number, y: number) => void;
  /** Other rows came into view; `end` is the first below. */
  onWindow?: (start: number, end: number) => void;
  onFilterKey: () => void;
  onHelpKey: () => void;
  /** What keys do beside going to rows; there may be no current row. */
  actOf: (key: string, row: R | undefined, place: KeyPlace<R>) => Act;
}

/** A list that has the keyboard as a whole; only the rows in view are drawn. */
export function TreeList<R extends { readonly id: string }>(
  props: IProps<R>
): React.JSX.Element {
  const { rows, rowHeight, rowClass, blocks, model, onMenu } = props;
  const node = useRef<HTMLDivElement>(null);
  const { scrollTop, viewport, onScroll } = useViewport(node);
  const { extras, setHeight } = useExtras(rows, blocks);
  const layout = new RowLayout(rows.length, rowHeight, extras);
  const shown = layout.window(scrollTop, viewport);
  const { activeId } = model;
  const current = rows.findIndex(row => row.id === activeId);
  useReveal(node, layout, current, activeId);
  useWindow(props.onWindow, shown.start, shown.end);
  const rowId = (index: number): string => `${rowClass}-${index}`;
  const goTo = (row: R): void => {
    model.activeId = row.id;
  };
  return (
    <div
      ref={node}
      className={props.className}
      role="treegrid"
      tabIndex={0}
      aria-label={props.label}
      aria-rowcount={props.isPartial ? -1 : rows.length}
      aria-activedescendant={current < 0 ? undefined : rowId(current)}
      onScroll={onScroll}
      onKeyDown={event => {
        if (event.target === event.currentTarget) {
          const { actOf, onFilterKey, onHelpKey } = props;
          const place = { rows, current, goTo };
          handleListKey(event, {
            ...place,
            page: Math.floor(viewport / rowHeight),
            onFilterKey,
            onHelpKey,
            command: (key, row) => actOf(key, row, place)
          });
        }
      }}
      onClick={event => {
        const row = rows[indexAt(event, rowClass)];
        if (row) {
          goTo(row);
          props.onOpen(row);
        }
      }}
      onContextMenu={event => {
        const row = rows[indexAt(event, rowClass)] ?? rows[current];
        if (row && onMenu) {
          event.preventDefault();
          event.stopPropagation();
          goTo(row);
          onMenu(row, ...menuPlace(event, rowClass));
        }
      }}
    >
      <div
        role="rowgroup"
        style={{ paddingTop: shown.before, paddingBottom: shown.after }}
      >
        {rows.slice(shown.start, shown.end).map((row, offset) => (
          <React.Fragment key={row.id}>
            {props.draw(row, {
              id: rowId(shown.start + offset),
              index: shown.start + offset,
              isCurrent: row.id === activeId
            })}
            {blocks?.has(row) && (
              <Measured
                measured={row.id}
                setHeight={setHeight}
                className={blocks.className}
                role="row"
                aria-level={blocks.level(row)}
              >
                {blocks.draw(row)}
              </Measured>
            )}
          </React.Fragment>
        ))}
      </div>
    </div>
  );
}

/** How much higher than others the rows with a block are, by index. */
function useExtras<R extends { readonly id: string }>(
  rows: readonly R[],
  blocks: IBlocks<R> | undefined
) {
  const { heights, setHeight } = useHeights();
  const extras = new Map<number, number>();
  rows.forEach((row, index) => {
    if (blocks?.has(row)) {
      extras.set(index, heights.get(row.id) ?? 0);
    }
  });
  return { extras, setHeight };
}

/** Tell what is in view, whenever that changes. */
function useWindow(
  onWindow: IProps<never>['onWindow'],
  start: number,
  end: number
): void {
  useEffect(() => {
    onWindow?.(start, end);
  }, [onWindow, start, end]);
}

/** The index of the row that something happened on; negative on none, such as in a block. */
function indexAt(event: React.MouseEvent, rowClass: string): number {
  const target = event.target as HTMLElement;
  const row = target.closest<HTMLElement>(`.${rowClass}`);
  return row ? Number(row.id.slice(rowClass.length + 1)) : -1;
}

/** Where a menu opens: where the mouse is, else below the row that has the keyboard. */
function menuPlace(
  event: React.MouseEvent,
  rowClass: string
): [number, number] {
  // The menu key has no place of its own.
  if (event.clientX !== 0 || event.clientY !== 0) {
    return [event.clientX, event.clientY];
  }
  const target = event.target as HTMLElement;
  const row =
    target.closest<HTMLElement>(`.${rowClass}`) ??
    target.querySelector<HTMLElement>(`.${rowClass}[aria-selected="true"]`);
  const { left, bottom } = (row ?? target).getBoundingClientRect();
  return [left + 24, bottom];
}
