import { Clipboard } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import type { ReleaseEntry } from '../api/types';
import { PathText } from '../components/pathText';
import { formatSize } from '../sizes';

interface IProps {
  files: ReleaseEntry['files'];
  trans: TranslationBundle;
}

/** The wheel and the sdist of a release, as the package index has them. */
export function ReleaseFiles({ files, trans }: IProps) {
  if (files.length === 0) {
    return null;
  }
  return (
    <ul className="mlops-ReleaseFiles" aria-label={trans.__('Files')}>
      {files.map(({ name, size, sha256 }) => (
        <li key={name}>
          <PathText path={name} />
          <span className="mlops-ReleaseFiles-size">{formatSize(size)}</span>
          <button
            type="button"
            className="mlops-CopyButton"
            title={trans.__('Copy the SHA-256 %1', sha256)}
            onClick={() => {
              Clipboard.copyToSystem(sha256);
            }}
          >
            {sha256.slice(0, 7)}
          </button>
        </li>
      ))}
    </ul>
  );
}
