/**
 * Put an editor into the page once the others that are made just now are made, too.
 *
 * Every new editor has the browser lay out the page if something has changed in it, as the editor
 * before it would have.
 *
 * @returns Takes it back where that has not happened yet.
 */
export function attachLater(
  parent: HTMLElement,
  node: HTMLElement
): () => void {
  let isWanted = true;
  queueMicrotask(() => {
    if (isWanted) {
      parent.append(node);
    }
  });
  return () => {
    isWanted = false;
  };
}
