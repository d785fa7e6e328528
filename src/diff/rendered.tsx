import type { IOutput } from '@jupyterlab/nbformat';
import {
  OutputArea,
  OutputAreaModel,
  SimplifiedOutputArea
} from '@jupyterlab/outputarea';
import { Widget } from '@lumino/widgets';
import React, { useLayoutEffect, useMemo, useRef, useState } from 'react';

import { ActionButton } from '../components/states';
import { formatSize } from '../sizes';
import { sizeOf } from './texts';
import type { IView } from './view';

/** What is larger is drawn only when asked for, in characters. */
const LARGE = 1_000_000;

interface IProps {
  view: IView;
  outputs: readonly unknown[];
}

/** Outputs by JupyterLab's own renderers, as those of somebody nobody knows. */
export function Rendered({ view, outputs }: IProps): React.JSX.Element {
  const { trans } = view;
  const [isWanted, setWanted] = useState(false);
  const size = useMemo(() => sizeOf(outputs), [outputs]);
  if (size > LARGE && !isWanted && !isPicture(outputs)) {
    return (
      <p className="mlops-DiffNote">
        {trans.__('Large output, %1.', formatSize(size))}{' '}
        <ActionButton
          quiet
          label={trans.__('Show it')}
          onClick={() => {
            setWanted(true);
          }}
        />
      </p>
    );
  }
  return <Area view={view} outputs={outputs} />;
}

function Area({ view, outputs }: IProps): React.JSX.Element {
  const { rendermime } = view;
  const node = useRef<HTMLDivElement>(null);
  // A widget must leave the page before its host does, which effects of other kinds come too late for.
  useLayoutEffect(() => {
    const host = node.current;
    if (!host) {
      return;
    }
    const model = new OutputAreaModel({
      values: outputs.filter(isOutput),
      trusted: false
    });
    const area = new SimplifiedOutputArea({
      model,
      rendermime,
      contentFactory: OutputArea.defaultContentFactory
    });
    Widget.attach(area, host);
    return () => {
      area.dispose();
      model.dispose();
    };
  }, [rendermime, outputs]);
  return (
    <div
      ref={node}
      className="mlops-DiffRendered"
      onClickCapture={dropCommands}
    />
  );
}

/** A link that runs a command of the Lab must not do so from somebody else's output. */
function dropCommands(event: React.MouseEvent): void {
  const target = event.target as Element;
  if (target.closest('[data-commandlinker-command]')) {
    event.preventDefault();
    event.stopPropagation();
  }
}

function isOutput(value: unknown): value is IOutput {
  return typeof value === 'object' && value !== null && 'output_type' in value;
}

/** Pictures are fast however large. */
function isPicture(outputs: readonly unknown[]): boolean {
  return outputs.every(
    each =>
      isOutput(each) &&
      typeof each.data === 'object' &&
      each.data !== null &&
      'image/png' in each.data
  );
}
