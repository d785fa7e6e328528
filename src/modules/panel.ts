import { LazySection } from '../components/lazySection';
import type { ModuleActions } from './actions';
import type { ModulesBody } from './body';
import { isToExport, isToSync, needsDecision } from './words';

/** The section MODULES of the panel. */
export class ModulesSection extends LazySection<ModulesBody> {
  constructor(private readonly _actions: ModuleActions) {
    super();
    const { model, trans } = _actions;
    this.id = 'mlops-modules';
    this.addClass('mlops-ModulesSection');
    this.title.caption = trans.__('Cells that are exported to modules');
    this.toolbar.node.setAttribute('aria-label', trans.__('Modules toolbar'));
    model.modules.changed.connect(this._onChanged);
    this._onChanged();
  }

  /** Give the keyboard to the list. */
  async focusList(): Promise<void> {
    (await this.body()).focusList();
  }

  protected override async makeBody(): Promise<ModulesBody> {
    const { ModulesBody } = await import('./body');
    return new ModulesBody(this._actions);
  }

  /** The heading counts what there is to do. */
  private readonly _onChanged = (): void => {
    const { model, trans } = this._actions;
    const modules = model.modules.status?.modules ?? [];
    const due = modules.filter(
      each => isToExport(each) || isToSync(each) || needsDecision(each)
    ).length;
    this.title.label =
      due === 0 ? trans.__('Modules') : trans.__('Modules  %1', due);
  };
}
