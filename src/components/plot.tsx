import type { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import type { ReadonlyPartialJSONObject } from '@lumino/coreutils';
import { Widget } from '@lumino/widgets';
import React, { useEffect, useReducer, useRef } from 'react';

import { plotConfig } from './plotConfig';

/** The newest Vega-Lite that JupyterLab's own renderer knows. */
const MIME = 'application/vnd.vegalite.v5+json';
/** What the renderer leaves free beside a plot, in pixels. */
const MARGIN = 20;
/** How long the width has to rest before a plot is drawn anew, in milliseconds. */
const REST = 120;

interface IProps {
  rendermime: IRenderMimeRegistry;
  /** Vega-Lite; width, colours and fonts are seen to here. */
  spec: ReadonlyPartialJSONObject;
  /** What it shows, for those who do not see it. */
  label: string;
  /** Height of the plot without its axes, in pixels. */
  height?: number;
}

/** A plot as wide as there is room, in the colours of the theme. */
export function Plot(props: IProps): React.JSX.Element {
  const { rendermime, spec, label, height = 200 } = props;
  const node = useRef<HTMLDivElement>(null);
  const turn = useLooks(node);
  const text = JSON.stringify(spec);
  useEffect(() => {
    const host = node.current;
    if (!host || !rendermime.mimeTypes.includes(MIME)) {
      return;
    }
    const drawn = {
      ...(JSON.parse(text) as ReadonlyPartialJSONObject),
      width: Math.max(120, host.clientWidth - MARGIN),
      height,
      autosize: { type: 'fit', contains: 'padding' },
      config: plotConfig(host)
    };
    const renderer = rendermime.createRenderer(MIME);
    const model = rendermime.createModel({
      data: { [MIME]: drawn },
      // As SVG, which can stay in the page as a copy.
      metadata: {
        [MIME]: { embed_options: { actions: false, renderer: 'svg' } }
      },
      trusted: true
    });
    const old = [...host.children];
    Widget.attach(renderer, host);
    // What was drawn before stays until the new one is there: no flicker.
    void renderer.renderModel(model).then(() => {
      old.forEach(child => {
        child.remove();
      });
    });
    return () => {
      const last = host.firstElementChild?.cloneNode(true);
      renderer.dispose();
      if (last) {
        host.append(last);
      }
    };
  }, [rendermime, text, height, turn]);
  return (
    <div
      ref={node}
      className="mlops-Plot"
      role="img"
      aria-label={label}
      style={{ minHeight: height }}
    />
  );
}

/** A number that changes with the width of an element and with the theme. */
function useLooks(node: React.RefObject<HTMLElement>): number {
  const [turn, redraw] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    const element = node.current;
    if (!element) {
      return;
    }
    let width = element.clientWidth;
    let timer = 0;
    const resizes = new ResizeObserver(() => {
      if (element.clientWidth !== width) {
        width = element.clientWidth;
        window.clearTimeout(timer);
        timer = window.setTimeout(redraw, REST);
      }
    });
    const themes = new MutationObserver(() => {
      redraw();
    });
    resizes.observe(element);
    themes.observe(document.body, {
      attributeFilter: ['data-jp-theme-name']
    });
    return () => {
      window.clearTimeout(timer);
      resizes.disconnect();
      themes.disconnect();
    };
  }, [node]);
  return turn;
}
