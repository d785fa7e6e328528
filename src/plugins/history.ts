import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ICommandPalette, MainAreaWidget } from '@jupyterlab/apputils';
import { IDocumentManager } from '@jupyterlab/docmanager';
import { IFileBrowserFactory } from '@jupyterlab/filebrowser';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import type { TranslationBundle } from '@jupyterlab/translation';

import { historyIcon } from '../gitIcons';
import type { HistoryWidget } from '../history/widget';
import { tellFailure } from '../notify';
import { CommandIDs, ICi, IRepository } from '../tokens';

interface IContext {
  app: JupyterFrontEnd;
  repository: IRepository;
  /** Tells what the checks say of commits; null where nobody knows. */
  ci: ICi | null;
  trans: TranslationBundle;
}

/** What a history is asked to be about. */
interface ISubject {
  repository: string;
  name: string;
  path: string | null;
  narrowed: boolean;
}

/** Shows the history of a branch, or of a file. */
export const historyPlugin: JupyterFrontEndPlugin<void> = {
  id: 'jupyter-mlops:history',
  description: 'Shows the commits of a branch or a file.',
  autoStart: true,
  requires: [IRepository, IDocumentManager],
  optional: [ICi, IFileBrowserFactory, ICommandPalette, ITranslator],
  activate: (
    app: JupyterFrontEnd,
    repository: IRepository,
    documents: IDocumentManager,
    ci: ICi | null,
    browser: IFileBrowserFactory | null,
    palette: ICommandPalette | null,
    translator: ITranslator | null
  ) => {
    const trans = (translator ?? nullTranslator).load('jupyter-mlops');
    const context = { app, repository, ci, trans };

    /** The file that is named, or selected in the file browser. */
    const named = (args: { path?: unknown; from?: unknown }): string | null => {
      if (typeof args.path === 'string') {
        return args.path;
      }
      const isFromBrowser = args.from === 'browser';
      const items = browser?.tracker.currentWidget?.selectedItems() ?? [];
      const [first] = isFromBrowser ? items : [];
      return first ? app.serviceManager.contents.localPath(first.path) : null;
    };
    app.commands.addCommand(CommandIDs.showHistory, {
      label: args =>
        args.from === 'browser'
          ? trans.__('Show History of File')
          : trans.__('Show History'),
      caption: trans.__('Show the commits of the branch'),
      icon: historyIcon,
      describedBy: {
        args: { type: 'object', properties: { path: { type: 'string' } } }
      },
      isEnabled: args =>
        args.from === 'browser' || Boolean(repository.status?.repository),
      execute: async args => {
        const path = named(args);
        const title = trans.__('The history could not be shown.');
        await tellFailure(title, async () => {
          const subject =
            path === null
              ? present(repository, documents)
              : await subjectOf(repository, path, trans);
          if (subject) {
            await show(context, subject);
          }
        });
      }
    });
    repository.changed.connect(() => {
      app.commands.notifyCommandChanged(CommandIDs.showHistory);
    });
    const command = CommandIDs.showHistory;
    palette?.addItem({ command, category: trans.__('MLOps') });
  }
};

/** The repository that is looked at; its history may be narrowed to the open document. */
function present(
  { status, followed }: IRepository,
  documents: IDocumentManager
): ISubject | null {
  if (!status?.repository) {
    return null;
  }
  const { path: repository, name } = status.repository;
  const isOpen = documents.findWidget(followed, null) !== undefined;
  const path = isOpen ? followed : null;
  return { repository, name, path, narrowed: false };
}

/** A file, in whichever repository it lies. */
async function subjectOf(
  { client }: IRepository,
  path: string,
  trans: TranslationBundle
): Promise<ISubject> {
  const { repository } = await client.status(path);
  if (repository === null) {
    throw new Error(trans.__('%1 lies in no repository.', path));
  }
  const { name } = repository;
  return { repository: repository.path, name, path, narrowed: true };
}

/** Bring the history of a repository into view: there is one view for each. */
async function show(context: IContext, subject: ISubject): Promise<void> {
  const { app } = context;
  const id = `mlops-history-${subject.repository}`;
  const open = [...app.shell.widgets('main')].find(each => each.id === id) as
    MainAreaWidget<HistoryWidget> | undefined;
  if (open) {
    open.content.lookAt(subject.path, subject.narrowed);
  } else {
    app.shell.add(await make(context, subject, id), 'main', {
      type: 'History'
    });
  }
  app.shell.activateById(id);
}

async function make(
  { app, repository, ci, trans }: IContext,
  subject: ISubject,
  id: string
): Promise<MainAreaWidget<HistoryWidget>> {
  const { HistoryModel } = await import('../history/model');
  const { CommitVerdicts } = await import('../history/verdicts');
  const { HistoryWidget } = await import('../history/widget');
  const { client } = repository;
  const { path, narrowed } = subject;
  const model = new HistoryModel(client, subject.repository, path, narrowed);
  void model.refresh();
  const content = new HistoryWidget({
    model,
    repository,
    verdicts: new CommitVerdicts({
      path: subject.repository,
      repository,
      ci,
      showCi: () => void app.commands.execute(CommandIDs.showCi)
    }),
    trans,
    openDiff: args => {
      void app.commands.execute(CommandIDs.openDiff, { ...args });
    }
  });
  const widget = new MainAreaWidget({ content });
  widget.id = id;
  widget.toolbar.hide();
  widget.title.label = trans.__('History of %1', subject.name);
  widget.title.icon = historyIcon;
  widget.title.closable = true;
  return widget;
}
