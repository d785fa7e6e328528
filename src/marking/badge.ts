/** A small button at a cell's lower edge. */
export interface IBadge {
  readonly kind: 'export' | 'test' | 'setup';
  /** `features.py`. */
  readonly text: string;
  /** What it means and what a click does, as a sentence. */
  readonly title: string;
  readonly isPrivate: boolean;
  /** What is wrong with the cell; empty where nothing is. */
  readonly trouble: string;
  readonly onClick: () => void;
}

const CLASS = 'mlops-CellBadges';

/** What is drawn where, so that nothing is drawn twice. */
const drawn = new WeakMap<HTMLElement, string>();

/** Show badges in a cell's input, instead of those that were there. */
export function showBadges(
  place: HTMLElement,
  badges: readonly IBadge[]
): void {
  const key = JSON.stringify(badges);
  const old = place.querySelector<HTMLElement>(`:scope > .${CLASS}`);
  if (badges.length === 0) {
    old?.remove();
    return;
  }
  if (old && drawn.get(old) === key) {
    return;
  }
  const list = document.createElement('div');
  list.className = CLASS;
  list.append(...badges.map(makeBadge));
  drawn.set(list, key);
  if (old) {
    old.replaceWith(list);
  } else {
    place.append(list);
  }
}

function makeBadge(badge: IBadge): HTMLElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = `mlops-CellBadge mlops-mod-${badge.kind}`;
  button.classList.toggle('mlops-mod-private', badge.isPrivate);
  button.classList.toggle('mlops-mod-trouble', badge.trouble !== '');
  button.title = [badge.title, badge.trouble].filter(Boolean).join('\n');
  button.setAttribute('aria-label', badge.title);
  if (badge.kind === 'export') {
    button.append(makeSign(badge.trouble ? '!' : '→'));
  }
  button.append(badge.text);
  // The cell would take the click as a wish to edit it.
  button.addEventListener('mousedown', event => {
    event.stopPropagation();
  });
  button.addEventListener('click', event => {
    event.stopPropagation();
    badge.onClick();
  });
  // The notebook's own keys, such as Enter, are not meant for a button.
  button.dataset.lmSuppressShortcuts = 'true';
  return button;
}

/** A sign that screen readers need not say. */
function makeSign(text: string): HTMLElement {
  const sign = document.createElement('span');
  sign.setAttribute('aria-hidden', 'true');
  sign.className = 'mlops-CellBadge-sign';
  sign.textContent = text;
  return sign;
}
