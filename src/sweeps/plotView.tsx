import type { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import type { TranslationBundle } from '@jupyterlab/translation';
import { Widget } from '@lumino/widgets';
import React, { useEffect, useRef, useState } from 'react';

import { plotSpec } from './plotSpec';
import type { IPlotStyle } from './plotSpec';
import type { SweepPageModel } from './pageModel';

/** What JupyterLab draws Vega-Lite by. */
const MIME = 'application/vnd.vegalite.v5+json';

/** Height of the plot, in pixels. */
const HEIGHT = 240;

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
  const width = useWidth(node);
  const [failure, setFailure] = useState('');
  const { runs, sweep, plot, activeId } = model;
  const names = sweep?.names ?? [];
  const canDraw = rendermime.mimeTypes.includes(MIME);
  const style = width > 0 && node.current ? styleOf(node.current, width) : null;
  const spec =
    style && plot.y ? plotSpec(runs, names, plot, style, activeId) : null;
  // Drawing anew takes a moment: only where something is different.
  const key = spec && canDraw ? JSON.stringify(spec) : '';
  const drawn = useRef(false);
  useEffect(() => {
    const host = node.current;
    if (!host || !key) {
      return;
    }
    let renderer: Renderer | null = null;
    const draw = async (): Promise<void> => {
      drawn.current = true;
      const next = rendermime.createRenderer(MIME);
      const data = { [MIME]: JSON.parse(key) as never };
      const metadata = { [MIME]: { embed_options: { actions: false } } };
      const made = rendermime.createModel({ data, metadata, trusted: true });
      await next.renderModel(made);
      renderer = next;
      host.replaceChildren();
      Widget.attach(next, host);
    };
    const timer = setTimeout(
      () => {
        draw().catch((error: unknown) => {
          setFailure(error instanceof Error ? error.message : String(error));
        });
      },
      drawn.current ? REST : 0
    );
    return () => {
      clearTimeout(timer);
      // It stays in view until the next one is there.
      const old = renderer;
      setTimeout(() => old?.dispose(), 2 * REST);
    };
  }, [key, rendermime]);
  return (
    <div className="mlops-Plot" style={{ minHeight: HEIGHT }}>
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

function useWidth(node: React.RefObject<HTMLElement>): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const element = node.current;
    if (!element) {
      return;
    }
    const observer = new ResizeObserver(() => {
      // In steps, so that dragging an edge does not draw without end.
      setWidth(Math.floor(element.clientWidth / 20) * 20);
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
    };
  }, [node]);
  return width;
}

/** Colours and font of the page: Vega draws on a canvas, which no stylesheet reaches. */
function styleOf(node: HTMLElement, width: number): IPlotStyle {
  const style = getComputedStyle(node);
  const read = (name: string): string => style.getPropertyValue(name).trim();
  return {
    width,
    height: HEIGHT,
    font: style.fontFamily,
    text: read('--jp-ui-font-color1'),
    faint: read('--jp-ui-font-color2'),
    line: read('--jp-border-color2'),
    accent: read('--jp-brand-color1'),
    isDark: document.body.dataset.jpThemeLight === 'false'
  };
}
