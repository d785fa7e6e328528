import { expect } from '@jupyterlab/galata';
import type { IJupyterLabPageFixture } from '@jupyterlab/galata';

/** Where text can be typed. */
const FIELDS = [
  'input:not([type="checkbox"]):not([type="radio"]):focus',
  'textarea:focus',
  '[contenteditable="true"]:focus'
];

/**
 * Types where the focus is, once it is in a field.
 *
 * A person sees that a field has appeared; keys that are pressed before go elsewhere.
 */
export async function typeText(
  page: IJupyterLabPageFixture,
  text: string
): Promise<void> {
  await expect(page.locator(FIELDS.join(', '))).toHaveCount(1);
  await page.keyboard.type(text);
}
