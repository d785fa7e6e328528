import React from 'react';

interface IProps {
  /** Whatever is filtered. */
  model: { filter: string };
  label: string;
  placeholder: string;
  /** The keyboard goes back to what is filtered. */
  onLeave: () => void;
  /** Where the box is to be found. */
  box?: React.RefObject<HTMLInputElement>;
}

/**
 * A box to type a filter into.
 *
 * Escape clears the filter, then goes back to the list; so does the way down.
 */
export function FilterBox(props: IProps): React.JSX.Element {
  const { model, label, placeholder, onLeave, box } = props;
  return (
    <input
      ref={box}
      type="search"
      className="mlops-FilterBox"
      value={model.filter}
      placeholder={placeholder}
      aria-label={label}
      onChange={event => {
        model.filter = event.target.value;
      }}
      onKeyDown={event => {
        const isEscape = event.key === 'Escape';
        if (isEscape && model.filter !== '') {
          model.filter = '';
        } else if (isEscape || event.key === 'ArrowDown') {
          onLeave();
        } else {
          return;
        }
        event.preventDefault();
        event.stopPropagation();
      }}
    />
  );
}
