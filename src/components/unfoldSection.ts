import { AccordionPanel } from '@lumino/widgets';
import type { Widget } from '@lumino/widgets';

import type { IMlopsPanel } from '../tokens';

/** Bring a section of the panel into view, unfolded. */
export function unfoldSection(panel: IMlopsPanel, section: Widget): void {
  panel.reveal();
  const { content } = panel.widget;
  if (content instanceof AccordionPanel) {
    content.expand(content.widgets.indexOf(section));
  }
}
