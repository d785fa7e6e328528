import type { TranslationBundle } from '@jupyterlab/translation';
import type { CommandRegistry } from '@lumino/commands';

import type { CheckFinding, CheckRun, CiJob, CiRemote } from '../api/types';
import { goToCell } from '../goToCell';
import { goToLine } from '../goToLine';
import { tellFailure } from '../notify';
import { CommandIDs } from '../tokens';
import type { IDocuments, IRepository } from '../tokens';
import type { Row } from './rows';
import type { SectionModel } from './section';
import { isActiveRun } from './states';
import type { CiWork } from './work';

/** A place that somebody has something to say about. */
interface IPlace {
  path: string | null;
  source: string;
  cell: string | null;
  index: number | null;
  line: number | null;
}

/** What a user can do with the rows. */
export class CiActions {
  constructor(
    readonly model: SectionModel,
    readonly work: CiWork,
    readonly repository: IRepository,
    readonly documents: IDocuments,
    readonly commands: CommandRegistry,
    readonly trans: TranslationBundle
  ) {}

  /** Whether the files differ from HEAD in what checks look at. */
  isDirty(): boolean {
    const files = this.repository.status?.files ?? [];
    const paths = [...files.map(({ path }) => path), ...this.documents.dirty()];
    return paths.some(path => /\.(ipynb|py|toml)$/.test(path));
  }

  /** Do what a click on a row is for. */
  open(row: Row): void {
    switch (row.type) {
      case 'finding':
        this.goToFinding(row.finding);
        break;
      case 'remark':
        this._goTo(row.remark);
        break;
      case 'more':
        this.openLog(row.run);
        break;
      case 'job':
        this._openJob(row.remote, row.job);
        break;
      case 'step':
        this._openJob(row.remote, row.job);
        break;
      default:
        this.toggle(row);
    }
  }

  /** Fold or unfold a row. */
  toggle(row: Row): void {
    if (row.isOpen !== null) {
      this.model.setOpen(row.id, !row.isOpen);
    }
  }

  /** Go to where a finding is. */
  goToFinding(finding: CheckFinding): void {
    this._goTo({ ...finding, path: finding.notebook });
  }

  /** Check again what a run has checked. */
  checkAgain(run: CheckRun, fresh = false): void {
    const { only_checks: checks, only_notebooks: only, commit } = run;
    const [notebook] = only.length === 1 ? only : [];
    const request = {
      ...(commit === '' ? { working: true } : { commit }),
      ...(checks.length > 0 ? { checks } : {}),
      only_path: notebook !== undefined,
      fresh
    };
    const path = [run.project, notebook].filter(Boolean).join('/');
    void (notebook === undefined
      ? this.work.check(request)
      : this.work.check(request, path));
  }

  /** Open the log of a run of checks. */
  openLog({ id }: CheckRun): void {
    void this.commands.execute(CommandIDs.openCheckLog, { id });
  }

  /** Open the log of a forge's job. */
  openJobLog({ remote }: CiRemote, { id: job, name }: CiJob): void {
    const { followed: path } = this.model.ci;
    const args = { path, remote, job, name };
    void this.commands.execute(CommandIDs.openJobLog, args);
  }

  /** Whether a forge gives the log of a job. */
  hasLog({ can }: CiRemote, job: CiJob): boolean {
    return can.logs && job.has_log && job.id !== '';
  }

  /** Whether a verdict can be written to a forge. */
  canPost({ can, token }: CiRemote, run: CheckRun | null): run is CheckRun {
    return (
      can.post_status &&
      token.state === 'present' &&
      run !== null &&
      run.commit !== '' &&
      !isActiveRun(run) &&
      run.state !== 'cancelled'
    );
  }

  /** Open a page of the forge, outside of the Lab. */
  openLink(url: string): void {
    if (/^https?:\/\//.test(url)) {
      window.open(url, '_blank', 'noopener,noreferrer');
    }
  }

  private _openJob(remote: CiRemote, job: CiJob): void {
    if (this.hasLog(remote, job)) {
      this.openJobLog(remote, job);
    } else {
      this.openLink(job.url);
    }
  }

  private _goTo({ path, source, cell, index, line }: IPlace): void {
    const { commands, trans } = this;
    if (source === '') {
      return;
    }
    const title = trans.__('%1 could not be opened.', source);
    void tellFailure(title, async () => {
      if (path === null) {
        throw new Error(trans.__('It lies outside of the folder shown here.'));
      }
      if (!path.endsWith('.ipynb')) {
        await goToLine(commands, path, line);
        return;
      }
      const place = {
        notebook: path,
        index,
        line: index === null ? null : line
      };
      // `@3` stands for a cell without an id: its index says the same.
      const id = cell?.startsWith('@') ? null : cell;
      await goToCell(commands, id ? { ...place, cell: id } : place);
    });
  }
}
