import { Clipboard } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import {
  caretDownIcon,
  caretUpIcon,
  copyIcon
} from '@jupyterlab/ui-components';
import React from 'react';

import { IconButton } from '../components/iconButton';
import { Toggle } from '../components/toggle';
import type { LogModel } from './model';

interface IProps {
  model: LogModel;
  trans: TranslationBundle;
  /** The keyboard goes back to the log. */
  onLeave: () => void;
}

/** What a log is searched and followed with. */
export function LogBar({ model, trans, onLeave }: IProps): React.JSX.Element {
  const { filter, matches, match, lines, isWhole, isFollowing } = model;
  const found =
    filter === ''
      ? trans._n('%1 line', '%1 lines', lines.length)
      : matches.length === 0
        ? trans.__('not found')
        : trans.__('%1 of %2', match + 1, matches.length);
  return (
    <div className="mlops-CiLog-bar">
      <input
        type="search"
        className="mlops-FilterBox"
        value={filter}
        placeholder={trans.__('Search')}
        aria-label={trans.__('Search the log')}
        onChange={event => {
          model.filter = event.target.value;
        }}
        onKeyDown={event => {
          if (event.key === 'Enter') {
            model.step(event.shiftKey ? -1 : 1);
          } else if (event.key === 'Escape' && filter !== '') {
            model.filter = '';
          } else if (event.key === 'Escape') {
            onLeave();
          } else {
            return;
          }
          event.preventDefault();
          event.stopPropagation();
        }}
      />
      <span className="mlops-CiLog-found" role="status">
        {found}
      </span>
      <IconButton
        icon={caretUpIcon}
        title={trans.__('Previous match')}
        onClick={() => {
          model.step(-1);
        }}
      />
      <IconButton
        icon={caretDownIcon}
        title={trans.__('Next match')}
        onClick={() => {
          model.step(1);
        }}
      />
      <span className="mlops-CiLog-space" />
      {!isWhole && (
        <span className="mlops-CiLog-follow">
          <span aria-hidden="true">{trans.__('Follow')}</span>
          <Toggle
            value={isFollowing}
            title={trans.__('Keep the end in view')}
            onChange={value => {
              model.isFollowing = value;
            }}
          />
        </span>
      )}
      <IconButton
        icon={copyIcon}
        title={trans.__('Copy all')}
        onClick={() => {
          Clipboard.copyToSystem(lines.join('\n'));
        }}
      />
    </div>
  );
}
