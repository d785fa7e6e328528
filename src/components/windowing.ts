/** The rows to draw, and the empty space that stands for the others, in pixels. */
export interface IRowWindow {
  start: number;
  end: number;
  before: number;
  after: number;
}

/** Rows of one height, some of which are unfolded by an extra height. */
export class RowLayout {
  /**
   * @param count - Number of rows.
   * @param rowHeight - Height of a folded row.
   * @param extras - Additional height of unfolded rows, by index.
   */
  constructor(
    readonly count: number,
    readonly rowHeight: number,
    extras: ReadonlyMap<number, number>
  ) {
    this._extras = [...extras].sort(([a], [b]) => a - b);
  }

  /** Height of all rows. */
  get height(): number {
    return this.top(this.count);
  }

  /** Where a row starts. */
  top(index: number): number {
    let top = index * this.rowHeight;
    for (const [row, extra] of this._extras) {
      if (row >= index) {
        break;
      }
      top += extra;
    }
    return top;
  }

  /** The row that lies at a height. */
  rowAt(height: number): number {
    let low = 0;
    let high = Math.max(0, this.count - 1);
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.top(middle) <= height) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  /**
   * The rows to draw.
   *
   * @param scrollTop - How far the list is scrolled.
   * @param viewport - Height of what is seen.
   * @param overscan - Rows to draw beyond each edge.
   */
  window(scrollTop: number, viewport: number, overscan = 10): IRowWindow {
    const start = Math.max(0, this.rowAt(scrollTop) - overscan);
    const last = this.rowAt(scrollTop + viewport) + 1 + overscan;
    const end = Math.min(this.count, last);
    return {
      start,
      end,
      before: this.top(start),
      after: Math.max(0, this.height - this.top(end))
    };
  }

  /**
   * How far to scroll so that a row is seen; the present position where it is.
   */
  reveal(index: number, scrollTop: number, viewport: number): number {
    const top = this.top(index);
    const bottom = top + this.rowHeight;
    if (top < scrollTop) {
      return top;
    }
    return bottom > scrollTop + viewport ? bottom - viewport : scrollTop;
  }

  private readonly _extras: readonly (readonly [number, number])[];
}
