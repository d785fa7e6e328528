import type { ILayoutRestorer, JupyterFrontEnd } from '@jupyterlab/application';
import { MainAreaWidget, WidgetTracker } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { textEditorIcon } from '@jupyterlab/ui-components';
import type { ReadonlyPartialJSONObject } from '@lumino/coreutils';

import type { LogText } from '../api/types';
import type { CiLog } from './widget';

type LogTab = MainAreaWidget<CiLog>;

/** What is opened. */
export interface ILogSubject {
  /** Names its tab: who asks for the same log again comes to the same tab. */
  readonly id: string;
  readonly label: string;
  readonly read: (offset: number) => Promise<LogText>;
  /** What the command was given. */
  readonly args: ReadonlyPartialJSONObject;
}

/** The tabs of the logs that one command opens; they are there again when the page is reloaded. */
export class LogTabs {
  constructor(private readonly _options: LogTabs.IOptions) {
    const { command, namespace, restorer } = _options;
    this._tracker = new WidgetTracker<LogTab>({ namespace });
    void restorer?.restore(this._tracker, {
      command,
      args: tab => this._args.get(tab) ?? {},
      name: ({ id }) => id
    });
  }

  /** Show a log, in the tab that it has already or in one of its own. */
  async open(subject: ILogSubject): Promise<void> {
    const { shell } = this._options;
    const { id } = subject;
    if (!this._isOpen(id)) {
      const tab = await this._make(subject);
      // Who was quicker has opened it meanwhile.
      if (this._isOpen(id)) {
        tab.dispose();
      } else {
        this._args.set(tab, subject.args);
        void this._tracker.add(tab);
        shell.add(tab, 'main', { type: 'CI Log' });
      }
    }
    shell.activateById(id);
  }

  private _isOpen(id: string): boolean {
    return this._tracker.find(each => each.id === id) !== undefined;
  }

  private async _make({ id, label, read }: ILogSubject): Promise<LogTab> {
    const [{ CiLog }, { LogModel }] = await Promise.all([
      import('./widget'),
      import('./model')
    ]);
    const content = new CiLog(new LogModel(read), this._options.trans);
    const tab = new MainAreaWidget({ content });
    tab.id = id;
    tab.toolbar.hide();
    tab.title.label = label;
    tab.title.icon = textEditorIcon;
    tab.title.closable = true;
    return tab;
  }

  private readonly _tracker: WidgetTracker<LogTab>;
  private readonly _args = new WeakMap<LogTab, ReadonlyPartialJSONObject>();
}

export namespace LogTabs {
  export interface IOptions {
    /** What opens one of them. */
    command: string;
    /** Names what is remembered of them; has no colon. */
    namespace: string;
    shell: JupyterFrontEnd.IShell;
    restorer: ILayoutRestorer | null;
    trans: TranslationBundle;
  }
}
