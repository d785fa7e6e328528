import type { Notebook } from '@jupyterlab/notebook';
import type { TranslationBundle } from '@jupyterlab/translation';

import type { IMenuItem } from '../components/menu';
import { cellsToMark, isPython } from './apply';
import type { IMarks } from './marks';
import type { MarkChoice } from './choices';
import { fileOf } from './targets';
import { modulesOf } from './words';
import type { ISurroundings } from './words';

/** More modules than these are named, not chosen from a menu. */
const MOST = 12;

interface IOptions {
  notebook: Notebook;
  /** What the cell in question says now. */
  marks: IMarks;
  surroundings: ISurroundings;
  /** The modules that there are: the notebook's first. */
  known: readonly string[];
  trans: TranslationBundle;
  choose: (choice: MarkChoice) => void;
  openModule: (module: string) => void;
}

/** What can become of the selected cells. */
export function markItems(options: IOptions): (IMenuItem | null)[] {
  const { notebook, marks, surroundings, trans, choose } = options;
  const isEnabled = isPython(notebook) && cellsToMark(notebook).length > 0;
  const item = (
    label: string,
    choice: MarkChoice,
    isToggled?: boolean
  ): IMenuItem => ({
    label,
    ...(isToggled === undefined ? {} : { isToggled }),
    isEnabled,
    execute: () => {
      choose(choice);
    }
  });
  const isExported = marks.targets.length > 0;
  const isPlain = !isExported && !marks.isTest && !marks.isSetup;
  const modules = modulesOf(marks, surroundings);
  return [
    item(trans.__('Not exported'), { mark: 'none' }, isPlain),
    ...targetsOf(options, modules).map(target =>
      item(
        trans.__('Export to %1', fileOf(target)),
        {
          mark: 'export',
          target: target === surroundings.own ? '' : target
        },
        modules.includes(target)
      )
    ),
    item(trans.__('Export to another module…'), { mark: 'other' }),
    null,
    {
      ...item(
        trans.__('Private: left out of __all__'),
        { mark: 'private' },
        isExported && !marks.isPublic
      ),
      isEnabled: isEnabled && isExported
    },
    null,
    item(trans.__('Test'), { mark: 'test' }, !isExported && marks.isTest),
    item(
      trans.__('Setup for tests'),
      { mark: 'setup' },
      !isExported && !marks.isTest && marks.isSetup
    ),
    ...opening(options, modules)
  ];
}

function targetsOf(
  { surroundings, known }: IOptions,
  modules: readonly string[]
): string[] {
  const all = [surroundings.own, ...modules, ...known].filter(Boolean);
  return [...new Set(all)].slice(0, MOST);
}

function opening(
  { trans, openModule }: IOptions,
  modules: readonly string[]
): (IMenuItem | null)[] {
  return modules.length === 0
    ? []
    : [
        null,
        ...modules.map(module => ({
          label: trans.__('Open %1 at This Cell', fileOf(module)),
          execute: () => {
            openModule(module);
          }
        }))
      ];
}
