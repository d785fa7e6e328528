import React from 'react';

import type { components } from '../api/schema';
import { CodeDiff } from './code';
import type { IDrawnView } from './view';

type ErrorView = components['schemas']['ErrorView'];

interface IProps {
  view: IDrawnView;
  error: ErrorView;
}

/** An exception: its message, and the frames it came through. */
export function ErrorPair({ view, error }: IProps): React.JSX.Element {
  const base = textOf(error.base_name, error.base_message, error.base_frames);
  const head = textOf(error.head_name, error.head_message, error.head_frames);
  return (
    <CodeDiff view={view} mime="text/plain" base={base} head={head} isFolded />
  );
}

function textOf(name: string, message: string, frames: string[]): string {
  return [`${name}: ${message}`, ...frames.map(frame => `  ${frame}`)].join(
    '\n'
  );
}
