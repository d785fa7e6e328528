import { SEVERITY_PATHS } from '../components/severityIcon';
import type { Severity } from '../components/severityIcon';

/** A picture at the left edge of a cell that has findings. */
export interface IGutterMark {
  readonly severity: Severity;
  /** Whether all of them may be out of date. */
  readonly isEdited: boolean;
  /** What it says to who asks. */
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClick: () => void;
}

const CLASS = 'mlops-FindingGutter';
const SVG = 'http://www.w3.org/2000/svg';

/** What is drawn where, so that nothing is drawn twice. */
const drawn = new WeakMap<HTMLElement, string>();

/** Show a mark in a cell's input in place of the one that was there; null takes it away. */
export function showGutterMark(
  place: HTMLElement,
  mark: IGutterMark | null
): void {
  const old = place.querySelector<HTMLElement>(`:scope > .${CLASS}`);
  if (mark === null) {
    old?.remove();
    return;
  }
  const key = JSON.stringify(mark);
  if (old && drawn.get(old) === key) {
    return;
  }
  const hadFocus = old !== null && old === document.activeElement;
  const button = makeButton(mark);
  drawn.set(button, key);
  if (old) {
    old.replaceWith(button);
  } else {
    place.append(button);
  }
  if (hadFocus) {
    button.focus();
  }
}

function makeButton(mark: IGutterMark): HTMLElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = CLASS;
  button.classList.toggle('mlops-mod-edited', mark.isEdited);
  button.title = mark.title;
  button.setAttribute('aria-label', mark.title);
  button.setAttribute('aria-expanded', String(mark.isOpen));
  button.append(makePicture(mark.severity));
  // The cell would take the click as a wish to edit it.
  button.addEventListener('mousedown', event => {
    event.stopPropagation();
  });
  button.addEventListener('click', event => {
    event.stopPropagation();
    mark.onClick();
  });
  // The notebook's own keys, such as Enter, are not meant for a button.
  button.dataset.lmSuppressShortcuts = 'true';
  return button;
}

function makePicture(severity: Severity): Element {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('class', `mlops-SeverityIcon mlops-mod-${severity}`);
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('aria-hidden', 'true');
  const names = ['shape', 'glyph'];
  SEVERITY_PATHS[severity].forEach((d, index) => {
    const path = document.createElementNS(SVG, 'path');
    path.setAttribute('class', `mlops-SeverityIcon-${names[index]}`);
    path.setAttribute('d', d);
    svg.append(path);
  });
  return svg;
}
