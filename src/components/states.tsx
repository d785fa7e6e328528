import React from 'react';

interface IAction {
  label: string;
  onClick: () => void;
}

interface IEmptyProps {
  text: string;
  action?: IAction;
}

/** Nothing to list: one sentence and the one action that fills it. */
export function EmptyState({ text, action }: IEmptyProps): React.JSX.Element {
  return (
    <div className="mlops-EmptyState">
      <p>{text}</p>
      {action && <ActionButton {...action} primary />}
    </div>
  );
}

interface IErrorProps {
  /** What did not work. */
  title: string;
  /** Why. */
  message: string;
  /** What to do about it. */
  hint: string;
  action: IAction;
}

/** A failure: what, why, what to do, and a button that does it. */
export function ErrorState(props: IErrorProps): React.JSX.Element {
  const { title, message, hint, action } = props;
  return (
    <div className="mlops-ErrorState" role="alert">
      <p className="mlops-ErrorState-title">{title}</p>
      <p className="mlops-ErrorState-message">{message}</p>
      {hint && <p>{hint}</p>}
      <ActionButton {...action} />
    </div>
  );
}

/** The shape of a list that is on its way. */
export function Skeleton({ label }: { label: string }): React.JSX.Element {
  const widths = [70, 52, 64, 44, 58];
  return (
    <div className="mlops-Skeleton" role="status" aria-label={label}>
      {widths.map(width => (
        <div key={width} className="mlops-Skeleton-row">
          <span className="mlops-Skeleton-dot" />
          <span className="mlops-Skeleton-bar" style={{ width: `${width}%` }} />
        </div>
      ))}
    </div>
  );
}

/** A button of words. */
export function ActionButton(
  props: IAction & { primary?: boolean; quiet?: boolean }
): React.JSX.Element {
  const kind = props.primary
    ? ' mlops-mod-primary'
    : props.quiet
      ? ' mlops-mod-quiet'
      : '';
  return (
    <button
      type="button"
      className={`mlops-Button${kind}`}
      onClick={props.onClick}
    >
      {props.label}
    </button>
  );
}
