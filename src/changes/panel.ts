import { LazySection } from '../components/lazySection';
import type { ChangesBody } from './body';
import type { IPanelProps } from './panelProps';
import { ViewChoice } from './view';

/** The section CHANGES of the panel. */
export class ChangesSection extends LazySection<ChangesBody> {
  constructor(private readonly _props: IPanelProps) {
    super();
    const { model, trans } = _props;
    this.id = 'mlops-changes';
    this.addClass('mlops-ChangesSection');
    this.title.caption = trans.__('What differs from the last commit');
    this.toolbar.node.setAttribute('aria-label', trans.__('Changes toolbar'));
    model.changed.connect(this._onChanged);
    this._onChanged();
  }

  /** Which view is shown. */
  readonly choice = new ViewChoice();

  /** Give the keyboard to the list. */
  async focusList(): Promise<void> {
    (await this.body()).focusList();
  }

  /** Give the keyboard to the commit message. */
  async focusMessage(): Promise<void> {
    this.choice.view = 'changes';
    (await this.body()).focusMessage();
  }

  protected override async makeBody(): Promise<ChangesBody> {
    const { ChangesBody } = await import('./body');
    return new ChangesBody({ ...this._props, choice: this.choice });
  }

  private readonly _onChanged = (): void => {
    const { model, trans } = this._props;
    const listed = model.files.length;
    const all = listed + (model.repository.status?.omitted ?? 0);
    this.title.label =
      all === 0 ? trans.__('Changes') : trans.__('Changes  %1', all);
  };
}
