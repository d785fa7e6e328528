import type { TranslationBundle } from '@jupyterlab/translation';
import { closeIcon } from '@jupyterlab/ui-components';
import React, { useState } from 'react';

import type { ApiError } from '../api/errors';
import type { CheckFinding } from '../api/types';
import { CodeText } from '../components/codeText';
import { useChanges } from '../components/hooks';
import { IconButton } from '../components/iconButton';
import { SeverityIcon } from '../components/severityIcon';
import { ActionButton } from '../components/states';
import type { CommitGate } from './gate';
import { Override } from './gateOverride';

/** Findings that are listed before the rest is unfolded. */
const SHOWN = 5;

interface IProps {
  gate: CommitGate;
  error: ApiError;
  trans: TranslationBundle;
  onOpen: (finding: CheckFinding) => void;
  /** Commit all the same. */
  onOverride: (reason: string) => void;
}

/** What stands in the way of a commit, where it is, and the way past it. */
export function GateNotice(props: IProps): React.JSX.Element {
  const { gate, error, trans, onOpen } = props;
  useChanges(gate);
  const { blocking, warnings } = gate;
  return (
    <div className="mlops-CommitError mlops-Gate" role="alert">
      <div className="mlops-CommitError-title">
        <p>{trans.__('The commit was not made.')}</p>
        <IconButton
          icon={closeIcon}
          title={trans.__('Dismiss')}
          onClick={() => {
            gate.clear();
          }}
        />
      </div>
      <p>{error.message}</p>
      {blocking ? (
        <Findings
          findings={blocking}
          label={trans.__('What stands in the way')}
          trans={trans}
          onOpen={onOpen}
        />
      ) : (
        error.detail && <pre>{error.detail}</pre>
      )}
      {warnings.length > 0 && (
        <details className="mlops-Gate-warnings">
          <summary>
            {trans._n('And %1 warning', 'And %1 warnings', warnings.length)}
          </summary>
          <Findings
            findings={warnings}
            label={trans.__('Warnings')}
            trans={trans}
            onOpen={onOpen}
          />
        </details>
      )}
      <Override {...props} />
    </div>
  );
}

interface IFindingsProps {
  findings: readonly CheckFinding[];
  label: string;
  trans: TranslationBundle;
  onOpen: (finding: CheckFinding) => void;
}

function Findings(props: IFindingsProps): React.JSX.Element {
  const { findings, label, trans, onOpen } = props;
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? findings : findings.slice(0, SHOWN);
  const more = findings.length - shown.length;
  return (
    <ul className="mlops-Gate-findings" aria-label={label}>
      {shown.map(finding => (
        <li key={finding.key}>
          <button
            type="button"
            className="mlops-Gate-finding"
            title={[finding.message, finding.hint].filter(Boolean).join('\n')}
            disabled={finding.notebook === null}
            onClick={() => {
              onOpen(finding);
            }}
          >
            <SeverityIcon severity={finding.severity} />
            <span className="mlops-Gate-message">
              <CodeText text={finding.message} />
            </span>
            <span className="mlops-Gate-place">{placeOf(finding, trans)}</span>
          </button>
        </li>
      ))}
      {more > 0 && (
        <li>
          <ActionButton
            label={trans.__('Show %1 more', more)}
            onClick={() => {
              setWhole(true);
            }}
            quiet
          />
        </li>
      )}
    </ul>
  );
}

/** Where a finding is, in short: `train.ipynb · cell 4 · line 2`. */
export function placeOf(
  { source, index, line, output }: CheckFinding,
  trans: TranslationBundle
): string {
  return [
    source.split('/').pop(),
    index === null ? '' : trans.__('cell %1', index + 1),
    output === null ? '' : trans.__('output'),
    line === null ? '' : trans.__('line %1', line)
  ]
    .filter(Boolean)
    .join(' · ');
}
