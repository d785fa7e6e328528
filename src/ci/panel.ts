import { LazySection } from '../components/lazySection';
import type { CiActions } from './actions';
import type { CiBody } from './body';

/** The section CI of the panel. */
export class CiSection extends LazySection<CiBody> {
  constructor(private readonly _actions: CiActions) {
    super();
    const { trans } = _actions;
    this.id = 'mlops-ci';
    this.addClass('mlops-CiSection');
    this.title.label = trans.__('CI');
    this.title.caption = trans.__('What checks say, here and on forges');
    this.toolbar.node.setAttribute('aria-label', trans.__('CI toolbar'));
  }

  /** Give the keyboard to the list. */
  async focusList(): Promise<void> {
    (await this.body()).focusList();
  }

  protected override async makeBody(): Promise<CiBody> {
    const { CiBody } = await import('./body');
    return new CiBody(this._actions);
  }
}
