import { caretRightIcon } from '@jupyterlab/ui-components';
import React, { useState } from 'react';

interface IProps {
  title: string;
  /** What is set, in a few words. */
  summary: string;
  /** Whether something in it needs a look. */
  isWrong?: boolean;
  children: React.ReactNode;
}

/** Fields that few need: folded to one line that says what they hold. */
export function FoldedFields(props: IProps): React.JSX.Element {
  const { title, summary, isWrong = false, children } = props;
  const [wasOpened, setOpened] = useState(false);
  const open = wasOpened || isWrong;
  return (
    <section className="mlops-FoldedFields">
      <button
        type="button"
        className="mlops-FoldedFields-head"
        aria-expanded={open}
        onClick={() => {
          setOpened(!open);
        }}
      >
        <caretRightIcon.react tag="span" className="mlops-Twisty" />
        <span className="mlops-FoldedFields-title">{title}</span>
        {!open && (
          <span className="mlops-FoldedFields-summary" title={summary}>
            {summary}
          </span>
        )}
      </button>
      {open && <div className="mlops-Fields">{children}</div>}
    </section>
  );
}
