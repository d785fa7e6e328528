import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import { CodeText } from '../components/codeText';
import { ActionButton } from '../components/states';
import { formatAgo, formatMoment } from '../format';
import type { CiActions } from './actions';
import { RemoteBlock, remoteHasBlock } from './remoteBlock';
import type { IFindingRow, IHereRow, Row } from './rows';
import type { IRemarkRow } from './remoteRows';
import { isActiveRun } from './states';
import { countWords, shortId, stateWord } from './words';

/** Whether something is said below a row. */
export function hasBlock(row: Row): boolean {
  switch (row.type) {
    case 'here':
      return row.run?.message !== '' || isActiveRun(row.run);
    case 'check':
      return row.result?.verdict === 'broken';
    case 'finding':
    case 'remark':
      return row.isOpen === true;
    case 'remote':
      return remoteHasBlock(row);
    default:
      return false;
  }
}

interface IProps<R = Row> {
  row: R;
  /** Milliseconds since the epoch. */
  now: number;
  actions: CiActions;
}

/** What is said below a row. */
export function RowBlock(props: IProps): React.JSX.Element {
  const { row, now, actions } = props;
  return (
    <div role="gridcell">
      {row.type === 'here' && (
        <HereBlock row={row} now={now} actions={actions} />
      )}
      {row.type === 'check' && <p>{row.result?.message}</p>}
      {row.type === 'finding' && <FindingBlock row={row} actions={actions} />}
      {row.type === 'remark' && <RemarkBlock row={row} trans={actions.trans} />}
      {row.type === 'remote' && (
        <RemoteBlock row={row} now={now} actions={actions} />
      )}
    </div>
  );
}

function HereBlock(props: IProps<IHereRow>): React.JSX.Element {
  const { row, actions } = props;
  const { work, trans } = actions;
  const { run } = row;
  if (run === null) {
    return <NotChecked {...props} />;
  }
  if (!isActiveRun(run)) {
    return <p>{run.message}</p>;
  }
  const { done, total, check, notebook } = run.progress;
  const at = [check, notebook].filter(Boolean).join(' · ');
  const words =
    run.state === 'queued' ? trans.__('Waits for checks before it.') : at;
  return (
    <div className="mlops-CiProgress">
      <progress
        aria-label={trans.__('Progress of the checks')}
        {...(total > 0 ? { value: done, max: total } : {})}
      />
      <span className="mlops-CiProgress-words" title={words}>
        {words}
      </span>
      <ActionButton
        quiet
        label={trans.__('Cancel')}
        onClick={() => void work.cancel(run)}
      />
    </div>
  );
}

/** HEAD has no verdict: what was said of an earlier commit, and what changes that. */
function NotChecked({ now, actions }: IProps<IHereRow>): React.JSX.Element {
  const { model, work, trans } = actions;
  const earlier = model.ci.status?.earlier ?? null;
  return (
    <>
      {earlier && (
        <p
          className="mlops-CiBlock-quiet"
          title={formatMoment(earlier.created_at)}
        >
          {trans.__(
            'Last checked: %1 “%2”, %3, %4.',
            shortId(earlier.commit),
            earlier.subject,
            countWords(earlier, trans) || stateWord(earlier.state, trans),
            formatAgo(earlier.created_at, now, trans)
          )}
        </p>
      )}
      <ActionButton
        label={trans.__('Check this commit')}
        onClick={() => void work.check({ working: false, origin: 'manual' })}
      />
    </>
  );
}

function FindingBlock(props: Omit<IProps<IFindingRow>, 'now'>) {
  const { row, actions } = props;
  const { trans } = actions;
  const { message, hint, detail, code, parameters, output, source } =
    row.finding;
  const facts = [
    code,
    source,
    parameters === '' ? '' : trans.__('parameters %1', parameters),
    output === null ? '' : trans.__('output %1', output + 1)
  ];
  return (
    <>
      <p>
        <CodeText text={message} />
      </p>
      {hint && (
        <p className="mlops-CiBlock-quiet">
          <CodeText text={hint} />
        </p>
      )}
      {detail && (
        // A long text that scrolls has to be reachable with the keyboard.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <pre tabIndex={0} aria-label={trans.__('Details')}>
          {detail}
        </pre>
      )}
      <p className="mlops-CiBlock-facts">{facts.filter(Boolean).join(' · ')}</p>
    </>
  );
}

function RemarkBlock(props: { row: IRemarkRow; trans: TranslationBundle }) {
  const { message, made_by: by, source } = props.row.remark;
  return (
    <>
      <p>{message}</p>
      <p className="mlops-CiBlock-facts">
        {[by, source].filter(Boolean).join(' · ')}
      </p>
    </>
  );
}
