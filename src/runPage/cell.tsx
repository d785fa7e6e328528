import type { IEditorLanguageRegistry } from '@jupyterlab/codemirror';
import type { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import { useNow } from '../components/hooks';
import { Markdown } from '../components/markdown';
import { formatDuration, formatElapsed } from '../format';
import type { IPageCell } from './cells';
import { Near } from './near';
import { Outputs } from './outputArea';
import { Code } from './source';

/** How a cell stands; `waiting` is still to come. */
export type CellStanding =
  'succeeded' | 'failed' | 'cancelled' | 'running' | 'waiting' | 'text';

/** What draws cells. */
export interface ICellTools {
  rendermime: IRenderMimeRegistry;
  languages: IEditorLanguageRegistry;
  language: string;
  isCodeShown: boolean;
  trans: TranslationBundle;
}

interface IProps {
  cell: IPageCell;
  standing: CellStanding;
  /** Seconds that it took; null where it has not ended. */
  duration: number | null;
  /** When it began; null where that is not known. */
  since: string | null;
  tools: ICellTools;
}

/** A cell of the notebook, with what it has put out so far. */
export const PageCell = React.memo(function PageCell(
  props: IProps
): React.JSX.Element {
  const { cell, standing, tools } = props;
  const { trans, isCodeShown } = tools;
  const isCode = cell.type === 'code';
  return (
    <article
      className={`mlops-PageCell mlops-mod-${standing}`}
      data-cell={cell.index}
      aria-current={standing === 'running' ? 'step' : undefined}
      aria-label={trans.__('Cell %1', cell.index + 1)}
    >
      <div className="mlops-PageCell-gutter">
        {isCode && <Prompt {...props} />}
      </div>
      <Near estimate={estimate(cell, isCodeShown)}>
        {() => (
          <div className="mlops-PageCell-body">
            {(isCodeShown || !isCode) && <Source cell={cell} tools={tools} />}
            {cell.outputs.length > 0 && (
              <Outputs rendermime={tools.rendermime} outputs={cell.outputs} />
            )}
            {cell.isShortened && (
              <p className="mlops-PageCell-note">
                {trans.__(
                  'Some of the output is too large to show here: open the output notebook to see it.'
                )}
              </p>
            )}
          </div>
        )}
      </Near>
    </article>
  );
});

function Source(props: { cell: IPageCell; tools: ICellTools }) {
  const { cell, tools } = props;
  const { rendermime, languages, language } = tools;
  switch (cell.type) {
    case 'markdown':
      return (
        <Markdown
          className="mlops-PageCell-markdown"
          rendermime={rendermime}
          text={cell.source}
        />
      );
    case 'code':
      return (
        <Code languages={languages} language={language} text={cell.source} />
      );
    default:
      return <pre className="mlops-PageCell-code">{cell.source}</pre>;
  }
}

/** `[4]`, and how long the cell took or has been at it. */
function Prompt({ cell, standing, duration, since }: IProps) {
  const isRunning = standing === 'running';
  return (
    <>
      <span className="mlops-PageCell-prompt">
        [{isRunning ? '*' : (cell.count ?? ' ')}]
      </span>
      {isRunning ? (
        since !== null && <Ticking since={since} />
      ) : (
        <span className="mlops-PageCell-time">
          {duration === null ? '' : formatDuration(duration)}
        </span>
      )}
    </>
  );
}

function Ticking({ since }: { since: string }): React.JSX.Element {
  const now = useNow(1000);
  return (
    <span className="mlops-PageCell-time">{formatElapsed(since, now)}</span>
  );
}

/** Height of a cell that was not drawn yet, in pixels. */
function estimate(cell: IPageCell, isCodeShown: boolean): number {
  const lines = cell.source.split('\n').length;
  const source = isCodeShown || cell.type !== 'code' ? lines * 18 + 16 : 0;
  return Math.max(24, source + cell.outputs.length * 80);
}
