import * as React from 'react';

/** A sentence with code between backticks, as hints are written. */
export function Prose({ text }: { text: string }): React.ReactElement {
  const parts = text.split('`');
  // A backtick without its pair stays what it is.
  const last = parts.length % 2 === 0 ? parts.splice(-2).join('`') : null;
  return (
    <>
      {parts.map((part, index) =>
        index % 2 === 1 ? <code key={index}>{part}</code> : <span key={index}>{part}</span>
      )}
      {last}
    </>
  );
}
