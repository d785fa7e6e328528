import type { components } from '../api/schema';

type TableView = components['schemas']['TableView'];

/** A table as HTML has it, in texts. */
export interface ITable {
  /** Labels of the columns of values, levels joined with ` / `. */
  columns: string[];
  /** Rows of values, each with its label. */
  rows: { label: string; values: string[] }[];
}

/** A cell to show; `before` is what it was, where that is something else. */
export interface IShownCell {
  text: string;
  before?: string;
  isClose?: boolean;
  state?: 'added' | 'removed';
}

/** A row to show; null stands for rows left out between others. */
export interface IShownRow {
  label: string;
  state: 'added' | 'removed' | 'changed';
  cells: IShownCell[];
}

/** What differs of a table. */
export interface IShownTable {
  columns: { label: string; state?: 'added' | 'removed' }[];
  rows: IShownRow[];
}

/**
 * Read a table as pandas writes it: header cells first, label cells as `th`.
 *
 * The parser makes a document that loads nothing and runs nothing.
 */
export function readTable(html: string): ITable | null {
  const page = new DOMParser().parseFromString(html, 'text/html');
  const table = page.querySelector('table');
  if (!table) {
    return null;
  }
  const lines = [...table.querySelectorAll('tr')];
  const body = lines.filter(line => line.querySelector('td'));
  const heads = lines.filter(
    line => !line.querySelector('td') && line.closest('thead')
  );
  const rows = readRows(body);
  const width = Math.max(0, ...rows.map(row => row.values.length));
  return { columns: readColumns(heads, width), rows };
}

/**
 * Only the rows and columns of a table that differ.
 *
 * @param view - What differs.
 * @param base - The table before.
 * @param head - The table after.
 */
export function shownTable(
  view: TableView,
  base: ITable,
  head: ITable
): IShownTable {
  const changes = new Map(
    (view.cells ?? []).map(cell => [cell.head.join(), cell])
  );
  const added = new Set(view.rows_added ?? []);
  const removed = new Set(view.rows_removed ?? []);
  const newColumns = new Set(view.columns_added ?? []);
  const oldColumns = new Set(view.columns_removed ?? []);
  const changed = new Set((view.cells ?? []).map(cell => cell.head[1]));
  const isWhole = added.size + removed.size > 0;
  const columns = head.columns
    .map((label, index) => ({ label, index, isNew: newColumns.has(label) }))
    .filter(({ index, isNew }) => isWhole || isNew || changed.has(index));
  const gone = base.columns
    .map((label, index) => ({ label, index }))
    .filter(({ label }) => oldColumns.has(label));
  const rows = head.rows.flatMap((row, at): IShownRow[] => {
    const isNew = added.has(at);
    const cells = columns.map(({ index, isNew: isNewColumn }): IShownCell => {
      const text = row.values[index] ?? '';
      const change = changes.get([at, index].join());
      return change
        ? { text, before: change.before, isClose: change.close ?? false }
        : { text, state: isNewColumn ? 'added' : undefined };
    });
    const isChanged = cells.some(each => each.before !== undefined);
    if (!isNew && !isChanged && newColumns.size + oldColumns.size === 0) {
      return [];
    }
    const old = base.rows.find(each => each.label === row.label);
    const rest = gone.map(({ index }): IShownCell => ({
      text: isNew ? '' : (old?.values[index] ?? ''),
      state: 'removed'
    }));
    const state = isNew ? 'added' : 'changed';
    return [{ label: row.label, state, cells: [...cells, ...rest] }];
  });
  return {
    columns: [
      ...columns.map(({ label, isNew }) => ({
        label,
        state: isNew ? ('added' as const) : undefined
      })),
      ...gone.map(({ label }) => ({ label, state: 'removed' as const }))
    ],
    rows: withRemoved(rows, base, removed, [
      ...columns.map(({ label }) => base.columns.indexOf(label)),
      ...gone.map(({ index }) => index)
    ])
  };
}

/** The rows that are gone, at the end of those that are there. */
function withRemoved(
  rows: IShownRow[],
  base: ITable,
  removed: ReadonlySet<number>,
  columns: readonly number[]
): IShownRow[] {
  const gone = base.rows.filter((_, index) => removed.has(index));
  return [
    ...rows,
    ...gone.map(({ label, values }): IShownRow => ({
      label,
      state: 'removed',
      cells: columns.map(index => ({ text: values[index] ?? '' }))
    }))
  ];
}

/** Labels that span rows count for each of them. */
function readRows(lines: readonly HTMLTableRowElement[]): ITable['rows'] {
  let open: { text: string; rows: number }[] = [];
  return lines.map(line => {
    const own = [...line.querySelectorAll('th')];
    const kept = open.filter(each => each.rows > 0);
    const labels = [
      ...kept,
      ...own.map(cell => ({ text: textIn(cell), rows: cell.rowSpan }))
    ];
    open = labels.map(each => ({ ...each, rows: each.rows - 1 }));
    return {
      label: labels.map(each => each.text).join(' / '),
      values: [...line.querySelectorAll('td')].map(textIn)
    };
  });
}

/** The last columns of each header line are those of the values. */
function readColumns(
  lines: readonly HTMLTableRowElement[],
  width: number
): string[] {
  const levels = lines
    .map(line =>
      [...line.cells].flatMap(cell =>
        Array.from({ length: Math.min(cell.colSpan, 1000) }, () => textIn(cell))
      )
    )
    .map(cells => cells.slice(-width))
    .filter(cells => cells.some(text => text !== ''));
  return Array.from({ length: width }, (_, index) =>
    levels
      .map(cells => cells[index] ?? '')
      .filter(text => text !== '')
      .join(' / ')
  );
}

function textIn(cell: Element): string {
  return cell.textContent.trim();
}
