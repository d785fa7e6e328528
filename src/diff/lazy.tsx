import React, { useEffect, useRef, useState } from 'react';

import type { Mounting } from './mounting';

interface IProps {
  mounting: Mounting;
  /** How high it will be, about, in pixels. */
  estimate: number;
  children: () => React.ReactNode;
}

/** A part of a long page that is drawn only while it is near to what is seen. */
export function Lazy(props: IProps): React.JSX.Element {
  const { mounting, estimate, children } = props;
  const node = useRef<HTMLDivElement>(null);
  const height = useRef<number | null>(null);
  const [isNear, setNear] = useState(false);
  useEffect(() => {
    const element = node.current;
    if (!element) {
      return;
    }
    return mounting.observe(element, near => {
      if (!near) {
        height.current = element.offsetHeight;
      }
      setNear(near);
    });
  }, [mounting]);
  return (
    <div
      ref={node}
      className="mlops-DiffLazy"
      style={isNear ? undefined : { height: height.current ?? estimate }}
    >
      {isNear && children()}
    </div>
  );
}
