import React from 'react';

/** A sentence in which names of code stand between backticks. */
export function CodeText({ text }: { text: string }): React.JSX.Element {
  const parts = text.split('`');
  // A backtick without another that closes it is only a character.
  if (parts.length % 2 === 0) {
    return <>{text}</>;
  }
  return (
    <>
      {parts.map((part, index) =>
        index % 2 === 0 ? (
          part
        ) : (
          <code key={index} className="mlops-Code">
            {part}
          </code>
        )
      )}
    </>
  );
}
