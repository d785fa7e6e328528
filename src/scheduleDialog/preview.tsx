import type { TranslationBundle } from '@jupyterlab/translation';
import React, { useState } from 'react';

import type { Preview } from '../api/types';
import { FireTimes } from '../components/fireTimes';
import { ActionButton } from '../components/states';

/** Times that show before one asks for more. */
const FEW = 3;

interface IProps {
  preview: Preview;
  trans: TranslationBundle;
}

/** When it will run, in words and as the next times. */
export function FirePreview({ preview, trans }: IProps): React.JSX.Element {
  const [isWhole, setWhole] = useState(false);
  const { text, times } = preview;
  const shown = isWhole ? times : times.slice(0, FEW);
  return (
    <div className="mlops-FirePreview" aria-live="polite">
      <p className="mlops-FirePreview-text">{text}</p>
      <FireTimes times={shown} trans={trans} />
      {times.length > FEW && (
        <ActionButton
          quiet
          label={
            isWhole
              ? trans.__('Show fewer')
              : trans.__('Show the next %1', times.length)
          }
          onClick={() => {
            setWhole(!isWhole);
          }}
        />
      )}
    </div>
  );
}
