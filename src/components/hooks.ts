import type { ISignal } from '@lumino/signaling';
import { useEffect, useReducer, useState } from 'react';

/** The time, in milliseconds since the epoch, as it was at most `interval` milliseconds ago. */
export function useNow(interval: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => {
      setNow(Date.now());
    }, interval);
    return () => {
      clearInterval(timer);
    };
  }, [interval]);
  return now;
}

/** Draw again whenever a model changes, also if it did between the drawing and the listening. */
export function useChanges(model: {
  readonly changed: ISignal<unknown, unknown>;
}): void {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    const onChanged = (): void => {
      redraw();
    };
    model.changed.connect(onChanged);
    redraw();
    return () => {
      model.changed.disconnect(onChanged);
    };
  }, [model]);
}
