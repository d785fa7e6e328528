import {
  caretDownEmptyThinIcon,
  caretUpEmptyThinIcon,
  launchIcon
} from '@jupyterlab/ui-components';
import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import { IconButton } from '../components/iconButton';
import { PathText } from '../components/pathText';
import { Segmented } from '../components/segmented';
import { SIGNS } from './kinds';
import type { Kind } from './kinds';
import type { DiffModel } from './model';
import { RevisionPicker, useCommits } from './revisions';
import type { IShown } from './rows';
import type { IDrawnView } from './view';

interface IProps {
  view: IDrawnView;
  isNarrow: boolean;
}

/** What is compared, how it differs, and what of it is shown. */
export function Header({ view, isNarrow }: IProps): React.JSX.Element {
  const { model, trans, live } = view;
  const { diff } = model;
  const commits = useCommits(model);
  const isNotebook = diff?.kind === 'notebook' && diff.notebook !== null;
  return (
    <div className="mlops-DiffHeader">
      <div className="mlops-DiffHeader-line">
        <h2 className="mlops-DiffHeader-path">
          <PathText path={pathOf(model)} />
        </h2>
        {diff?.status !== 'deleted' && (
          <IconButton
            icon={launchIcon}
            title={trans.__('Open the file')}
            onClick={() => void live.jump(null)}
          />
        )}
        <div
          className="mlops-DiffHeader-sides"
          role="group"
          aria-label={trans.__('What is compared')}
        >
          <RevisionPicker view={view} side="base" commits={commits} />
          <span aria-hidden="true">→</span>
          <RevisionPicker view={view} side="head" commits={commits} />
        </div>
      </div>
      <div className="mlops-DiffHeader-line">
        {isNotebook && <Summary view={view} />}
        {isNotebook && <Steps view={view} />}
        <span className="mlops-DiffHeader-space" />
        {isNotebook && <Toggles view={view} />}
        {!isNarrow && (isNotebook || diff?.text) && <Layout view={view} />}
      </div>
    </div>
  );
}

/** How many cells of each kind. */
function Summary({ view }: { view: IDrawnView }): React.JSX.Element | null {
  const { model, trans } = view;
  const summary = model.diff?.notebook?.summary;
  if (!summary) {
    return null;
  }
  const counts: [Kind, number | undefined, string][] = [
    ['added', summary.added, trans.__('added')],
    ['removed', summary.removed, trans.__('deleted')],
    ['edited', summary.edited, trans.__('edited')],
    ['reformatted', summary.reformatted, trans.__('reformatted')],
    ['moved', summary.moved, trans.__('moved')],
    ['rerun', summary.rerun, trans.__('rerun')],
    ['other', summary.other, trans.__('metadata')]
  ];
  return (
    <ul
      className="mlops-DiffSummary"
      aria-label={trans.__('How many cells differ')}
    >
      {counts.map(
        ([kind, count, word]) =>
          (count ?? 0) > 0 && (
            <li
              key={kind}
              className={`mlops-mod-${kind}`}
              title={`${count ?? 0} ${word}`}
            >
              <span aria-hidden="true">
                <span className="mlops-DiffSign">{SIGNS[kind]}</span>
                {count}
              </span>
              <span className="mlops-visuallyHidden">
                {count} {word}
              </span>
            </li>
          )
      )}
    </ul>
  );
}

/** To the change before and the next one. */
function Steps({ view }: { view: IDrawnView }): React.JSX.Element {
  const { model, trans } = view;
  const { changes } = model;
  const at = changes.findIndex(row => row.key === model.current) + 1;
  return (
    <div className="mlops-DiffSteps">
      <IconButton
        icon={caretUpEmptyThinIcon}
        title={trans.__('Previous change (P)')}
        onClick={() => {
          model.step(-1);
        }}
      />
      <span className="mlops-DiffSteps-count">
        {at || '–'} / {changes.length}
      </span>
      <IconButton
        icon={caretDownEmptyThinIcon}
        title={trans.__('Next change (N)')}
        onClick={() => {
          model.step(1);
        }}
      />
    </div>
  );
}

/** What of the differences is shown. */
function Toggles({ view }: { view: IDrawnView }): React.JSX.Element {
  const { model, trans } = view;
  return (
    <div
      className="mlops-DiffToggles"
      role="group"
      aria-label={trans.__('What is shown')}
    >
      {toggles(trans).map(({ key, label, title }) => (
        <button
          key={key}
          type="button"
          className="mlops-DiffToggle"
          title={title}
          aria-pressed={model.shown[key]}
          onClick={() => {
            model.show({ [key]: !model.shown[key] });
          }}
        >
          {label}
        </button>
      ))}
    </div>
  );
}

type Toggle = Exclude<keyof IShown, 'layout'>;

function toggles(
  trans: TranslationBundle
): { key: Toggle; label: string; title: string }[] {
  return [
    {
      key: 'outputs',
      label: trans.__('Outputs'),
      title: trans.__('Show outputs that differ')
    },
    {
      key: 'metadata',
      label: trans.__('Metadata'),
      title: trans.__('Show metadata that differs')
    },
    {
      key: 'formatting',
      label: trans.__('Formatting'),
      title: trans.__('Show code of which only the formatting differs')
    },
    {
      key: 'noise',
      label: trans.__('Noise'),
      title: trans.__(
        'Show execution counts, times, generated ids and the like'
      )
    }
  ];
}

function Layout({ view }: { view: IDrawnView }): React.JSX.Element {
  const { model, trans } = view;
  return (
    <Segmented
      label={trans.__('Layout')}
      value={model.shown.layout}
      options={[
        {
          value: 'split',
          label: trans.__('Side by side'),
          title: trans.__('Before on the left, after on the right')
        },
        {
          value: 'inline',
          label: trans.__('Inline'),
          title: trans.__('After, with what is gone in between')
        }
      ]}
      onChange={layout => {
        model.show({ layout });
      }}
    />
  );
}

/** The file's path, with the one it had before where that is another. */
function pathOf({ args }: DiffModel): string {
  const { path, basePath } = args;
  return basePath && basePath !== path ? `${basePath} → ${path}` : path;
}
