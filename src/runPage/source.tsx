import type { IEditorLanguageRegistry } from '@jupyterlab/codemirror';
import React, { useEffect, useRef } from 'react';

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
