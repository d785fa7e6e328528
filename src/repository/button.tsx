import type { LabIcon } from '@jupyterlab/ui-components';
import React from 'react';

interface IProps {
  icon: LabIcon;
  /** What it does: tooltip and name for screen readers. */
  title: string;
  onClick: () => void;
  /** How many things it is about; not shown where there are none. */
  count?: number | undefined;
  isDisabled?: boolean;
  /** For a switch: whether it is on. */
  isPressed?: boolean;
}

/** A small button of the repository's line. */
export function LineButton(props: IProps): React.JSX.Element {
  const { icon: Icon, title, count = 0, isDisabled = false } = props;
  return (
    <button
      type="button"
      className="mlops-IconButton mlops-LineButton"
      title={title}
      aria-label={title}
      aria-disabled={isDisabled}
      aria-pressed={props.isPressed}
      onClick={() => {
        // Not `disabled`: the keyboard shall find it, and the tooltip say why not.
        if (!isDisabled) {
          props.onClick();
        }
      }}
    >
      <Icon.react tag="span" width="14px" height="14px" />
      {count > 0 && <span className="mlops-LineButton-count">{count}</span>}
    </button>
  );
}
