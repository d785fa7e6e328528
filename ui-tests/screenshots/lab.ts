import path from 'node:path';

import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';

const IMAGES = path.resolve(__dirname, '../../docs/images');
/** What is open in the pictures. */
export const NOTEBOOK = 'train.ipynb';

/** Suffix of the file's name, JupyterLab's theme, and the browser's. */
export const THEMES = [
  ['', 'JupyterLab Light', 'light'],
  ['-dark', 'JupyterLab Dark', 'dark']
] as const;

/** Give the panel room for the parameters of a run. */
export async function widenPanel(page: Page): Promise<void> {
  const box = await page.locator('#jp-right-stack').boundingBox();
  if (box) {
    await page.mouse.move(box.x - 1, 400);
    await page.mouse.down();
    await page.mouse.move(box.x - 100, 400, { steps: 4 });
    await page.mouse.up();
  }
}

/** Open the notebook in a layout that has seen nothing else. */
export async function openNotebook(page: Page, theme: string): Promise<void> {
  await page.goto(`lab/tree/${NOTEBOOK}?reset`);
  await expect(page.locator('.jp-Notebook .jp-Cell').first()).toBeVisible({
    timeout: 60_000
  });
  await execute(page, 'apputils:change-theme', { theme });
  await expect(page.locator('body')).toHaveAttribute(
    'data-jp-theme-name',
    theme
  );
}

/** Execute one of JupyterLab's commands. */
export async function execute(
  page: Page,
  command: string,
  args: Record<string, string> = {}
): Promise<void> {
  await page.evaluate(
    ([id, options]) => {
      const { commands } = (window as unknown as ILab).jupyterapp;
      // A dialog's command ends with the dialog: nobody can wait for it here.
      void commands.execute(id, options);
    },
    [command, args] as const
  );
}

interface ILab {
  jupyterapp: {
    commands: {
      execute(id: string, args: Record<string, string>): Promise<unknown>;
    };
  };
}

/** Take a picture, as soon as all stands still. */
export async function shoot(page: Page, name: string): Promise<void> {
  await page.waitForTimeout(500);
  await page.screenshot({ path: path.join(IMAGES, `${name}.png`) });
}
