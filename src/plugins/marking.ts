import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ICommandPalette, IToolbarWidgetRegistry } from '@jupyterlab/apputils';
import { INotebookTracker } from '@jupyterlab/notebook';
import type { NotebookPanel } from '@jupyterlab/notebook';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import type { TranslationBundle } from '@jupyterlab/translation';

import {
  addMarkCommand,
  addModuleCommand,
  GO_TO_MODULE
} from '../marking/commands';
import { CHOICES } from '../marking/choices';
import { MarkControl } from '../marking/control';
import { NotebookExport } from '../marking/exporting';
import { addSourceCommand } from '../marking/goToSource';
import { ModuleNavigation, nameOf } from '../marking/navigation';
import { isFileEditor } from '../marking/openModule';
import { NotebookMarking } from '../marking/session';
import { tellFailure } from '../notify';
import { CommandIDs, IDocuments, IModules, ISettings } from '../tokens';

interface IContext {
  app: JupyterFrontEnd;
  modules: IModules;
  documents: IDocuments;
  settings: ISettings;
  exporting: NotebookExport;
  trans: TranslationBundle;
}

/** Cells are marked for modules, show what they are marked with, and lead there and back. */
export const markingPlugin: JupyterFrontEndPlugin<void> = {
  id: 'jupyter-mlops:marking',
  description: 'Marks cells for modules and leads from cells to modules.',
  autoStart: true,
  requires: [IModules, IDocuments, ISettings, INotebookTracker],
  optional: [IToolbarWidgetRegistry, ICommandPalette, ITranslator],
  activate: (
    app: JupyterFrontEnd,
    modules: IModules,
    documents: IDocuments,
    settings: ISettings,
    tracker: INotebookTracker,
    toolbars: IToolbarWidgetRegistry | null,
    palette: ICommandPalette | null,
    translator: ITranslator | null
  ) => {
    const trans = (translator ?? nullTranslator).load('jupyter-mlops');
    const { commands } = app;
    const parts = { modules, documents, commands, trans };
    const exporting = new NotebookExport(parts);
    const context = { app, settings, exporting, ...parts };
    const markingOf = markings(context);
    tracker.widgetAdded.connect((_, panel) => {
      exportOnSave(context, panel, markingOf(panel));
    });
    const current = (): NotebookMarking | null =>
      tracker.currentWidget && markingOf(tracker.currentWidget);
    addMarkCommand({ commands, current, trans });
    addModuleCommand({ commands, current, trans });
    // What cells can become depends on which are looked at.
    const onCellsChosen = (): void => {
      commands.notifyCommandChanged(CommandIDs.markCell);
      commands.notifyCommandChanged(GO_TO_MODULE);
    };
    tracker.activeCellChanged.connect(onCellsChosen);
    tracker.currentChanged.connect(onCellsChosen);
    const { shell } = app;
    const lookedAt = () => shell.currentWidget;
    const { contents } = app.serviceManager;
    addSourceCommand({ ...parts, contents, current: lookedAt });
    addModuleBars(context);
    toolbars?.addFactory<NotebookPanel>('Notebook', 'mlops-mark', panel =>
      makeControl(context, panel, markingOf(panel))
    );
    fillPalette(palette, trans);
  }
};

/** What is known of open notebooks, made when it is asked for. */
function markings(
  context: IContext
): (panel: NotebookPanel) => NotebookMarking {
  const { app, modules, trans } = context;
  const navigation = new ModuleNavigation({
    ...context,
    commands: app.commands
  });
  const known = new WeakMap<NotebookPanel, NotebookMarking>();
  return panel => {
    const marking =
      known.get(panel) ??
      new NotebookMarking({
        panel,
        modules,
        trans,
        openModule: (cell, module) => {
          const path = panel.context.localPath;
          const index = panel.content.widgets.indexOf(cell);
          void navigation.open(path, nameOf(path, cell, index), module);
        }
      });
    known.set(panel, marking);
    return marking;
  };
}

function makeControl(
  { modules, trans }: IContext,
  panel: NotebookPanel,
  marking: NotebookMarking
): MarkControl {
  return new MarkControl({
    panel,
    marks: marking.marks,
    surroundings: () => marking.surroundings,
    surroundingsChanged: modules.changed,
    trans,
    openMenu: (x, y) => {
      marking.openMenu(x, y);
    }
  });
}

/** Export what a notebook is made into whenever it is saved, if the user wants that. */
function exportOnSave(
  { settings, modules, exporting, trans }: IContext,
  panel: NotebookPanel,
  marking: NotebookMarking
): void {
  panel.context.saveState.connect((_, state) => {
    const { path, marks } = marking;
    const isPart =
      marks.hasExports ||
      modules.status?.modules.some(each => each.notebooks.includes(path));
    if (state === 'completed' && settings.exportOnSave && isPart) {
      const title = trans.__('The notebook could not be exported.');
      void tellFailure(title, () => exporting.run(path, true));
    }
  });
}

/** Put a line above the text of Python files that says so where they are modules. */
function addModuleBars(context: IContext): void {
  const { app, modules, trans } = context;
  app.docRegistry.addWidgetExtension('editor', {
    createNew: (widget, { path }) => {
      if (path.endsWith('.py') && isFileEditor(widget)) {
        void import('../marking/moduleBar').then(({ ModuleBar }) => {
          if (!widget.isDisposed) {
            const { commands } = app;
            const bar = new ModuleBar({ widget, modules, commands, trans });
            widget.contentHeader.insertWidget(0, bar);
          }
        });
      }
    }
  });
}

function fillPalette(
  palette: ICommandPalette | null,
  trans: TranslationBundle
): void {
  const category = trans.__('MLOps');
  for (const mark of CHOICES) {
    const args = { mark, isPalette: true };
    palette?.addItem({ command: CommandIDs.markCell, category, args });
  }
  for (const command of [
    CommandIDs.markCell,
    CommandIDs.goToSource,
    GO_TO_MODULE
  ]) {
    palette?.addItem({ command, category });
  }
}
