/** How long what is drawn above a cell may still push it away, in milliseconds. */
const SETTLING = 2000;
/** What somebody does who wants to look elsewhere. */
const INTENTS = ['wheel', 'pointerdown', 'keydown'] as const;

/**
 * Bring a cell into view, and keep it there while the cells around it are being drawn.
 *
 * @returns Ends that; it ends by itself after a while, or when somebody scrolls.
 */
export function scrollToCell(
  scroller: HTMLElement | null,
  index: number
): () => void {
  const cell = scroller?.querySelector(`[data-cell="${index}"]`);
  if (!scroller || !cell) {
    return () => undefined;
  }
  const reveal = (): void => {
    cell.scrollIntoView({ block: 'center' });
  };
  const observer = new ResizeObserver(reveal);
  const stop = (): void => {
    observer.disconnect();
    window.clearTimeout(timer);
    INTENTS.forEach(name => {
      scroller.removeEventListener(name, stop);
    });
  };
  const timer = window.setTimeout(stop, SETTLING);
  for (const each of scroller.children) {
    observer.observe(each);
  }
  INTENTS.forEach(name => {
    scroller.addEventListener(name, stop, { passive: true });
  });
  reveal();
  return stop;
}
