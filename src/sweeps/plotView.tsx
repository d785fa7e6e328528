import type { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import type { TranslationBundle } from '@jupyterlab/translation';
import { Widget } from '@lumino/widgets';
import React, {
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState
} from 'react';

import { plotSpec } from './plotSpec';
import type { IPlotStyle } from './plotStyle';
import type { SweepPageModel } from './pageModel';

/** What JupyterLab draws Vega-Lite by. */
const MIME = 'application/vnd.vegalite.v5+json';

/** Height of the plot, in pixels, above the table and beside it. */
const LOW = 240;
const HIGH = 400;

/** How long to wait for more news before drawing anew, in milliseconds. */
const REST = 400;

type Renderer = ReturnType<IRenderMimeRegistry['createRenderer']>;

interface IProps {
  model: SweepPageModel;
  rendermime: IRenderMimeRegistry;
  trans: TranslationBundle;
}

/** The runs of a sweep, drawn by JupyterLab's own Vega-Lite. */
export function PlotView(props: IProps): React.JSX.Element {
  const { model, rendermime, trans } = props;
  const node = useRef<HTMLDivElement>(null);
  const size = useSize(node);
  const [failure, setFailure] = useState('');
  const { runs, sweep, plot, activeId } = model;
  const names = sweep?.names ?? NONE;
  const canDraw = rendermime.mimeTypes.includes(MIME);
  // Drawing anew takes a moment: only where something is different.
  const key = useMemo(() => {
    const host = node.current;
    if (!host || !canDraw || size.width === 0 || !plot.y) {
      return '';
    }
    const style = styleOf(host, size);
    return JSON.stringify(plotSpec(runs, names, plot, style, activeId));
    // The plot is a new object each time, of the same few texts.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [runs, names, JSON.stringify(plot), size, activeId, canDraw]);
  const shown = useRef<Renderer | null>(null);
  useEffect(() => {
    const host = node.current;
    if (!host || !key) {
      return;
    }
    let isStale = false;
    const draw = async (): Promise<void> => {
      const next = await render(rendermime, key);
      if (isStale) {
        next.dispose();
        return;
      }
      // The one before stays in view until the next one is there.
      shown.current?.dispose();
      shown.current = next;
      Widget.attach(next, host);
    };
    const timer = setTimeout(
      () => {
        draw().catch((error: unknown) => {
          setFailure(error instanceof Error ? error.message : String(error));
        });
      },
      shown.current ? REST : 0
    );
    return () => {
      isStale = true;
      clearTimeout(timer);
    };
  }, [key, rendermime]);
  // Before the host leaves the page: what is attached to it goes first.
  useLayoutEffect(
    () => () => {
      shown.current?.dispose();
    },
    []
  );
  return (
    <div className="mlops-Plot" style={{ minHeight: size.height }}>
      {!plot.y && (
        <p>{trans.__('The plot fills as runs report their metrics.')}</p>
      )}
      {plot.y && !canDraw && (
        <p>{trans.__('This JupyterLab has nothing that draws Vega-Lite.')}</p>
      )}
      {failure && <p role="alert">{failure}</p>}
      <div
        ref={node}
        className="mlops-Plot-host"
        role="img"
        aria-label={trans.__('%1 by %2', plot.y, names.join(', '))}
      />
    </div>
  );
}

/** Draw a specification. */
async function render(
  rendermime: IRenderMimeRegistry,
  spec: string
): Promise<Renderer> {
  const renderer = rendermime.createRenderer(MIME);
  const data = { [MIME]: JSON.parse(spec) as never };
  const metadata = { [MIME]: { embed_options: { actions: false } } };
  await renderer.renderModel(
    rendermime.createModel({ data, metadata, trusted: true })
  );
  return renderer;
}

const NONE: readonly string[] = [];

interface ISize {
  width: number;
  height: number;
}

/** How much room there is: more beside the table than above it. */
function useSize(node: React.RefObject<HTMLElement>): ISize {
  const [size, setSize] = useState<ISize>({ width: 0, height: LOW });
  useEffect(() => {
    const section = node.current?.closest('section');
    const element = node.current;
    if (!element || !section) {
      return;
    }
    const observer = new ResizeObserver(() => {
      // In steps, so that dragging an edge does not draw without end.
      const width = Math.floor(element.clientWidth / 20) * 20;
      const height = section.clientHeight > HIGH + 60 ? HIGH : LOW;
      setSize(known =>
        known.width === width && known.height === height
          ? known
          : { width, height }
      );
    });
    observer.observe(element);
    observer.observe(section);
    return () => {
      observer.disconnect();
    };
  }, [node]);
  return size;
}

/** Colours and font of the page: Vega draws on a canvas, which no stylesheet reaches. */
function styleOf(node: HTMLElement, size: ISize): IPlotStyle {
  const style = getComputedStyle(node);
  const read = (name: string): string => style.getPropertyValue(name).trim();
  return {
    ...size,
    font: style.fontFamily,
    text: read('--jp-ui-font-color1'),
    faint: read('--jp-ui-font-color2'),
    line: read('--jp-border-color2'),
    accent: read('--jp-brand-color1'),
    isDark: document.body.dataset.jpThemeLight === 'false'
  };
}
