/** What travels between the two worlds of a page, as JSON in a DOM event. */
type Packed =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'list'; readonly items: readonly Packed[] }
  | { readonly kind: 'object'; readonly entries: readonly (readonly [string, Packed])[] }
  | { readonly kind: 'function' | 'promise'; readonly id: number };

type Parcel =
  | { readonly type: 'expose'; readonly name: string; readonly api: Packed }
  | { readonly type: 'call'; readonly id: number; readonly args: readonly Packed[] }
  | { readonly type: 'return'; readonly value: Packed }
  | { readonly type: 'throw'; readonly message: string }
  | { readonly type: 'resolve'; readonly id: number; readonly value: Packed }
  | { readonly type: 'reject'; readonly id: number; readonly message: string };

/**
 * One end of the context bridge. Runs inside the page, once in the page's world and once in the
 * preload's, which share the DOM and no JavaScript; so nothing from outside this function is used.
 * As in Electron only plain data, functions and promises pass, and of an error its message.
 */
export function installWorldBridge(own: string, other: string) {
  const functions = new Map<number, (...args: unknown[]) => unknown>();
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let lastId = 0;
  let answer: Parcel | null = null;

  const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
  const post = (parcel: Parcel) =>
    window.dispatchEvent(
      new CustomEvent(`electron-double:${other}`, { detail: JSON.stringify(parcel) }),
    );

  function pack(value: unknown): Packed {
    if (value === undefined) return { kind: 'nothing' };
    if (typeof value === 'function') {
      functions.set((lastId += 1), value as (...args: unknown[]) => unknown);
      return { kind: 'function', id: lastId };
    }
    if (value instanceof Promise) {
      const id = (lastId += 1);
      value.then(
        (result) => post({ type: 'resolve', id, value: pack(result) }),
        (error: unknown) => post({ type: 'reject', id, message: messageOf(error) }),
      );
      return { kind: 'promise', id };
    }
    if (Array.isArray(value)) return { kind: 'list', items: value.map(pack) };
    if (typeof value === 'object' && value !== null) {
      const entries = Object.entries(value).map(([key, inner]) => [key, pack(inner)] as const);
      return { kind: 'object', entries };
    }
    return { kind: 'value', value };
  }

  function unpack(packed: Packed): unknown {
    switch (packed.kind) {
      case 'nothing':
        return undefined;
      case 'value':
        return packed.value;
      case 'list':
        return packed.items.map(unpack);
      case 'object':
        return Object.freeze(
          Object.fromEntries(packed.entries.map(([key, inner]) => [key, unpack(inner)])),
        );
      case 'function':
        return (...args: unknown[]) => call(packed.id, args);
      case 'promise':
        return new Promise((resolve, reject) => waiting.set(packed.id, { resolve, reject }));
    }
  }

  /** DOM events are delivered before dispatchEvent returns, so the answer is there. */
  function call(id: number, args: unknown[]): unknown {
    answer = null;
    post({ type: 'call', id, args: args.map(pack) });
    const given = answer as Parcel | null;
    if (given?.type === 'return') return unpack(given.value);
    throw new Error(given?.type === 'throw' ? given.message : 'Nobody answered.');
  }

  function receive(parcel: Parcel): void {
    switch (parcel.type) {
      case 'expose':
        Object.defineProperty(window, parcel.name, { value: unpack(parcel.api) });
        return;
      case 'call':
        try {
          const value = functions.get(parcel.id)?.(...parcel.args.map(unpack));
          post({ type: 'return', value: pack(value) });
        } catch (error) {
          post({ type: 'throw', message: messageOf(error) });
        }
        return;
      case 'return':
      case 'throw':
        answer = parcel;
        return;
      case 'resolve':
        waiting.get(parcel.id)?.resolve(unpack(parcel.value));
        waiting.delete(parcel.id);
        return;
      case 'reject':
        waiting.get(parcel.id)?.reject(new Error(parcel.message));
        waiting.delete(parcel.id);
    }
  }

  window.addEventListener(`electron-double:${own}`, (event) => {
    receive(JSON.parse((event as CustomEvent<string>).detail) as Parcel);
  });
  return {
    expose: (name: string, api: unknown) => post({ type: 'expose', name, api: pack(api) }),
  };
}
