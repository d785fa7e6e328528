import { ReactWidget } from '@jupyterlab/ui-components';
import { PromiseDelegate } from '@lumino/coreutils';
import type { Message } from '@lumino/messaging';
import React, { useEffect, useMemo, useState } from 'react';

import { useChanges } from '../components/hooks';
import { ErrorState } from '../components/states';
import { FileDiff } from './file';
import { Header } from './header';
import { showKeys } from './help';
import { CellList } from './list';
import { ChangeMap } from './map';
import { Mounting } from './mounting';
import type { IDrawnView, IView } from './view';

/** Below this width, in pixels, there are no two columns and no map. */
const NARROW = 640;

/** The view's content; loaded when the first one is opened. */
export class DiffBody extends ReactWidget {
  constructor(private readonly _view: IView) {
    super();
    this.addClass('mlops-DiffBody');
  }

  /** There is something to give the keyboard to. */
  readonly ready = new PromiseDelegate<void>();

  /** Give the keyboard to the cells; says whether they are there. */
  focusCells(): boolean {
    const scroller = this.node.querySelector<HTMLElement>(
      '.mlops-DiffScroller'
    );
    scroller?.focus({ preventScroll: true });
    return scroller !== null;
  }

  protected override onAfterAttach(msg: Message): void {
    super.onAfterAttach(msg);
    this.node.addEventListener('keydown', this._press);
  }

  protected override onBeforeDetach(msg: Message): void {
    this.node.removeEventListener('keydown', this._press);
    super.onBeforeDetach(msg);
  }

  private readonly _press = (event: KeyboardEvent): void => {
    press(event, this._view);
  };

  protected override render(): React.JSX.Element {
    return (
      <Body
        view={this._view}
        onReady={() => {
          this.ready.resolve();
        }}
      />
    );
  }
}

interface IBodyProps {
  view: IView;
  onReady: () => void;
}

function Body({ view, onReady }: IBodyProps): React.JSX.Element {
  const { model, trans } = view;
  useChanges(model);
  const [scroller, setScroller] = useState<HTMLElement | null>(null);
  useEffect(onReady, [onReady]);
  const isNarrow = useNarrow(scroller);
  const drawn = useDrawn(view, scroller, isNarrow);
  const { changes } = model;
  const hasMap = !isNarrow && changes.length > 1;
  return (
    <div className="mlops-DiffRoot">
      {drawn && <Header view={drawn} isNarrow={isNarrow} />}
      <div className="mlops-DiffMain">
        {drawn && hasMap && (
          <ChangeMap view={drawn} rows={changes} current={model.current} />
        )}
        <div
          ref={setScroller}
          className="mlops-DiffScroller"
          role="region"
          aria-label={trans.__('Differences')}
          aria-busy={model.diff === null && model.error === null}
          // What scrolls must be within reach of the keyboard.
          // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          tabIndex={0}
        >
          {drawn && scroller && <Content view={drawn} scroller={scroller} />}
        </div>
      </div>
    </div>
  );
}

function Content(props: { view: IDrawnView; scroller: HTMLElement }) {
  const { view, scroller } = props;
  const { model, trans } = view;
  const { diff, error } = model;
  if (error) {
    return (
      <ErrorState
        title={trans.__('The versions could not be compared.')}
        message={error.message}
        hint={error.hint}
        action={{
          label: trans.__('Retry'),
          onClick: () => void model.load()
        }}
      />
    );
  }
  if (!diff) {
    return <Waiting label={trans.__('Comparing')} />;
  }
  return (
    <>
      {[diff.problem, ...diff.notes].filter(Boolean).map(note => (
        <p key={note} className="mlops-DiffNote" role="note">
          {note}
        </p>
      ))}
      {diff.notebook?.coarse && (
        <p className="mlops-DiffNote" role="note">
          {trans.__(
            'Time ran out: some differences are shown larger than they are.'
          )}
        </p>
      )}
      {diff.notebook ? (
        <>
          <Nothing view={view} />
          <CellList
            view={view}
            scroller={scroller}
            rows={model.rows}
            current={model.current}
          />
        </>
      ) : (
        <FileDiff view={view} diff={diff} />
      )}
    </>
  );
}

/** Says so where nothing that is shown differs, and what would show more. */
function Nothing({ view }: { view: IDrawnView }): React.JSX.Element | null {
  const { model, trans } = view;
  const isHidden = (model.diff?.notebook?.cells ?? []).some(
    cell => cell.kind !== 'unchanged'
  );
  if (model.changes.length > 0) {
    return null;
  }
  const show = (): void => {
    model.show({
      outputs: true,
      metadata: true,
      formatting: true,
      noise: true
    });
  };
  return (
    <div className="mlops-EmptyState">
      <p>
        {isHidden
          ? trans.__('Nothing that is shown differs.')
          : trans.__('No differences.')}
      </p>
      {isHidden && (
        <button
          type="button"
          className="mlops-Button mlops-mod-primary"
          onClick={show}
        >
          {trans.__('Show everything')}
        </button>
      )}
    </div>
  );
}

/** The shape of cells that are on their way. */
function Waiting({ label }: { label: string }): React.JSX.Element {
  return (
    <div role="status" aria-label={label}>
      {[3, 6, 2].map(lines => (
        <div key={lines} className="mlops-DiffCell mlops-mod-waiting">
          <div className="mlops-DiffCell-head" />
          {Array.from({ length: lines }, (_, line) => (
            <span
              key={line}
              className="mlops-Skeleton-bar"
              style={{ width: `${30 + ((line * 37) % 50)}%` }}
            />
          ))}
        </div>
      ))}
    </div>
  );
}

/** What keys do. */
function press(event: KeyboardEvent, view: IView): void {
  const { model, live, trans } = view;
  const target = event.target as HTMLElement;
  const isTyping = target.closest('input, select, textarea') !== null;
  if (isTyping || event.ctrlKey || event.metaKey || event.altKey) {
    return;
  }
  const row = model.changes.find(each => each.key === model.current);
  const act = (
    {
      n: () => {
        model.step(1);
      },
      p: () => {
        model.step(-1);
      },
      g: () => row && void live.jump(row.cell),
      r: () => row && model.isEditable && void live.revert(row.cell),
      '?': () => void showKeys(trans)
    } as Record<string, (() => void) | undefined>
  )[event.key];
  if (act) {
    event.preventDefault();
    event.stopPropagation();
    act();
  }
}

/** Whether there is too little room for two columns. */
function useNarrow(scroller: HTMLElement | null): boolean {
  const [isNarrow, setNarrow] = useState(false);
  useEffect(() => {
    const body = scroller?.closest<HTMLElement>('.mlops-DiffRoot');
    if (!body) {
      return;
    }
    const observer = new ResizeObserver(() => {
      if (body.clientWidth > 0) {
        setNarrow(body.clientWidth < NARROW);
      }
    });
    observer.observe(body);
    return () => {
      observer.disconnect();
    };
  }, [scroller]);
  return isNarrow;
}

/** The view as it is drawn, once there is something to draw in. */
function useDrawn(
  view: IView,
  scroller: HTMLElement | null,
  isNarrow: boolean
): IDrawnView | null {
  const mounting = useMemo(
    () => scroller && new Mounting(scroller),
    [scroller]
  );
  useEffect(() => () => mounting?.dispose(), [mounting]);
  const layout = isNarrow ? 'inline' : view.model.shown.layout;
  const { shown } = view.model;
  return useMemo(
    () => mounting && { ...view, layout, mounting, shown },
    [view, layout, mounting, shown]
  );
}
