import type { TranslationBundle } from '@jupyterlab/translation';
import type { CommandRegistry } from '@lumino/commands';

import type { Finding, Module, ModuleCell } from '../api/types';
import { goToCell } from '../goToCell';
import type { ICellPlace } from '../goToCell';
import { goToLine } from '../goToLine';
import { tellFailure } from '../notify';
import type { VersionAdvice } from './advice';
import { confirmReplace } from './consent';
import { isUndecided, keyOf } from './decisions';
import type { Choice } from './decisions';
import type { ICellRow, IQuestionRow, Row } from './rows';
import type { SectionModel } from './section';
import { conflictChoices } from './words';
import type { ModuleWork } from './work';

/** What a user can do with the rows. */
export class ModuleActions {
  constructor(
    readonly model: SectionModel,
    readonly work: ModuleWork,
    readonly advice: VersionAdvice,
    readonly commands: CommandRegistry,
    readonly trans: TranslationBundle
  ) {}

  /** Do what a click on a row is for. */
  open(row: Row): void {
    switch (row.type) {
      case 'module':
        this._openOrFold(row.module, row.isOpen);
        break;
      case 'cell':
        this.goToCell(row.module, row.cell);
        break;
      case 'question':
        this._goTo({ ...row.question, index: null });
        break;
      case 'finding':
        this.goToFinding(row.finding);
        break;
      case 'note':
        this.openModule(row.module);
        break;
    }
  }

  /** Go to a cell; one that is in the module only lies there. */
  goToCell(module: Module, cell: ModuleCell): void {
    if (cell.index === null) {
      this.openModule(module, cell.module_line);
    } else {
      this._goTo(cell);
    }
  }

  /** Go to where a finding is. */
  goToFinding({ notebook, index, line, module }: Finding): void {
    const known = this.model.modules.status?.modules ?? [];
    const found = known.find(each => each.name === module);
    if (notebook !== null) {
      this._goTo({ notebook, index, line });
    } else if (found) {
      this.openModule(found, line);
    }
  }

  /** Open a notebook that a module is made of. */
  openNotebook(notebook: string): void {
    this._goTo({ notebook, index: null });
  }

  /** Open a module's file, at a line. */
  openModule({ path }: Module, line: number | null = null): void {
    const { trans } = this;
    const title = trans.__('%1 could not be opened.', path ?? '');
    void tellFailure(title, async () => {
      if (path === null) {
        throw new Error(trans.__('It lies outside of the folder shown here.'));
      }
      await goToLine(this.commands, path, line);
    });
  }

  /** Show or hide the difference of a cell. */
  toggleCompared({ id, isOpen }: ICellRow): void {
    if (isOpen !== null) {
      this.model.setCompared(id, !isOpen);
    }
  }

  /** Export one module. */
  export({ name }: Module): void {
    void this.work.export({ modules: [name] });
  }

  /** Sync one module, with what was decided about it; a conflict in it is decided first. */
  sync(module: Module): void {
    if (this.model.decisions.open(module) > 0) {
      this.model.setOpen(module, true);
    } else {
      void this._carryOut(module);
    }
  }

  /** Write a module in the place of a file that no notebook made. */
  async replace(module: Module): Promise<void> {
    if (await confirmReplace(module, this.trans)) {
      const names = [module.name];
      await this.work.export({ modules: names, replace: names });
    }
  }

  /** What can be chosen for a row, in order. */
  choices(row: Row): readonly Choice[] {
    if (row.type === 'cell' && isUndecided(row.cell)) {
      return conflictChoices(this.trans).map(([choice]) => choice);
    }
    const question =
      row.type === 'cell' || row.type === 'question' ? row.question : null;
    return question?.answers ?? [];
  }

  /** Choose for a conflict or a deletion; carried out once nothing of the module is left to choose. */
  choose(row: ICellRow | IQuestionRow, choice: Choice): void {
    const { module } = row;
    const named = row.type === 'cell' ? row.cell : row.question;
    this.model.choose(keyOf(module, named), choice);
    if (this.model.decisions.of(keyOf(module, named)) !== null) {
      void this._carryOut(module);
    }
  }

  private async _carryOut(module: Module): Promise<void> {
    const cell = await this.work.carryOut(module);
    if (cell) {
      this._goTo(cell);
    }
  }

  private _openOrFold(module: Module, isOpen: boolean | null): void {
    if (isOpen === null) {
      this.openModule(module);
    } else {
      this.model.setOpen(module, !isOpen);
    }
  }

  private _goTo(
    place: Omit<ICellPlace, 'notebook'> & { notebook: string | null }
  ): void {
    const { notebook } = place;
    const title = this.trans.__('%1 could not be opened.', notebook ?? '');
    void tellFailure(title, async () => {
      if (notebook !== null) {
        await goToCell(this.commands, { ...place, notebook });
      }
    });
  }
}
