import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { INotebookTracker } from '@jupyterlab/notebook';
import type { NotebookPanel } from '@jupyterlab/notebook';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import type { TranslationBundle } from '@jupyterlab/translation';

import { addFindingCommands } from '../findings/commands';
import { fixFinding } from '../findings/fixing';
import { FindingMarkers } from '../findings/markers';
import { NotebookFindings } from '../findings/session';
import { FindingWalk } from '../findings/walk';
import { CommandIDs, ICi, IDocuments, ISettings } from '../tokens';

interface IContext {
  app: JupyterFrontEnd;
  ci: ICi;
  documents: IDocuments;
  settings: ISettings;
  trans: TranslationBundle;
}

/** What checks have found is shown at its cells, can be gone to, and mended from there. */
export const findingsPlugin: JupyterFrontEndPlugin<void> = {
  id: 'jupyter-mlops:findings',
  description: 'Marks at cells what the checks have found.',
  autoStart: true,
  requires: [ICi, IDocuments, ISettings, INotebookTracker],
  optional: [ICommandPalette, ITranslator],
  activate: (
    app: JupyterFrontEnd,
    ci: ICi,
    documents: IDocuments,
    settings: ISettings,
    tracker: INotebookTracker,
    palette: ICommandPalette | null,
    translator: ITranslator | null
  ) => {
    const trans = (translator ?? nullTranslator).load('jupyter-mlops');
    const { commands } = app;
    const walkOf = walks({ app, ci, documents, settings, trans });
    tracker.widgetAdded.connect((_, panel) => {
      walkOf(panel);
    });
    addFindingCommands({
      commands,
      current: () => tracker.currentWidget && walkOf(tracker.currentWidget),
      open: path => documents.notebook(path),
      walkOf,
      trans
    });
    const onChanged = (): void => {
      commands.notifyCommandChanged(CommandIDs.nextFinding);
    };
    ci.changed.connect(onChanged);
    tracker.currentChanged.connect(onChanged);
    const command = CommandIDs.nextFinding;
    const category = trans.__('MLOps');
    palette?.addItem({ command, category });
    palette?.addItem({ command, category, args: { backwards: true } });
  }
};

/** The findings of open notebooks, shown from when they are asked for. */
function walks(context: IContext): (panel: NotebookPanel) => FindingWalk {
  const known = new WeakMap<NotebookPanel, FindingWalk>();
  return panel => {
    const walk = known.get(panel) ?? makeWalk(context, panel);
    known.set(panel, walk);
    return walk;
  };
}

function makeWalk(context: IContext, panel: NotebookPanel): FindingWalk {
  const { app, ci, settings, trans } = context;
  const { commands } = app;
  const findings = new NotebookFindings({ panel, ci, settings });
  const walk = new FindingWalk({ findings, panel, commands });
  const markers = new FindingMarkers({
    findings,
    panel,
    trans,
    onGo: ({ key }) => void walk.go(key),
    onFix: finding => void fixFinding(context, findings.path, finding)
  });
  panel.disposed.connect(() => {
    markers.dispose();
  });
  return walk;
}
