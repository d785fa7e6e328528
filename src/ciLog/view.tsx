import type { TranslationBundle } from '@jupyterlab/translation';
import React, { useEffect, useRef } from 'react';

import { useViewport } from '../components/viewport';
import { RowLayout } from '../components/windowing';
import { splitLine } from './lines';
import type { LogModel } from './model';

/** Height of a line, in pixels; the stylesheet says the same. */
const LINE = 18;

/** Nearer to the end than this, the end is followed. */
const NEAR = 2 * LINE;

const NONE: ReadonlyMap<number, number> = new Map();

interface IProps {
  model: LogModel;
  trans: TranslationBundle;
  onSearch: () => void;
}

/** The lines; only those in view are drawn, so that no log is too long. */
export function LogView({ model, trans, onSearch }: IProps) {
  const { lines, isFollowing, line: current } = model;
  const node = useRef<HTMLDivElement>(null);
  const { scrollTop, viewport, onScroll } = useViewport(node);
  const layout = new RowLayout(lines.length, LINE, NONE);
  const shown = layout.window(scrollTop, viewport);
  useEffect(() => {
    const element = node.current;
    // The log was given the keyboard before there was anything of it to take it.
    if (element?.closest('.mlops-CiLog') === document.activeElement) {
      element.focus();
    }
  }, []);
  useEffect(() => {
    const element = node.current;
    if (element && isFollowing) {
      element.scrollTop = element.scrollHeight;
    }
  }, [lines.length, isFollowing, viewport]);
  useEffect(() => {
    const element = node.current;
    if (element && current !== null) {
      const top = current * LINE;
      const isSeen =
        top >= element.scrollTop &&
        top + LINE <= element.scrollTop + element.clientHeight;
      if (!isSeen) {
        element.scrollTop = top - element.clientHeight / 2;
      }
    }
  }, [current]);
  return (
    // A log that scrolls has to be reachable with the keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      ref={node}
      className="mlops-CiLog-view"
      role="log"
      aria-live="off"
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      aria-label={trans.__('Log')}
      onScroll={event => {
        onScroll(event);
        const {
          scrollTop: top,
          clientHeight,
          scrollHeight
        } = event.currentTarget;
        model.isFollowing = top + clientHeight >= scrollHeight - NEAR;
      }}
      onKeyDown={event => {
        const isFind = (event.ctrlKey || event.metaKey) && event.key === 'f';
        if (event.key === '/' || isFind) {
          event.preventDefault();
          event.stopPropagation();
          onSearch();
        }
      }}
    >
      <div style={{ paddingTop: shown.before, paddingBottom: shown.after }}>
        {lines.slice(shown.start, shown.end).map((line, offset) => (
          <LogLine
            key={shown.start + offset}
            number={shown.start + offset + 1}
            line={line}
            searched={model.filter}
            isCurrent={shown.start + offset === current}
          />
        ))}
      </div>
    </div>
  );
}

const LogLine = React.memo(function LogLine(props: {
  number: number;
  line: string;
  searched: string;
  isCurrent: boolean;
}) {
  const { number, line, searched, isCurrent } = props;
  const current = isCurrent ? ' mlops-mod-current' : '';
  return (
    <div className={`mlops-CiLog-line${current}`}>
      <span className="mlops-CiLog-number" aria-hidden="true">
        {number}
      </span>
      <span>
        {splitLine(line, searched).map((part, at) =>
          at % 2 === 1 ? <mark key={at}>{part}</mark> : part
        )}
      </span>
    </div>
  );
});
