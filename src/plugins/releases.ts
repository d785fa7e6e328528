import { ILayoutRestorer } from '@jupyterlab/application';
import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import {
  ICommandPalette,
  Notification,
  WidgetTracker
} from '@jupyterlab/apputils';
import {
  IEditorLanguageRegistry,
  IEditorThemeRegistry
} from '@jupyterlab/codemirror';
import { IDocumentManager } from '@jupyterlab/docmanager';
import { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import type { TranslationBundle } from '@jupyterlab/translation';

import type { ApiError } from '../api/errors';
import type { Released } from '../api/types';
import { historyIcon } from '../gitIcons';
import { goToCell } from '../goToCell';
import { tellFailure } from '../notify';
import type { IReleaseDraft } from '../releaseDialog/model';
import { ProjectFiles } from '../releaseParts/projectFiles';
import { CommandIDs, IDocuments, IModules, IRepository } from '../tokens';
import type { VersionsBody } from '../versions/body';
import { VersionsModel } from '../versions/model';
import { VersionsWidget } from '../versions/widget';

const NAMESPACE = 'mlops-versions';

/** What both views are made with. */
interface IContext {
  app: JupyterFrontEnd;
  modules: IModules;
  repository: IRepository;
  documents: IDocuments;
  manager: IDocumentManager;
  rendermime: IRenderMimeRegistry;
  languages: IEditorLanguageRegistry;
  themes: IEditorThemeRegistry;
  tracker: WidgetTracker<VersionsWidget>;
  /** What was typed into dialogs that were left, by project. */
  drafts: Map<string, IReleaseDraft>;
  trans: TranslationBundle;
}

/** The dialog that releases a package, and the list of its versions. */
export const releasesPlugin: JupyterFrontEndPlugin<void> = {
  id: 'jupyter-mlops:releases',
  description: 'Releases packages made of notebooks and shows their versions.',
  autoStart: true,
  requires: [
    IModules,
    IRepository,
    IDocuments,
    IDocumentManager,
    IRenderMimeRegistry,
    IEditorLanguageRegistry,
    IEditorThemeRegistry
  ],
  optional: [ILayoutRestorer, ICommandPalette, ITranslator],
  activate: (
    app: JupyterFrontEnd,
    modules: IModules,
    repository: IRepository,
    documents: IDocuments,
    manager: IDocumentManager,
    rendermime: IRenderMimeRegistry,
    languages: IEditorLanguageRegistry,
    themes: IEditorThemeRegistry,
    restorer: ILayoutRestorer | null,
    palette: ICommandPalette | null,
    translator: ITranslator | null
  ) => {
    const trans = (translator ?? nullTranslator).load('jupyter-mlops');
    const context: IContext = {
      app,
      modules,
      repository,
      documents,
      manager,
      rendermime: rendermime.clone({}),
      languages,
      themes,
      tracker: new WidgetTracker<VersionsWidget>({ namespace: NAMESPACE }),
      drafts: new Map(),
      trans
    };
    addCommands(context);
    const category = trans.__('MLOps');
    for (const command of [CommandIDs.release, CommandIDs.showVersions]) {
      palette?.addItem({ command, category });
    }
    void restorer?.restore(context.tracker, {
      command: CommandIDs.showVersions,
      args: ({ model }) => ({ path: `/${model.path}` }),
      name: ({ model }) => model.path
    });
  }
};

function addCommands(context: IContext): void {
  const { app, modules, trans } = context;
  const { commands } = app;
  const describedBy = {
    args: { type: 'object', properties: { path: { type: 'string' } } }
  };
  /** The named project, the root by a slash; without a name, that which is looked at. */
  const projectOf = async ({ path }: { path?: unknown }): Promise<string> =>
    typeof path === 'string' && path !== ''
      ? path.replace(/^\//, '')
      : present(modules);
  commands.addCommand(CommandIDs.release, {
    label: trans.__('Release…'),
    caption: trans.__('Release the package that the notebooks export to'),
    describedBy,
    isEnabled: args =>
      typeof args.path === 'string' || modules.status?.can_release !== false,
    execute: async args => {
      const title = trans.__('The release could not be begun.');
      await tellFailure(title, async () => {
        await release(context, await projectOf(args));
      });
    }
  });
  commands.addCommand(CommandIDs.showVersions, {
    label: trans.__('Show Versions'),
    caption: trans.__('Show the versions of the package, compare and restore'),
    icon: historyIcon,
    describedBy,
    execute: async args => {
      const title = trans.__('The versions could not be shown.');
      await tellFailure(title, async () => {
        showVersions(context, await projectOf(args));
      });
    }
  });
  modules.changed.connect(() => {
    commands.notifyCommandChanged(CommandIDs.release);
  });
}

/** Contents path of the project that is looked at; a file in it where the project lies higher up. */
async function present(modules: IModules): Promise<string> {
  const { followed, client } = modules;
  const status = modules.status ?? (await client.modules(followed));
  return status.project ?? followed;
}

/** Ask for a version, and release it. */
async function release(context: IContext, path: string): Promise<void> {
  const { app, modules, rendermime, drafts, trans } = context;
  const files = new ProjectFiles({ ...context, path });
  // Of two dialogs the second would wait until the first one is closed.
  const isOpen = document.querySelector('.mlops-ReleaseDialog') !== null;
  if (isOpen || !(await files.save(trans.__('Save and go on')))) {
    return;
  }
  const { askAndRelease } = await import('../releaseDialog/dialog');
  const { status } = modules;
  await askAndRelease({
    client: modules.client,
    path,
    drafts,
    name: status?.project === path ? status.package : '',
    rendermime,
    goToCell: (notebook, index) => {
      const title = trans.__('%1 could not be opened.', notebook);
      const place = { notebook, index };
      void tellFailure(title, () => goToCell(app.commands, place));
    },
    execute: command => void app.commands.execute(command),
    showVersions: () => {
      showVersions(context, path);
    },
    onReleased: (released, error, isClosed) => {
      void afterRelease(context, files);
      if (isClosed) {
        tellEnd(context, path, released, error);
      }
    },
    trans
  });
}

/** Show what a release has changed: versions, modules, changelog. */
async function afterRelease(
  { modules, tracker }: IContext,
  files: ProjectFiles
): Promise<void> {
  await files.reload();
  await modules.refresh();
  tracker.forEach(({ model }) => void model.refresh());
}

/** Say what became of a release whose dialog was left meanwhile. */
function tellEnd(
  context: IContext,
  path: string,
  released: Released | null,
  error: ApiError | null
): void {
  const { trans } = context;
  if (released) {
    const { version } = released.release;
    Notification.success(trans.__('%1 is released.', version), {
      autoClose: 8000,
      actions: [
        {
          label: trans.__('Show versions'),
          callback: () => {
            showVersions(context, path);
          }
        }
      ]
    });
  } else if (error) {
    const { message, hint } = error;
    const title = trans.__('It was not released.');
    Notification.error([title, message, hint].filter(Boolean).join(' '));
  }
}

/** Bring the versions of a project into view: there is one view for each. */
function showVersions(context: IContext, path: string): void {
  const { app, tracker } = context;
  const known = tracker.find(({ model }) => model.path === path);
  const widget = known ?? makeVersions(context, path);
  if (!known) {
    void tracker.add(widget);
    app.shell.add(widget, 'main', { type: 'Versions' });
  }
  app.shell.activateById(widget.id);
}

function makeVersions(context: IContext, path: string): VersionsWidget {
  const { app, modules, trans } = context;
  const model = new VersionsModel(modules.client, path);
  const widget = new VersionsWidget({
    model,
    makeBody: () => makeBody(context, model),
    events: app.serviceManager.events,
    trans
  });
  widget.id = `${NAMESPACE}-${path}`;
  return widget;
}

async function makeBody(
  context: IContext,
  model: VersionsModel
): Promise<VersionsBody> {
  const { app, modules, languages, themes, rendermime, trans } = context;
  const [{ VersionsBody }, { VersionActions }, { CodeView }] =
    await Promise.all([
      import('../versions/body'),
      import('../versions/actions'),
      import('../versions/codeView')
    ]);
  const files = new ProjectFiles({ ...context, path: model.path });
  const { commands } = app;
  const actions = new VersionActions({
    model,
    modules,
    commands,
    files,
    trans
  });
  const code = new CodeView(languages, themes);
  return new VersionsBody({ model, actions, rendermime, code });
}
