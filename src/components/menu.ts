import { MenuSvg } from '@jupyterlab/ui-components';
import { CommandRegistry } from '@lumino/commands';

/** An entry of a menu; null is a line between entries. */
export interface IMenuItem {
  label: string;
  execute: () => void;
  /** Whether it is ticked; undefined where it is no choice. */
  isToggled?: boolean;
  isEnabled?: boolean;
}

/**
 * Open a menu of its own commands, which nobody else needs to know.
 *
 * @param onClose - Called when it closes, before a chosen entry is carried out: the keyboard goes
 * back to where it was.
 */
export function openMenu(
  items: readonly (IMenuItem | null)[],
  x: number,
  y: number,
  onClose?: () => void
): void {
  const commands = new CommandRegistry();
  const menu = new MenuSvg({ commands });
  menu.addClass('mlops-Menu');
  items.forEach((item, index) => {
    if (item === null) {
      menu.addItem({ type: 'separator' });
      return;
    }
    const command = `item-${index}`;
    commands.addCommand(command, {
      label: item.label,
      isToggleable: item.isToggled !== undefined,
      isToggled: () => item.isToggled === true,
      isEnabled: () => item.isEnabled !== false,
      execute: item.execute
    });
    menu.addItem({ command });
  });
  menu.aboutToClose.connect(() => {
    onClose?.();
    // Its command is carried out after it has closed.
    setTimeout(() => {
      menu.dispose();
    }, 0);
  });
  menu.open(x, y);
}
