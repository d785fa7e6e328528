import type { CheckFinding, CheckRun, Checks } from '../api/types';

/**
 * What is known to be wrong with a notebook: of each check, what the newest run that has looked at
 * it says.
 *
 * @param path - Contents path of the notebook.
 */
export function findingsOf(
  { project, head_run: head, working_run: working }: Checks,
  path: string
): CheckFinding[] {
  const source = belowProject(path, project);
  const runs = [head, working]
    .filter((run): run is CheckRun => run !== null)
    .filter(run => source !== null && covers(run, source))
    .sort((a, b) => Date.parse(b.created_at) - Date.parse(a.created_at));
  const told = new Set<string>();
  return runs
    .flatMap(run => run.results)
    .flatMap(result => {
      if (told.has(result.check)) {
        return [];
      }
      told.add(result.check);
      return result.findings.filter(({ notebook }) => notebook === path);
    });
}

/** Whether a run looks at a notebook, a path below the project. */
function covers({ only_notebooks: only }: CheckRun, source: string): boolean {
  return only.length === 0 || only.includes(source);
}

/** A contents path below the project; null where it isn't, or where the project isn't served. */
function belowProject(path: string, project: string | null): string | null {
  if (project === null || project === '') {
    return project === null ? null : path;
  }
  return path.startsWith(`${project}/`) ? path.slice(project.length + 1) : null;
}
