import { caretDownIcon, checkIcon } from '@jupyterlab/ui-components';
import React, { useLayoutEffect, useRef } from 'react';

import type { CheckFinding } from '../api/types';
import { useChanges } from '../components/hooks';
import { goToCell } from '../goToCell';
import { CommandIDs } from '../tokens';
import { stagedAmount, wholeAmount } from './amount';
import type { CommitModel, Identity } from './commit';
import { CommitError, IdentityForm } from './commitTrouble';
import { GateNotice } from './gateNotice';
import type { ChangesModel } from './model';
import type { IPanelProps } from './panelProps';
import { amountWords } from './words';

/** Lines of the message that show without scrolling. */
const MOST_LINES = 8;

/** The message and the button that commits. */
export function CommitBox(props: IPanelProps): React.JSX.Element {
  const { commit, trans } = props;
  useChanges(commit);
  const run = (push: boolean, identity: Identity | null = null): void => {
    void props.onCommit(push, identity);
  };
  return (
    <form
      className="mlops-CommitBox"
      aria-label={trans.__('Commit')}
      onSubmit={event => {
        event.preventDefault();
        run(false);
      }}
    >
      {commit.error && (
        <CommitError
          error={commit.error}
          trans={trans}
          onDismiss={() => {
            commit.dismiss();
          }}
        />
      )}
      <Blocked {...props} />
      <Message {...props} />
      {commit.needsIdentity ? (
        <IdentityForm
          trans={trans}
          onSubmit={identity => {
            run(false, identity);
          }}
          onCancel={() => {
            commit.dismiss();
          }}
        />
      ) : (
        <Buttons {...props} />
      )}
      <Last {...props} />
    </form>
  );
}

/** What checks have against the commit. */
function Blocked(props: IPanelProps): React.JSX.Element | null {
  const { commit, commands, trans, onCommit } = props;
  const { gate } = commit;
  if (gate.error === null) {
    return null;
  }
  const open = ({ notebook, cell, index, line }: CheckFinding): void => {
    if (notebook !== null) {
      const place = { notebook, cell: cell ?? '', index, line };
      void goToCell(commands, place);
    }
  };
  return (
    <GateNotice
      gate={gate}
      error={gate.error}
      trans={trans}
      onOpen={open}
      onOverride={reason => void onCommit(false, null, reason)}
    />
  );
}

function Message(props: IPanelProps): React.JSX.Element {
  const { commit, trans, onCommit } = props;
  const box = useRef<HTMLTextAreaElement>(null);
  const { message, suggestion } = commit;
  useLayoutEffect(() => {
    const element = box.current;
    if (element) {
      element.style.height = '0';
      const line = parseFloat(getComputedStyle(element).lineHeight) || 18;
      const height = Math.min(element.scrollHeight, MOST_LINES * line + 8);
      element.style.height = `${height + 2}px`;
    }
  }, [message, suggestion]);
  return (
    <textarea
      ref={box}
      className="mlops-CommitBox-message"
      rows={1}
      value={message}
      placeholder={suggestion || trans.__('Message')}
      aria-label={
        suggestion
          ? trans.__('Commit message; empty: %1', suggestion)
          : trans.__('Commit message')
      }
      title={trans.__('Ctrl+Enter commits, Tab takes what is suggested')}
      spellCheck
      onChange={event => {
        commit.message = event.target.value;
      }}
      onKeyDown={event => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
          event.preventDefault();
          // The notebook's own Ctrl+Enter runs a cell.
          event.stopPropagation();
          void onCommit(false, null);
        } else if (isTaking(event) && message === '' && suggestion) {
          event.preventDefault();
          commit.takeSuggestion();
        }
      }}
    />
  );
}

/** Tab takes a suggestion, but never keeps the keyboard from leaving backwards. */
function isTaking(event: React.KeyboardEvent): boolean {
  return event.key === 'Tab' && !event.shiftKey;
}

function Buttons(props: IPanelProps): React.JSX.Element {
  const { model, commit, trans } = props;
  const label = commitLabel(model, commit, props);
  return (
    <div className="mlops-CommitBox-buttons">
      <button
        type="submit"
        className="mlops-Button mlops-mod-primary"
        disabled={commit.isBusy || label === null}
        title={label ?? trans.__('Nothing to commit')}
      >
        {commit.isBusy
          ? trans.__('Committing…')
          : (label ?? trans.__('Commit'))}
      </button>
      <button
        type="button"
        className="mlops-Button mlops-mod-primary mlops-CommitBox-more"
        title={trans.__('More ways to commit')}
        aria-label={trans.__('More ways to commit')}
        aria-haspopup="menu"
        disabled={commit.isBusy}
        onClick={event => {
          const box = event.currentTarget.getBoundingClientRect();
          void openCommitMenu(props, box);
        }}
      >
        <caretDownIcon.react tag="span" width="14px" height="14px" />
      </button>
    </div>
  );
}

async function openCommitMenu(props: IPanelProps, box: DOMRect): Promise<void> {
  const { openCommitMenu: open } = await import('./commitMenu');
  open(props, box.left, box.bottom);
}

/** What the button does; null where there is nothing to commit. */
function commitLabel(
  model: ChangesModel,
  commit: CommitModel,
  { trans }: IPanelProps
): string | null {
  const cells = (path: string) => model.cells(path);
  const { files } = model;
  const outside = model.repository.status?.outside_staged ?? 0;
  const staged = stagedAmount(files, cells);
  staged.files += outside;
  const words = amountWords(staged, trans);
  const state = model.current?.state ?? 'normal';
  if (commit.amend) {
    return words === ''
      ? trans.__('Amend message')
      : trans.__('Amend with %1', words);
  }
  if (words !== '') {
    return trans.__('Commit %1', words);
  }
  if (state !== 'normal') {
    return state === 'merging' ? trans.__('Commit merge') : trans.__('Commit');
  }
  const { commitCodeOnly } = model.settings;
  const all = amountWords(wholeAmount(files, cells, commitCodeOnly), trans);
  return all === '' ? null : trans.__('Commit all: %1', all);
}

/** The commit that was made just now. */
function Last({ commit, commands, trans }: IPanelProps) {
  const made = commit.last;
  const warnings = made?.warnings ?? 0;
  return (
    <p className="mlops-CommitBox-last" role="status" hidden={made === null}>
      {made && (
        <>
          <checkIcon.react tag="span" width="14px" height="14px" />
          <button
            type="button"
            className="mlops-CopyButton"
            title={trans.__('Copy %1', made.commit)}
            onClick={() => void navigator.clipboard.writeText(made.commit)}
          >
            {made.commit.slice(0, 7)}
          </button>
          <span title={made.output || made.subject}>{made.subject}</span>
          {warnings > 0 && (
            <button
              type="button"
              className="mlops-CommitBox-warnings"
              title={trans.__('Show what the checks say')}
              onClick={() => void commands.execute(CommandIDs.showCi)}
            >
              {trans._n('%1 warning', '%1 warnings', warnings)}
            </button>
          )}
        </>
      )}
    </p>
  );
}
