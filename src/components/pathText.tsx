import React from 'react';

/** Characters at a path's end that always show: they tell files apart. */
const TAIL = 14;

/** A path that, where it is too long, is cut in its middle. */
export function PathText({ path }: { path: string }): React.JSX.Element {
  const cut = Math.max(0, path.length - TAIL);
  return (
    <span className="mlops-PathText" title={path}>
      <span>{path.slice(0, cut)}</span>
      <span>{path.slice(cut)}</span>
    </span>
  );
}
