import type { PickerModel } from './model';

/** Options that a page of the list is. */
const PAGE = 10;

/** Act on a key pressed in the list or its box. */
export function handleKey(event: KeyboardEvent, model: PickerModel): void {
  const acts: Record<string, () => void> = {
    ArrowDown: () => {
      model.move(1);
    },
    ArrowUp: () => {
      model.move(-1);
    },
    PageDown: () => {
      model.moveTo(model.index + PAGE);
    },
    PageUp: () => {
      model.moveTo(model.index - PAGE);
    },
    Enter: () => {
      if (model.error) {
        void model.load();
      } else {
        model.pick();
      }
    },
    Escape: () => {
      model.leave();
    },
    // The box is all there is to reach; the list is worked from it.
    Tab: () => undefined
  };
  const act = acts[event.key];
  const isButton = (event.target as HTMLElement).tagName === 'BUTTON';
  const isForButton = isButton && event.key !== 'Escape';
  if (act && !isForButton && !event.isComposing) {
    event.preventDefault();
    event.stopPropagation();
    act();
  }
}
