import type { CheckRun, Checks } from './api/types';

/** The runs whose results count: on HEAD, and those on the files as they are; newest first. */
export function looksOf(status: Checks): CheckRun[] {
  const { head_run: head, working_run: working, working_before } = status;
  return [head, working, ...working_before]
    .filter((run): run is CheckRun => run !== null)
    .sort((a, b) => Date.parse(b.created_at) - Date.parse(a.created_at));
}

/** Whether a run looks at a file, a path below the project. */
export function looksAt(
  { only_notebooks: only }: CheckRun,
  source: string
): boolean {
  return (
    only.length === 0 ||
    only.some(place => source === place || source.startsWith(`${place}/`))
  );
}

/** When a run has looked, as the server tells time. */
export function timeOf({
  started_at: at,
  created_at: asked
}: CheckRun): string {
  return at ?? asked;
}
