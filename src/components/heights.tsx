import React, { useCallback, useLayoutEffect, useRef, useState } from 'react';

/** Heights of what is unfolded, by id. */
export function useHeights() {
  const [heights, setHeights] = useState<ReadonlyMap<string, number>>(
    new Map()
  );
  const setHeight = useCallback((id: string, height: number) => {
    setHeights(known =>
      known.get(id) === height ? known : new Map(known).set(id, height)
    );
  }, []);
  return { heights, setHeight };
}

interface IProps extends React.HTMLAttributes<HTMLDivElement> {
  /** Id of what is measured. */
  measured: string;
  setHeight: (id: string, height: number) => void;
}

/** Something that tells how high it is, whenever that changes. */
export function Measured(props: IProps): React.JSX.Element {
  const { measured, setHeight, ...rest } = props;
  const node = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = node.current;
    if (!element) {
      return;
    }
    const observer = new ResizeObserver(() => {
      setHeight(measured, element.offsetHeight);
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
    };
  }, [measured, setHeight]);
  return <div ref={node} {...rest} />;
}
