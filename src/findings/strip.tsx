import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget } from '@jupyterlab/ui-components';
import React, { useState } from 'react';

import type { CheckFinding } from '../api/types';
import { CodeText } from '../components/codeText';
import { useChanges } from '../components/hooks';
import { SeverityIcon } from '../components/severityIcon';
import { ActionButton } from '../components/states';
import type { CellFindings } from './cellFindings';
import { moveFocus } from './focus';
import type { IMark } from './marks';
import { asideOf, severityWord } from './words';

/** Findings of a cell that are listed before the rest is unfolded. */
const SHOWN = 5;

export interface IStripProps {
  cell: CellFindings;
  trans: TranslationBundle;
  /** Go to where a finding is. */
  onGo: (finding: CheckFinding) => void;
  /** Mend what the check of a finding can mend. */
  onFix: (finding: CheckFinding) => void;
  /** Give the keyboard back to the notebook. */
  onLeave: () => void;
}

/** What checks have found at a cell, below its input. */
export class FindingStrip extends ReactWidget {
  constructor(private readonly _props: IStripProps) {
    super();
    this.addClass('mlops-CellFindings');
    // The notebook's own keys, such as Enter and the arrows, are not meant for what is in here.
    this.node.dataset.lmSuppressShortcuts = 'true';
    this.node.addEventListener('mousedown', event => {
      // The notebook would take it as the begin of a selection of cells.
      event.stopPropagation();
    });
    this.node.addEventListener('keydown', event => {
      if (event.key === 'Escape') {
        event.preventDefault();
        _props.onLeave();
      } else {
        moveFocus(this.node, event);
      }
    });
  }

  /** Give the keyboard to a finding. */
  focusFinding(key: string): void {
    const buttons = this.node.querySelectorAll<HTMLElement>('[data-key]');
    [...buttons].find(({ dataset }) => dataset.key === key)?.focus();
  }

  protected override render(): React.JSX.Element {
    return <Strip {...this._props} />;
  }
}

function Strip(props: IStripProps): React.JSX.Element | null {
  const { cell, trans } = props;
  useChanges(cell);
  const [isWhole, setWhole] = useState(false);
  if (!cell.isOpen || cell.marks.length === 0) {
    return null;
  }
  const unfolded = cell.marks.findIndex(
    ({ finding }) => finding.key === cell.unfolded
  );
  const isCut = !isWhole && unfolded < SHOWN;
  const shown = isCut ? cell.marks.slice(0, SHOWN) : cell.marks;
  const more = cell.marks.length - shown.length;
  return (
    <div
      className="mlops-CellFindings-list"
      role="group"
      aria-label={trans.__('Findings of the cell')}
    >
      {shown.map(mark => (
        <Finding key={mark.finding.key} mark={mark} {...props} />
      ))}
      {more > 0 && (
        <ActionButton
          label={trans.__('Show %1 more', more)}
          onClick={() => {
            setWhole(true);
          }}
          quiet
        />
      )}
    </div>
  );
}

function Finding(props: IStripProps & { mark: IMark }): React.JSX.Element {
  const { cell, mark, trans, onGo, onFix } = props;
  const { finding, isEdited } = mark;
  const hasMore = finding.hint !== '' || finding.detail !== '';
  const isUnfolded = hasMore && cell.unfolded === finding.key;
  const kind = isEdited ? ' mlops-mod-edited' : '';
  return (
    <div className={`mlops-CellFinding mlops-mod-${finding.severity}${kind}`}>
      <div className="mlops-CellFinding-row">
        <button
          type="button"
          className="mlops-CellFinding-main"
          data-key={finding.key}
          aria-expanded={hasMore ? isUnfolded : undefined}
          onClick={() => {
            if (hasMore) {
              cell.unfold(isUnfolded ? '' : finding.key);
            } else {
              onGo(finding);
            }
          }}
        >
          <SeverityIcon severity={finding.severity} />
          <span className="mlops-CellFinding-message">
            <span className="mlops-mod-spoken">
              {severityWord(finding.severity, trans)}:{' '}
            </span>
            <CodeText text={finding.message} />
          </span>
        </button>
        <span className="mlops-CellFinding-aside">
          {isEdited
            ? trans.__('edited since it was checked')
            : asideOf(finding, trans)}
        </span>
        {finding.line !== null && finding.output === null && (
          <ActionButton
            label={trans.__('Line %1', finding.line)}
            onClick={() => {
              onGo(finding);
            }}
            quiet
          />
        )}
        {finding.fixable && !isEdited && (
          <ActionButton
            label={trans.__('Fix')}
            onClick={() => {
              onFix(finding);
            }}
            quiet
          />
        )}
      </div>
      {isUnfolded && <Details finding={finding} trans={trans} />}
    </div>
  );
}

function Details(props: { finding: CheckFinding; trans: TranslationBundle }) {
  const { hint, detail } = props.finding;
  return (
    <div className="mlops-CellFinding-details">
      {hint && (
        <p>
          <CodeText text={hint} />
        </p>
      )}
      {detail && (
        // Long output scrolls, by keyboard too.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <pre tabIndex={0} aria-label={props.trans.__('Details')}>
          {detail}
        </pre>
      )}
    </div>
  );
}
