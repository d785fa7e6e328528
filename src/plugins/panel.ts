import { ILayoutRestorer } from '@jupyterlab/application';
import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { SidePanel } from '@jupyterlab/ui-components';

import { mlopsIcon } from '../icons';
import { IMlopsPanel } from '../tokens';

/** The panel in the right side bar, to which each concern adds its section. */
export const panelPlugin: JupyterFrontEndPlugin<IMlopsPanel> = {
  id: 'jupyter-mlops:panel',
  description: 'The MLOps panel in the right side bar.',
  autoStart: true,
  optional: [ILayoutRestorer, ITranslator],
  provides: IMlopsPanel,
  activate: (
    app: JupyterFrontEnd,
    restorer: ILayoutRestorer | null,
    translator: ITranslator | null
  ) => {
    const trans = (translator ?? nullTranslator).load('jupyter-mlops');
    const widget = new SidePanel({ translator: translator ?? nullTranslator });
    widget.id = 'mlops-panel';
    widget.addClass('mlops-Panel');
    widget.title.icon = mlopsIcon;
    widget.title.caption = trans.__('MLOps');
    widget.node.setAttribute('role', 'region');
    widget.node.setAttribute('aria-label', trans.__('MLOps'));
    app.shell.add(widget, 'right', { rank: 850, type: 'MLOps' });
    restorer?.add(widget, widget.id);
    return {
      widget,
      reveal: () => {
        app.shell.activateById(widget.id);
      }
    };
  }
};
