import React from 'react';

import type { ApiError } from '../api/errors';

/** Why the server did not do what a dialog asked for. */
export function Refusal({ error }: { error: ApiError }): React.JSX.Element {
  return (
    <div className="mlops-Refusal" role="alert">
      <p>{error.message}</p>
      {error.hint && <p>{error.hint}</p>}
    </div>
  );
}
