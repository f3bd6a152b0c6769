/**
 * Ownership of things that must be released. A store is handed to whoever creates a disposable, at its birth.
 */
export interface Disposable {
  dispose(): void;
}

/** Owns disposables and releases them in reverse order, once. What is added to a disposed store is released at once. */
export class DisposableStore implements Disposable {
  private readonly owned = new Set<Disposable>();
  private disposed = false;

  get isDisposed(): boolean {
    return this.disposed;
  }

  add<T extends Disposable>(item: T): T {
    if (this.disposed) item.dispose();
    else this.owned.add(item);
    return item;
  }

  /** Releases one item before the store itself is released. */
  release(item: Disposable): void {
    if (this.owned.delete(item)) item.dispose();
  }

  dispose(): void {
    if (this.disposed) return;
    this.disposed = true;
    const items = [...this.owned].reverse();
    this.owned.clear();
    for (const item of items) item.dispose();
  }
}
