/** Up and Down go from one finding of a cell to the other. */
export function moveFocus(node: HTMLElement, event: KeyboardEvent): void {
  const steps: Partial<Record<string, number>> = { ArrowUp: -1, ArrowDown: 1 };
  const step = steps[event.key];
  if (step === undefined) {
    return;
  }
  const buttons = [...node.querySelectorAll<HTMLElement>('[data-key]')];
  const now = buttons.findIndex(each => each === document.activeElement);
  const next = now < 0 ? undefined : buttons[now + step];
  if (next) {
    event.preventDefault();
    next.focus();
  }
}
