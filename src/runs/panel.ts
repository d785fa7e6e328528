import type { TranslationBundle } from '@jupyterlab/translation';
import type { CommandRegistry } from '@lumino/commands';

import { LazySection } from '../components/lazySection';
import type { QueueModel } from '../runData/queue';
import type { RunsBody } from './body';
import type { RunsModel } from './model';

/** The section RUNS of the panel. */
export class RunsSection extends LazySection<RunsBody> {
  constructor(private readonly _options: RunsSection.IOptions) {
    super();
    const { trans } = _options;
    this.id = 'mlops-runs';
    this.addClass('mlops-RunsSection');
    this.title.label = trans.__('Runs');
    this.title.caption = trans.__('Notebooks run as jobs');
    this.toolbar.node.setAttribute('aria-label', trans.__('Runs toolbar'));
  }

  /** Give the keyboard to the list. */
  async focusList(): Promise<void> {
    (await this.body()).focusList();
  }

  protected override async makeBody(): Promise<RunsBody> {
    const { RunsBody } = await import('./body');
    const body = new RunsBody(this._options);
    void this._options.model.refresh();
    return body;
  }
}

export namespace RunsSection {
  /** What the section is made of. */
  export interface IOptions {
    model: RunsModel;
    queue: QueueModel;
    commands: CommandRegistry;
    trans: TranslationBundle;
  }
}
