import type { SidePanel } from '@jupyterlab/ui-components';
import { AccordionPanel } from '@lumino/widgets';
import type { Widget } from '@lumino/widgets';

/** Height that a notice with its buttons needs, in pixels. */
const NEEDED = 360;
/** Most of the panel's height that it gets. */
const MOST = 0.6;

/** Give a section of the panel the height that a notice needs, at the cost of the others. */
export function makeRoom(panel: SidePanel, section: Widget): void {
  const { content } = panel;
  const height = content.node.clientHeight;
  if (!(content instanceof AccordionPanel) || height === 0) {
    return;
  }
  const sizes = content.relativeSizes();
  const index = content.widgets.indexOf(section);
  const wanted = Math.min(MOST, NEEDED / height);
  content.setRelativeSizes(grown(sizes, index, wanted));
}

/** Relative sizes of which one is at least as large as is wanted. */
export function grown(
  sizes: readonly number[],
  index: number,
  wanted: number
): number[] {
  const now = sizes[index] ?? 0;
  // One that is folded stays so; one that is alone has all there is.
  if (now === 0 || now >= wanted || now === 1) {
    return [...sizes];
  }
  const scale = (1 - wanted) / (1 - now);
  return sizes.map((size, each) => (each === index ? wanted : size * scale));
}
