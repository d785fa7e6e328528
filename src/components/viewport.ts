import type React from 'react';
import { useCallback, useEffect, useRef, useState } from 'react';

import type { RowLayout } from './windowing';

/** What part of a scrolled element is seen. */
export function useViewport(node: React.RefObject<HTMLElement>) {
  const [scrollTop, setScrollTop] = useState(0);
  const [viewport, setViewport] = useState(600);
  useEffect(() => {
    const element = node.current;
    if (!element) {
      return;
    }
    const observer = new ResizeObserver(() => {
      setViewport(element.clientHeight);
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
    };
  }, [node]);
  const onScroll = useCallback((event: React.UIEvent<HTMLElement>) => {
    setScrollTop(event.currentTarget.scrollTop);
  }, []);
  return { scrollTop, viewport, onScroll };
}

/**
 * Scroll to the current row when another one becomes it, and only then.
 *
 * @param inset - Height of a head that stays above the rows, in pixels.
 */
export function useReveal(
  node: React.RefObject<HTMLElement>,
  layout: RowLayout,
  current: number,
  id: string | null,
  inset = 0
): void {
  const revealed = useRef<string | null>(null);
  useEffect(() => {
    const element = node.current;
    if (!element || current < 0 || revealed.current === id) {
      return;
    }
    revealed.current = id;
    element.scrollTop = layout.reveal(
      current,
      element.scrollTop,
      element.clientHeight - inset
    );
  }, [node, layout, current, id, inset]);
}
