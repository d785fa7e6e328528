import { Clipboard } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { checkIcon, copyIcon } from '@jupyterlab/ui-components';
import React, { useEffect, useState } from 'react';

import { IconButton } from '../components/iconButton';

/** How long a button says that it has copied, in milliseconds. */
const SAID = 2000;

interface IProps {
  /** The line. */
  text: string;
  trans: TranslationBundle;
}

/** A line for a terminal, with a button that copies it. */
export function CopyLine({ text, trans }: IProps): React.JSX.Element {
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) {
      return;
    }
    const timer = setTimeout(() => {
      setCopied(false);
    }, SAID);
    return () => {
      clearTimeout(timer);
    };
  }, [isCopied]);
  return (
    <div className="mlops-CopyLine">
      <code title={text}>{text}</code>
      <IconButton
        icon={isCopied ? checkIcon : copyIcon}
        title={isCopied ? trans.__('Copied') : trans.__('Copy')}
        onClick={() => {
          Clipboard.copyToSystem(text);
          setCopied(true);
        }}
      />
    </div>
  );
}
