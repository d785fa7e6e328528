import type { Extension } from '@codemirror/state';
import type { TranslationBundle } from '@jupyterlab/translation';
import { caretRightIcon } from '@jupyterlab/ui-components';
import React, { useEffect, useRef, useState } from 'react';

import type { ReleaseComparison } from '../api/types';
import type { CodeView } from './codeView';

type Module = ReleaseComparison['modules'][number];

interface IProps {
  module: Module;
  code: CodeView;
  /** Whether it is unfolded at first. */
  isOpen: boolean;
  trans: TranslationBundle;
  /** What can be done to the module. */
  children?: React.ReactNode;
}

/** How a module differs; its code unfolds in place. */
export function ModuleDiff(props: IProps): React.JSX.Element {
  const { module, trans, children } = props;
  const [isOpen, setOpen] = useState(props.isOpen);
  return (
    <section className="mlops-ModuleDiff" aria-label={module.name}>
      <div className="mlops-ModuleDiff-head">
        <button
          type="button"
          className="mlops-ModuleDiff-title"
          aria-expanded={isOpen}
          onClick={() => {
            setOpen(!isOpen);
          }}
        >
          <span className="mlops-Twisty">
            <caretRightIcon.react tag="span" width="16px" height="16px" />
          </span>
          <span className="mlops-ModuleDiff-name">{module.name}</span>
          <span className="mlops-ModuleDiff-change">
            {changeWord(module, trans)}
          </span>
        </button>
        {children}
      </div>
      {isOpen && <Code {...props} />}
    </section>
  );
}

function changeWord({ base, head }: Module, trans: TranslationBundle): string {
  if (base === null) {
    return trans.__('added');
  }
  return head === null ? trans.__('removed') : '';
}

function Code({ module, code, trans }: IProps): React.JSX.Element {
  const node = useRef<HTMLDivElement>(null);
  const [language, setLanguage] = useState<Extension | null>(null);
  useEffect(() => {
    let isWanted = true;
    void code.load().then(loaded => {
      if (isWanted) {
        // In a list, since React would call a function.
        setLanguage([loaded]);
      }
    });
    return () => {
      isWanted = false;
    };
  }, [code]);
  const { base, head, name } = module;
  useEffect(() => {
    const parent = node.current;
    if (!parent || language === null) {
      return;
    }
    const texts = { base: base ?? '', head: head ?? '' };
    return code.show(parent, texts, language, trans.__('Code of %1', name));
  }, [code, language, base, head, name, trans]);
  return <div ref={node} className="mlops-DiffCode mlops-mod-inline" />;
}
