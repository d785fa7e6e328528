import React, { useEffect, useRef, useState } from 'react';

/** How far beyond what is seen things are drawn, in pixels. */
const MARGIN = '800px 0px';

interface IProps {
  /** How high it will be, about, in pixels. */
  estimate: number;
  children: () => React.ReactNode;
}

/** Something that is drawn once it comes near to what is seen, and then stays. */
export function Near({ estimate, children }: IProps): React.JSX.Element {
  const node = useRef<HTMLDivElement>(null);
  const [isNear, setNear] = useState(false);
  useEffect(() => {
    const element = node.current;
    if (!element || isNear) {
      return;
    }
    const observer = new IntersectionObserver(
      entries => {
        if (entries.some(each => each.isIntersecting)) {
          setNear(true);
        }
      },
      { root: element.closest('.mlops-PageOutputs-scroll'), rootMargin: MARGIN }
    );
    observer.observe(element);
    return () => {
      observer.disconnect();
    };
  }, [isNear]);
  return (
    <div
      ref={node}
      className="mlops-Near"
      style={isNear ? undefined : { minHeight: estimate }}
    >
      {isNear && children()}
    </div>
  );
}
