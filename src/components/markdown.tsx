import type { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import { Widget } from '@lumino/widgets';
import React, { useLayoutEffect, useRef } from 'react';

const MARKDOWN = 'text/markdown';

interface IProps {
  rendermime: IRenderMimeRegistry;
  text: string;
  /** Class of what holds it. */
  className: string;
}

/** Markdown as JupyterLab shows it, as from somebody nobody knows. */
export function Markdown(props: IProps): React.JSX.Element {
  const { rendermime, text, className } = props;
  const node = useRef<HTMLDivElement>(null);
  // A widget must leave the page before its host does, which effects of other kinds come too late for.
  useLayoutEffect(() => {
    const host = node.current;
    if (!host) {
      return;
    }
    const renderer = rendermime.createRenderer(MARKDOWN);
    const model = rendermime.createModel({
      data: { [MARKDOWN]: text },
      trusted: false
    });
    Widget.attach(renderer, host);
    void renderer.renderModel(model);
    return () => {
      renderer.dispose();
    };
  }, [rendermime, text]);
  return <div ref={node} className={className} />;
}
