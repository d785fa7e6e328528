import type { LabIcon } from '@jupyterlab/ui-components';
import React from 'react';

interface IProps {
  icon: LabIcon;
  /** What it does: tooltip and name for screen readers. */
  title: string;
  onClick: (event: React.MouseEvent<HTMLElement>) => void;
  /** Whether Tab reaches it; not where a key does the same. */
  isTabStop?: boolean;
}

/** A button of one picture, as rows show them on hover. */
export function IconButton(props: IProps): React.JSX.Element {
  const { icon: Icon, title, onClick, isTabStop = true } = props;
  return (
    <button
      type="button"
      className="mlops-IconButton"
      title={title}
      aria-label={title}
      tabIndex={isTabStop ? 0 : -1}
      onClick={event => {
        event.stopPropagation();
        onClick(event);
      }}
    >
      <Icon.react tag="span" width="14px" height="14px" />
    </button>
  );
}
