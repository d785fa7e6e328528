import type { IOutput } from '@jupyterlab/nbformat';
import {
  OutputArea,
  OutputAreaModel,
  SimplifiedOutputArea
} from '@jupyterlab/outputarea';
import type { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import { JSONExt } from '@lumino/coreutils';
import type { ReadonlyJSONValue } from '@lumino/coreutils';
import { Widget } from '@lumino/widgets';
import React, { useEffect, useLayoutEffect, useRef } from 'react';

interface IProps {
  rendermime: IRenderMimeRegistry;
  outputs: readonly IOutput[];
}

/** Outputs by JupyterLab's own renderers, as those of somebody nobody knows; they may grow. */
export function Outputs({ rendermime, outputs }: IProps): React.JSX.Element {
  const node = useRef<HTMLDivElement>(null);
  const model = useRef<OutputAreaModel | null>(null);
  // A widget must leave the page before its host does, which effects of other kinds come too late for.
  useLayoutEffect(() => {
    const host = node.current;
    if (!host) {
      return;
    }
    const own = new OutputAreaModel({ trusted: false });
    model.current = own;
    const area = new SimplifiedOutputArea({
      model: own,
      rendermime,
      contentFactory: OutputArea.defaultContentFactory
    });
    Widget.attach(area, host);
    return () => {
      model.current = null;
      area.dispose();
      own.dispose();
    };
  }, [rendermime]);
  useEffect(() => {
    if (model.current) {
      show(model.current, outputs);
    }
  }, [rendermime, outputs]);
  return (
    <div
      ref={node}
      className="mlops-PageCell-outputs"
      onClickCapture={dropCommands}
    />
  );
}

/** Draw only what has changed: a plot above a log that grows does not blink. */
function show(model: OutputAreaModel, outputs: readonly IOutput[]): void {
  if (outputs.length < model.length) {
    model.fromJSON([...outputs]);
    return;
  }
  outputs.forEach((output, index) => {
    if (index >= model.length) {
      model.add(output);
    } else if (!isSame(model.get(index).toJSON(), output)) {
      model.set(index, output);
    }
  });
}

function isSame(a: unknown, b: unknown): boolean {
  return JSONExt.deepEqual(a as ReadonlyJSONValue, b as ReadonlyJSONValue);
}

/** A link that runs a command of the Lab must not do so from an output. */
function dropCommands(event: React.MouseEvent): void {
  const target = event.target as Element;
  if (target.closest('[data-commandlinker-command]')) {
    event.preventDefault();
    event.stopPropagation();
  }
}
