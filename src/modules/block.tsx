import React from 'react';

import { ActionButton } from '../components/states';
import type { ModuleActions } from './actions';
import { CellDifference } from './difference';
import { hasMarkers, isUndecided } from './decisions';
import type { Choice } from './decisions';
import type {
  ICellRow,
  IFindingRow,
  INoteRow,
  IQuestionRow,
  Row
} from './rows';
import { answerLabel, conflictChoices, questionWords } from './words';

/** Whether something is said or asked below a row. */
export function hasBlock(row: Row): boolean {
  switch (row.type) {
    case 'module':
      return false;
    case 'cell':
      return (
        row.isOpen === true ||
        row.question !== null ||
        row.cell.change === 'conflict'
      );
    default:
      return true;
  }
}

interface IProps {
  row: Row;
  actions: ModuleActions;
}

/** What is said or asked below a row. */
export function RowBlock({ row, actions }: IProps): React.JSX.Element {
  return (
    <div role="gridcell">
      {row.type === 'finding' && <FindingBlock row={row} />}
      {row.type === 'note' && <NoteBlock row={row} actions={actions} />}
      {row.type === 'question' && <QuestionBlock row={row} actions={actions} />}
      {row.type === 'cell' && <CellBlock row={row} actions={actions} />}
    </div>
  );
}

function FindingBlock({ row }: { row: IFindingRow }): React.JSX.Element {
  const { message, hint } = row.finding;
  return (
    <>
      <p>{message}</p>
      {hint && <p className="mlops-ModuleBlock-hint">{hint}</p>}
    </>
  );
}

function NoteBlock(props: { row: INoteRow; actions: ModuleActions }) {
  const { row, actions } = props;
  const { trans } = actions;
  if (row.note === 'orphaned') {
    return (
      <>
        <p>{trans.__('An export removes it, unless it was edited.')}</p>
        <div className="mlops-ModuleBlock-choices">
          <ActionButton
            label={trans.__('Remove by an export')}
            onClick={() => {
              actions.export(row.module);
            }}
          />
        </div>
      </>
    );
  }
  return (
    <>
      <p>{trans.__('The export leaves the file as it is.')}</p>
      <div className="mlops-ModuleBlock-choices">
        <ActionButton
          label={trans.__('Look at it')}
          onClick={() => {
            actions.openModule(row.module);
          }}
        />
        <ActionButton
          label={trans.__('Replace…')}
          onClick={() => void actions.replace(row.module)}
        />
      </div>
    </>
  );
}

function QuestionBlock(props: {
  row: ICellRow | IQuestionRow;
  actions: ModuleActions;
}) {
  const { row, actions } = props;
  const { trans } = actions;
  const { question } = row;
  if (question === null) {
    return null;
  }
  const answers = question.answers.map(
    answer => [answer, answerLabel(answer, question, trans)] as const
  );
  return (
    <>
      <p>{questionWords(question, trans)}</p>
      <Choices row={row} choices={answers} actions={actions} />
    </>
  );
}

function CellBlock(props: { row: ICellRow; actions: ModuleActions }) {
  const { row, actions } = props;
  const { cell, module } = row;
  const { trans } = actions;
  return (
    <>
      {isUndecided(cell) && (
        <>
          <p>{trans.__('Notebook and module have edited the same lines.')}</p>
          <Choices
            row={row}
            choices={conflictChoices(trans)}
            actions={actions}
          />
        </>
      )}
      {cell.change === 'conflict' && hasMarkers(cell) && (
        <>
          <p>
            {trans.__(
              'The cell has both versions, between markers. Keep what is right, take the markers out and save.'
            )}
          </p>
          <div className="mlops-ModuleBlock-choices">
            <ActionButton
              label={trans.__('Go to the cell')}
              onClick={() => {
                actions.goToCell(module, cell);
              }}
            />
          </div>
        </>
      )}
      <QuestionBlock {...props} />
      {row.isOpen && <CellDifference cell={cell} trans={trans} />}
    </>
  );
}

/** Ways out, of which one is chosen; the choice waits while others of the module are open. */
function Choices(props: {
  row: ICellRow | IQuestionRow;
  choices: readonly (readonly [Choice, string])[];
  actions: ModuleActions;
}) {
  const { row, choices, actions } = props;
  const { model, trans } = actions;
  const open = row.choice === null ? 0 : model.decisions.open(row.module);
  return (
    <>
      <div className="mlops-ModuleBlock-choices" role="group">
        {choices.map(([choice, label]) => (
          <button
            key={choice}
            type="button"
            className="mlops-Button"
            aria-pressed={row.choice === choice}
            onClick={() => {
              actions.choose(row, choice);
            }}
          >
            {label}
          </button>
        ))}
      </div>
      {open > 0 && (
        <p className="mlops-ModuleBlock-hint" role="status">
          {trans._n(
            'Done once %1 more conflict of this module is decided.',
            'Done once %1 more conflicts of this module are decided.',
            open
          )}
        </p>
      )}
    </>
  );
}
