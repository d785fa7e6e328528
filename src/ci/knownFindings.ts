import type { CheckFinding, Checks } from '../api/types';
import { looksAt, looksOf } from '../looks';

/**
 * What is known to be wrong with a notebook: of each check, what the newest run that has looked at
 * it says.
 *
 * @param path - Contents path of the notebook.
 */
export function findingsOf(status: Checks, path: string): CheckFinding[] {
  const source = belowProject(path, status.project);
  const runs =
    source === null ? [] : looksOf(status).filter(run => looksAt(run, source));
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

/** A contents path below the project; null where it isn't, or where the project isn't served. */
function belowProject(path: string, project: string | null): string | null {
  if (project === null || project === '') {
    return project === null ? null : path;
  }
  return path.startsWith(`${project}/`) ? path.slice(project.length + 1) : null;
}
