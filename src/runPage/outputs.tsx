import type { IEditorLanguageRegistry } from '@jupyterlab/codemirror';
import type { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import type { TranslationBundle } from '@jupyterlab/translation';
import React, {
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState
} from 'react';

import { isActive } from '../api/types';
import { useChanges } from '../components/hooks';
import { Segmented } from '../components/segmented';
import {
  ActionButton,
  EmptyState,
  ErrorState,
  Skeleton
} from '../components/states';
import { findFailedCell } from '../outputs/failedCell';
import { PageCell } from './cell';
import { languageOf } from './cells';
import type { RunPageModel } from './model';
import { PartWidget } from './part';
import { scrollToCell } from './scrolling';
import { cellStates } from './standings';

interface IProps {
  model: RunPageModel;
  rendermime: IRenderMimeRegistry;
  languages: IEditorLanguageRegistry;
  trans: TranslationBundle;
}

/** The tab *Outputs*: the notebook as it fills. */
export class OutputsTab extends PartWidget {
  constructor(private readonly _props: IProps) {
    super(_props.model, 'cells');
    this.addClass('mlops-PageOutputs');
  }

  protected override onActivateRequest(): void {
    const cells = this.node.querySelector<HTMLElement>(
      '.mlops-PageOutputs-scroll'
    );
    (cells ?? this.node).focus();
  }

  protected override render(): React.JSX.Element {
    return <Body {...this._props} />;
  }
}

function Body(props: IProps): React.JSX.Element {
  const { model, trans } = props;
  useChanges(model);
  const error = model.partError('cells');
  const { cells } = model.cells;
  if (cells.length > 0 && model.run) {
    return <Cells {...props} />;
  }
  if (error) {
    return (
      <ErrorState
        title={trans.__('The outputs could not be read.')}
        message={error.message}
        hint={error.hint}
        action={{
          label: trans.__('Retry'),
          onClick: () => void model.load('cells')
        }}
      />
    );
  }
  if (!model.isPartLoaded('cells') || !model.run) {
    return <Skeleton label={trans.__('Loading the outputs')} />;
  }
  return (
    <EmptyState
      text={
        model.run.state === 'queued'
          ? trans.__('The notebook appears here as soon as the run begins.')
          : isActive(model.run)
            ? trans.__('The kernel is starting: the notebook appears here.')
            : trans.__('The run has left no notebook.')
      }
    />
  );
}

function Cells(props: IProps): React.JSX.Element {
  const { model, rendermime, languages, trans } = props;
  const [isCodeShown, setCodeShown] = useState(true);
  const node = useRef<HTMLDivElement>(null);
  const { run, cells } = model;
  const language = languageOf(cells.metadata);
  const tools = useMemo(
    () => ({ rendermime, languages, language, isCodeShown, trans }),
    [rendermime, languages, language, isCodeShown, trans]
  );
  const states = useMemo(
    () => (run ? cellStates(run, cells.cells) : []),
    [run, cells]
  );
  const failed = findFailedCell(
    cells.cells.map(cell => cell.id),
    run?.failure ?? null
  );
  const current = states.findIndex(state => state.standing === 'running');
  const { isFollowing, setFollowing, onWheel } = useFollowing(node, current);
  useEffect(() => {
    // Where it went wrong is what one comes for.
    return failed < 0 ? undefined : scrollToCell(node.current, failed);
  }, [failed]);
  return (
    <>
      <div className="mlops-PageOutputs-bar">
        <Segmented
          label={trans.__('What of the cells is shown')}
          value={isCodeShown ? 'all' : 'outputs'}
          options={[
            {
              value: 'all',
              label: trans.__('Code and outputs'),
              title: trans.__('Cells with their code')
            },
            {
              value: 'outputs',
              label: trans.__('Outputs'),
              title: trans.__('Texts and outputs, as a report')
            }
          ]}
          onChange={value => {
            setCodeShown(value === 'all');
          }}
        />
        {failed >= 0 && (
          <ActionButton
            label={trans.__('Go to the failed cell')}
            onClick={() => {
              scrollToCell(node.current, failed);
            }}
          />
        )}
        {current >= 0 && !isFollowing && (
          <ActionButton
            label={trans.__('Follow the cell at work')}
            onClick={() => {
              setFollowing(true);
            }}
          />
        )}
      </div>
      <div
        ref={node}
        className={`mlops-PageOutputs-scroll${isCodeShown ? '' : ' mlops-mod-report'}`}
        role="region"
        aria-label={trans.__('Notebook')}
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- keys scroll it
        tabIndex={0}
        onWheel={onWheel}
      >
        {cells.cells.map((cell, index) => (
          <PageCell
            key={`${cell.index} ${cell.id}`}
            cell={cell}
            tools={tools}
            standing={states[index]?.standing ?? 'waiting'}
            duration={states[index]?.duration ?? null}
            since={states[index]?.since ?? null}
          />
        ))}
      </div>
    </>
  );
}

/** The cell at work stays in view, until somebody looks elsewhere. */
function useFollowing(node: React.RefObject<HTMLElement>, current: number) {
  const [isFollowing, setFollowing] = useState(true);
  useEffect(() => {
    return isFollowing && current >= 0
      ? scrollToCell(node.current, current)
      : undefined;
  }, [node, isFollowing, current]);
  const onWheel = useCallback(() => {
    setFollowing(false);
  }, []);
  return { isFollowing, setFollowing, onWheel };
}
