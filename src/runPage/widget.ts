import { MainAreaWidget } from '@jupyterlab/apputils';
import type { IEditorLanguageRegistry } from '@jupyterlab/codemirror';
import type { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { CommandRegistry } from '@lumino/commands';
import type { IDisposable } from '@lumino/disposable';
import type { Message } from '@lumino/messaging';

import { setAddress } from '../addresses';
import { TabbedPanel } from '../components/tabbedPanel';
import { Tabs } from '../components/tabs';
import { runAsJobIcon } from '../icons';
import { notebookName } from '../format';
import { PageActions } from './actions';
import type { RunPageModel } from './model';

/** The page of a run in the main area. */
export class RunPage extends MainAreaWidget<TabbedPanel> {
  constructor(private readonly _options: RunPage.IOptions) {
    super({ content: makeContent(_options) });
    const { model, trans } = _options;
    this.addClass('mlops-RunPage');
    this.toolbar.hide();
    this.title.closable = true;
    this.title.icon = runAsJobIcon;
    this.title.label = trans.__('Run');
    setAddress(this, `run/${model.id}`);
    model.changed.connect(this._name);
    this._name();
  }

  /** The run. */
  get model(): RunPageModel {
    return this._options.model;
  }

  override dispose(): void {
    if (!this.isDisposed) {
      this._options.feed.dispose();
      this.model.dispose();
      super.dispose();
    }
  }

  protected override onAfterShow(msg: Message): void {
    super.onAfterShow(msg);
    this.model.isVisible = true;
  }

  protected override onAfterHide(msg: Message): void {
    super.onAfterHide(msg);
    this.model.isVisible = false;
  }

  private readonly _name = (): void => {
    const { run } = this.model;
    if (run) {
      const { trans } = this._options;
      this.title.label = trans.__('Run of %1', notebookName(run.path));
      this.title.caption = run.path;
    }
  };
}

export namespace RunPage {
  /** What the page is made of. */
  export interface IOptions {
    model: RunPageModel;
    /** What keeps the model fresh; goes with the page. */
    feed: IDisposable;
    rendermime: IRenderMimeRegistry;
    languages: IEditorLanguageRegistry;
    commands: CommandRegistry;
    trans: TranslationBundle;
  }
}

function makeContent(options: RunPage.IOptions): TabbedPanel {
  const { model, commands, trans } = options;
  const tabs = new Tabs(`run-${model.id}`);
  const actions = new PageActions(model, commands, trans);
  addTabs(tabs, options, actions);
  return new TabbedPanel(tabs, async () => {
    const { PageHeader } = await import('./header');
    return new PageHeader({ actions, tabs, trans });
  });
}

function addTabs(
  tabs: Tabs,
  options: RunPage.IOptions,
  actions: PageActions
): void {
  const { model, languages, trans } = options;
  // Links of outputs lead nowhere in the Lab: a run may be of somebody else's notebook.
  const rendermime = options.rendermime.clone({});
  tabs.add({
    id: 'outputs',
    label: trans.__('Outputs'),
    rank: 0,
    create: async () => {
      const { OutputsTab } = await import('./outputs');
      return new OutputsTab({ model, rendermime, languages, trans });
    }
  });
  tabs.add({
    id: 'log',
    label: trans.__('Log'),
    rank: 1,
    create: async () => {
      const { LogWidget } = await import('../runLog/widget');
      const { client, id } = model;
      return new LogWidget({ client, runId: id, trans });
    }
  });
  const charts = { model, rendermime, trans };
  tabs.add({
    id: 'metrics',
    label: trans.__('Metrics'),
    rank: 2,
    create: async () => new (await import('./charts')).MetricsTab(charts)
  });
  tabs.add({
    id: 'resources',
    label: trans.__('Resources'),
    rank: 3,
    create: async () => new (await import('./charts')).ResourcesTab(charts)
  });
  tabs.add({
    id: 'details',
    label: trans.__('Details'),
    rank: 4,
    create: async () =>
      new (await import('./details')).DetailsTab({ actions, trans })
  });
}
