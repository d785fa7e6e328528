import type { IDisposable } from '@lumino/disposable';

/** How far beyond what is seen parts are drawn, in pixels. */
const MARGIN = 600;

type Listener = (isNear: boolean) => void;

/**
 * Tells parts of a long page when they come near to what is seen, one a frame and nearest first, so
 * that scrolling stays smooth; all at once of those that are seen.
 */
export class Mounting implements IDisposable {
  /**
   * @param root - What scrolls.
   */
  constructor(private readonly _root: HTMLElement) {
    this._observer = new IntersectionObserver(
      entries => {
        for (const { target, isIntersecting } of entries) {
          this._notice(target, isIntersecting);
        }
      },
      { root: _root, rootMargin: `${MARGIN}px 0px` }
    );
  }

  /** Follow a part; the result ends that. */
  observe(node: Element, listener: Listener): () => void {
    this._listeners.set(node, listener);
    this._observer.observe(node);
    return () => {
      this._observer.unobserve(node);
      this._listeners.delete(node);
      this._waiting.delete(node);
    };
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    this._isDisposed = true;
    this._observer.disconnect();
    this._listeners.clear();
    this._waiting.clear();
    cancelAnimationFrame(this._frame);
  }

  private _notice(node: Element, isNear: boolean): void {
    if (isNear) {
      this._waiting.add(node);
      this._plan();
    } else {
      this._waiting.delete(node);
      this._listeners.get(node)?.(false);
    }
  }

  private _plan(): void {
    cancelAnimationFrame(this._frame);
    this._frame = requestAnimationFrame(() => {
      this._draw();
    });
  }

  private _draw(): void {
    const seen = this._root.getBoundingClientRect();
    const distance = (node: Element): number => {
      const { top, bottom } = node.getBoundingClientRect();
      return Math.max(0, top - seen.bottom, seen.top - bottom);
    };
    const nodes = [...this._waiting]
      .map(node => [distance(node), node] as const)
      .sort(([a], [b]) => a - b);
    const near = nodes.filter(([away], index) => away === 0 || index === 0);
    for (const [, node] of near) {
      this._waiting.delete(node);
      this._listeners.get(node)?.(true);
    }
    if (this._waiting.size > 0) {
      this._plan();
    }
  }

  private readonly _observer: IntersectionObserver;
  private readonly _listeners = new Map<Element, Listener>();
  private readonly _waiting = new Set<Element>();
  private _frame = 0;
  private _isDisposed = false;
}
