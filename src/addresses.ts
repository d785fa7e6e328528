import { PageConfig, URLExt } from '@jupyterlab/coreutils';
import type { Widget } from '@lumino/widgets';

/** The query's name of a view's address: `…/lab?mlops=run/ID`. */
const NAME = 'mlops';

/** What an address leads to: a view, and which of its kind. */
export interface IAddress {
  /** `jobs`, `run`, `sweep` or `versions`. */
  view: string;
  /** A tab of *Jobs*, the id of a run or a sweep, or a project's path; empty for any. */
  name: string;
}

/** Read the address in a query, `?mlops=jobs/runs`; null where it has none. */
export function readAddress(search: string): IAddress | null {
  const text = new URLSearchParams(search).get(NAME);
  if (!text) {
    return null;
  }
  const [view = '', ...rest] = text.split('/');
  return { view, name: rest.join('/') };
}

/** A page's URL with another address in it, or with none. */
export function withAddress(href: string, address: string | null): string {
  const url = new URL(href);
  url.searchParams.delete(NAME);
  // A slash needs no escape in a query, and reads better without.
  const rest = url.searchParams.toString();
  const own = address === null ? '' : `${NAME}=${encodePath(address)}`;
  const search = [rest, own].filter(Boolean).join('&');
  url.search = search;
  return url.href;
}

/** The URL of a view, for others to open. */
export function linkTo(address: string): string {
  const lab = URLExt.join(PageConfig.getBaseUrl(), 'lab');
  return withAddress(new URL(lab, window.location.href).href, address);
}

/** What a widget's node tells when its address has become another one. */
export const ADDRESS_CHANGED = 'mlops-address-changed';

/** Say which address shows while a widget is looked at. */
export function setAddress({ node }: Widget, address: string): void {
  if (node.dataset.mlopsAddress !== address) {
    node.dataset.mlopsAddress = address;
    node.dispatchEvent(new CustomEvent(ADDRESS_CHANGED, { bubbles: true }));
  }
}

/** The address of a widget that is looked at; null where it has none. */
export function getAddress(widget: Widget | null): string | null {
  return widget?.node.dataset.mlopsAddress ?? null;
}

function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
