import type { TranslationBundle } from '@jupyterlab/translation';

import type { IMenuItem } from '../components/menu';
import { isMarked } from './choices';
import type { MarkChoice } from './choices';
import type { IMarks } from './marks';
import { fileOf } from './targets';
import { modulesOf } from './words';
import type { ISurroundings } from './words';

/** More modules than these are named, not chosen from a menu. */
const MOST = 12;

interface IOptions {
  /** Whether anything can be marked. */
  isEnabled: boolean;
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
  const { marks, surroundings, trans, isEnabled, choose } = options;
  const plain = (label: string, choice: MarkChoice): IMenuItem => ({
    label,
    isEnabled,
    execute: () => {
      choose(choice);
    }
  });
  const item = (label: string, choice: MarkChoice): IMenuItem => ({
    ...plain(label, choice),
    isToggled: isMarked(marks, choice, surroundings)
  });
  const modules = modulesOf(marks, surroundings);
  return [
    item(trans.__('Not exported'), { mark: 'none' }),
    ...targetsOf(options, modules).map(target =>
      item(trans.__('Export to %1', fileOf(target)), {
        mark: 'export',
        target: target === surroundings.own ? '' : target
      })
    ),
    plain(trans.__('Export to another module…'), { mark: 'other' }),
    null,
    {
      ...item(trans.__('Private: left out of __all__'), { mark: 'private' }),
      isEnabled: isEnabled && marks.targets.length > 0
    },
    null,
    item(trans.__('Test'), { mark: 'test' }),
    item(trans.__('Setup for tests'), { mark: 'setup' }),
    ...opening(options, modules)
  ];
}

/** The modules that are offered: the notebook's own, the cell's, then all others. */
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
  const items = modules.map(module => ({
    label: trans.__('Open %1 at This Cell', fileOf(module)),
    execute: () => {
      openModule(module);
    }
  }));
  return items.length > 0 ? [null, ...items] : [];
}
