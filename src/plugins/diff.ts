import { ILayoutRestorer } from '@jupyterlab/application';
import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ICommandPalette, WidgetTracker } from '@jupyterlab/apputils';
import {
  IEditorLanguageRegistry,
  IEditorThemeRegistry
} from '@jupyterlab/codemirror';
import { PathExt } from '@jupyterlab/coreutils';
import { IDocumentManager } from '@jupyterlab/docmanager';
import { IFileBrowserFactory } from '@jupyterlab/filebrowser';
import { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { CommandRegistry } from '@lumino/commands';
import type { ReadonlyPartialJSONObject } from '@lumino/coreutils';

import { argsOf, isSame } from '../diff/args';
import { DiffModel, SHOWN } from '../diff/model';
import { DiffWidget } from '../diff/widget';
import { diffIcon } from '../gitIcons';
import { CommandIDs, IDocuments, IRepository } from '../tokens';
import type { IDiffArgs } from '../tokens';

type Args = Parameters<CommandRegistry.ICommandOptions['execute']>[0];

/** The diff view: opened from a file, a cell, a commit, or two revisions. */
export const diffPlugin: JupyterFrontEndPlugin<void> = {
  id: 'jupyter-mlops:diff',
  description: 'Shows how two versions of a file differ.',
  autoStart: true,
  requires: [
    IRepository,
    IDocuments,
    IDocumentManager,
    IRenderMimeRegistry,
    IEditorLanguageRegistry,
    IEditorThemeRegistry
  ],
  optional: [
    IFileBrowserFactory,
    ILayoutRestorer,
    ICommandPalette,
    ITranslator
  ],
  activate: (
    app: JupyterFrontEnd,
    repository: IRepository,
    documents: IDocuments,
    manager: IDocumentManager,
    rendermime: IRenderMimeRegistry,
    languages: IEditorLanguageRegistry,
    themes: IEditorThemeRegistry,
    browser: IFileBrowserFactory | null,
    restorer: ILayoutRestorer | null,
    palette: ICommandPalette | null,
    translator: ITranslator | null
  ) => {
    const trans = (translator ?? nullTranslator).load('jupyter-mlops');
    const { commands, shell } = app;
    const tracker = new WidgetTracker<DiffWidget>({ namespace: 'mlops-diff' });
    // What was chosen last is what the next view begins with.
    let shown = SHOWN;

    const make = (args: IDiffArgs): DiffWidget => {
      const model = new DiffModel({ args, repository, documents, shown });
      const parts = { languages, themes, rendermime };
      const widget = new DiffWidget({
        ...parts,
        model,
        documents,
        commands,
        trans
      });
      widget.id = `mlops-diff-${model.serial}`;
      const name = (): void => {
        nameWidget(widget, trans);
      };
      name();
      model.changed.connect(() => {
        shown = model.shown;
        name();
        void tracker.save(widget);
      });
      return widget;
    };

    const open = (args: IDiffArgs): DiffWidget => {
      const known = tracker.find(each => isSame(each.model.args, args));
      const widget = known ?? make(args);
      if (known) {
        known.model.goToCell(args);
      } else {
        void tracker.add(widget);
        shell.add(widget, 'main', { type: 'Diff' });
      }
      shell.activateById(widget.id);
      return widget;
    };

    /** What is meant: named, selected in the file browser, or looked at. */
    const target = (args: Args): string | null => {
      if (typeof args.path === 'string') {
        return args.path;
      }
      const [selected] = browser?.tracker.currentWidget?.selectedItems() ?? [];
      const { currentWidget } = shell;
      const path =
        args.from === 'browser'
          ? selected?.path
          : currentWidget && manager.contextForWidget(currentWidget)?.path;
      return path ? app.serviceManager.contents.localPath(path) : null;
    };

    addCommand(commands, target, open, trans);
    palette?.addItem({
      command: CommandIDs.openDiff,
      category: trans.__('MLOps')
    });
    void restorer?.restore(tracker, {
      command: CommandIDs.openDiff,
      args: ({ model }) => toJSON(model.args),
      name: ({ model }) => JSON.stringify(toJSON(model.args))
    });
  }
};

function addCommand(
  commands: CommandRegistry,
  target: (args: Args) => string | null,
  open: (args: IDiffArgs) => DiffWidget,
  trans: TranslationBundle
): void {
  const text = { type: 'string' };
  commands.addCommand(CommandIDs.openDiff, {
    label: trans.__('Compare with Last Commit'),
    caption: trans.__('Show what differs from the last commit'),
    icon: diffIcon,
    describedBy: {
      args: {
        type: 'object',
        properties: {
          path: text,
          basePath: text,
          base: text,
          head: text,
          cell: { type: 'integer' },
          cellSide: { enum: ['base', 'head'] }
        }
      }
    },
    isEnabled: args => args.from === 'browser' || target(args) !== null,
    execute: args => {
      const path = target(args);
      return path === null ? undefined : open(argsOf(path, args));
    }
  });
}

/** `train.ipynb: HEAD → working file` in the tab's tooltip, its name on the tab. */
function nameWidget({ title, model }: DiffWidget, trans: TranslationBundle) {
  const { path } = model.args;
  const [base, head] = [
    model.diff?.base_name ?? model.base,
    model.diff?.head_name ?? model.head
  ];
  title.label = trans.__('Diff of %1', PathExt.basename(path));
  title.caption = `${path}\n${base} → ${head}`;
  title.icon = diffIcon;
}

/** What a restored view is made of; the cell to go to was that of the first time. */
function toJSON(args: IDiffArgs): ReadonlyPartialJSONObject {
  const { path, basePath, base, head } = args;
  return { path, basePath, base, head };
}
