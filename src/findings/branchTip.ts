/** Where a branch is. */
export interface IBranchTip {
  /** Contents path of the repository. */
  readonly repository: string;
  readonly branch: string | null;
  readonly commit: string | null;
}

/** Whether a commit has appeared on the branch that one was on already. */
export function hasNewCommit(
  former: IBranchTip | null,
  now: IBranchTip
): boolean {
  return (
    former !== null &&
    former.repository === now.repository &&
    now.branch !== null &&
    former.branch === now.branch &&
    now.commit !== null &&
    former.commit !== now.commit
  );
}
