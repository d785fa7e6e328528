import { Clipboard } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import type { CommitFiles, CommitSummary } from '../api/types';
import { useChanges } from '../components/hooks';
import { PathText } from '../components/pathText';
import { ActionButton, ErrorState, Skeleton } from '../components/states';
import { formatMoment } from '../format';
import type { IDiffArgs } from '../tokens';
import { commitDiff, sinceDiff } from './diffArgs';
import { handleFileKey } from './keys';
import type { HistoryModel } from './model';
import { VerdictLine } from './verdict';
import type { CommitVerdicts } from './verdicts';
import { changeLetter, changeWord } from './words';

interface IProps {
  model: HistoryModel;
  verdicts: CommitVerdicts;
  openDiff: (args: IDiffArgs) => void;
  trans: TranslationBundle;
}

type File = CommitFiles['files'][number];

/** The active commit: message, who and when, and the files it changed. */
export function CommitDetails(props: IProps): React.JSX.Element {
  const { model, verdicts, trans } = props;
  useChanges(verdicts);
  const commit = model.active;
  if (commit === null) {
    return <div className="mlops-CommitDetails" />;
  }
  const verdict = verdicts.of(commit.commit);
  return (
    <div
      className="mlops-CommitDetails"
      role="region"
      aria-label={trans.__('Commit %1', commit.commit.slice(0, 7))}
    >
      <p className="mlops-CommitDetails-subject">{commit.subject}</p>
      <Who commit={commit} trans={trans} />
      {verdict && (
        <VerdictLine
          verdict={verdict}
          onClick={() => {
            verdicts.show();
          }}
          trans={trans}
        />
      )}
      {commit.body && <p className="mlops-CommitDetails-body">{commit.body}</p>}
      <Files {...props} commit={commit} />
    </div>
  );
}

function Who(props: { commit: CommitSummary; trans: TranslationBundle }) {
  const { commit, trans } = props;
  return (
    <p className="mlops-CommitDetails-who">
      <button
        type="button"
        className="mlops-CopyButton"
        title={trans.__('Copy %1', commit.commit)}
        onClick={() => {
          Clipboard.copyToSystem(commit.commit);
        }}
      >
        {commit.commit.slice(0, 7)}
      </button>
      <span title={commit.email}>{commit.author}</span>
      <time dateTime={commit.at}>{formatMoment(commit.at)}</time>
      {commit.parents.length > 1 && (
        <span>
          {trans.__('merge, shown against %1', commit.parents[0]?.slice(0, 7))}
        </span>
      )}
    </p>
  );
}

function Files(props: IProps & { commit: CommitSummary }) {
  const { model, trans } = props;
  if (model.detailError) {
    return (
      <ErrorState
        title={trans.__('What it changed could not be read.')}
        message={model.detailError.message}
        hint={model.detailError.hint}
        action={{
          label: trans.__('Try again'),
          onClick: () => {
            model.activate(model.active?.commit ?? null);
          }
        }}
      />
    );
  }
  if (model.detail === null) {
    return <Skeleton label={trans.__('Loading its files')} />;
  }
  const { files } = model.detail;
  const label = trans._n('%1 file', '%1 files', files.length);
  return (
    <>
      <p className="mlops-CommitDetails-count">{label}</p>
      <div role="list" aria-label={label}>
        {files.map(file => (
          <FileRow key={file.path} {...props} file={file} />
        ))}
      </div>
    </>
  );
}

function FileRow(props: IProps & { commit: CommitSummary; file: File }) {
  const { commit, file, model, openDiff, trans } = props;
  const word = changeWord(file.change, trans);
  const isThis = model.isNarrowed && file.path === commit.path;
  return (
    <div
      role="listitem"
      className={`mlops-CommitFile${isThis ? ' mlops-mod-this' : ''}`}
    >
      <span
        className={`mlops-CommitFile-change mlops-mod-${file.change}`}
        title={word}
        aria-hidden="true"
      >
        {changeLetter(file.change)}
      </span>
      <button
        type="button"
        className="mlops-CommitFile-name"
        title={file.old_path ? `${file.old_path} → ${file.path}` : file.path}
        aria-label={trans.__('%1, %2: show the diff', file.path, word)}
        onKeyDown={handleFileKey}
        onClick={() => {
          openDiff(commitDiff(commit, file));
        }}
      >
        <PathText path={file.path} />
      </button>
      {file.change !== 'deleted' && (
        <ActionButton
          label={trans.__('Compare with now')}
          quiet
          onClick={() => {
            openDiff(sinceDiff(commit, file, isThis ? model.path : null));
          }}
        />
      )}
    </div>
  );
}
