import type { IEditorLanguageRegistry } from '@jupyterlab/codemirror';
import type { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import { Widget } from '@lumino/widgets';
import React, { useEffect, useLayoutEffect, useRef } from 'react';

const MARKDOWN = 'text/markdown';

/** Code in the colours of the editor, to be read. */
export function Code(props: {
  languages: IEditorLanguageRegistry;
  language: string;
  text: string;
}): React.JSX.Element {
  const { languages, language, text } = props;
  const node = useRef<HTMLPreElement>(null);
  useEffect(() => {
    const host = node.current;
    if (!host) {
      return;
    }
    // Shown plainly at once: the language may have to be loaded first.
    host.textContent = text;
    let isWanted = true;
    const coloured = document.createElement('div');
    void languages
      .highlight(text, languages.findBest(language), coloured)
      .then(() => {
        if (isWanted) {
          host.replaceChildren(...coloured.childNodes);
        }
      });
    return () => {
      isWanted = false;
    };
  }, [languages, language, text]);
  return <pre ref={node} className="mlops-PageCell-code" />;
}

/** Text as the notebook shows it. */
export function Markdown(props: {
  rendermime: IRenderMimeRegistry;
  text: string;
}): React.JSX.Element {
  const { rendermime, text } = props;
  const node = useRef<HTMLDivElement>(null);
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
  return <div ref={node} className="mlops-PageCell-markdown" />;
}
