/**
 * What the Node 18.15 inside the registry's Electron lacks of the Node that the product is built
 * for, as far as the product and its dependencies call it. Loaded by `-r` in tests only: the
 * product itself ships with an Electron that has all of it.
 */
const events = require('node:events');
const stream = require('node:stream');
const util = require('node:util');

/** Adds what is missing and leaves what is there. */
const add = (target, members) => {
  for (const [name, value] of Object.entries(members))
    if (!(name in target)) Object.defineProperty(target, name, { value, writable: true, configurable: true });
};

for (const name of ['dispose', 'asyncDispose'])
  if (!(name in Symbol)) Object.defineProperty(Symbol, name, { value: Symbol(`Symbol.${name}`) });

add(Set.prototype, {
  union(other) {
    return new Set([...this, ...other.keys()]);
  },
  intersection(other) {
    return new Set([...this].filter((item) => other.has(item)));
  },
  difference(other) {
    return new Set([...this].filter((item) => !other.has(item)));
  },
  isSubsetOf(other) {
    return [...this].every((item) => other.has(item));
  },
  isSupersetOf(other) {
    return [...other.keys()].every((item) => this.has(item));
  },
  isDisjointFrom(other) {
    return ![...this].some((item) => other.has(item));
  },
});

add(Array.prototype, {
  toSorted(compare) {
    return [...this].sort(compare);
  },
  toReversed() {
    return [...this].reverse();
  },
  toSpliced(...args) {
    const copy = [...this];
    copy.splice(...args);
    return copy;
  },
  with(index, value) {
    const copy = [...this];
    copy[index < 0 ? copy.length + index : index] = value;
    return copy;
  },
});

add(Array, {
  async fromAsync(items, map = (item) => item) {
    const all = [];
    for await (const item of items) all.push(await map(item, all.length));
    return all;
  },
});

add(Object, {
  groupBy(items, keyOf) {
    const groups = Object.create(null);
    let at = 0;
    for (const item of items) {
      const key = keyOf(item, at);
      groups[key] ??= [];
      groups[key].push(item);
      at += 1;
    }
    return groups;
  },
});

add(Promise, {
  withResolvers() {
    const made = {};
    made.promise = new this((resolve, reject) => Object.assign(made, { resolve, reject }));
    return made;
  },
});

add(AbortSignal, {
  any(signals) {
    const controller = new AbortController();
    for (const signal of signals) {
      if (signal.aborted) controller.abort(signal.reason);
      else signal.addEventListener('abort', () => controller.abort(signal.reason), { once: true });
    }
    return controller.signal;
  },
});

const iterator = Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]()));
add(iterator, {
  *map(change) {
    let at = 0;
    for (const item of this) {
      yield change(item, at);
      at += 1;
    }
  },
  *filter(keep) {
    let at = 0;
    for (const item of this) {
      if (keep(item, at)) yield item;
      at += 1;
    }
  },
  *take(count) {
    let left = count;
    if (left > 0)
      for (const item of this) {
        yield item;
        left -= 1;
        if (left === 0) return;
      }
  },
  toArray() {
    return [...this];
  },
  some(test) {
    for (const item of this) if (test(item)) return true;
    return false;
  },
  every(test) {
    for (const item of this) if (!test(item)) return false;
    return true;
  },
  find(test) {
    for (const item of this) if (test(item)) return item;
    return undefined;
  },
});

add(stream, { getDefaultHighWaterMark: (objectMode) => (objectMode ? 16 : 16 * 1024) });

add(events, {
  addAbortListener(signal, listener) {
    if (signal.aborted) queueMicrotask(() => listener());
    else signal.addEventListener('abort', listener, { once: true });
    return { [Symbol.dispose]: () => signal.removeEventListener('abort', listener) };
  },
});

add(util, {
  getSystemErrorMap: () => new Map(),
  aborted: (signal) => new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true })),
});

// Node 18.17 and later list folders recursively and say in which folder each entry is.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major === 18 && minor < 17) {
  const fs = require('node:fs');
  const path = require('node:path');
  const { readdir } = fs.promises;
  const entriesBelow = async (folder) => {
    const own = await readdir(folder, { withFileTypes: true });
    const below = await Promise.all(
      own.map((entry) => {
        Object.assign(entry, { path: folder, parentPath: folder });
        return entry.isDirectory() ? entriesBelow(path.join(folder, entry.name)) : [];
      }),
    );
    return [...own, ...below.flat()];
  };
  fs.promises.readdir = async (folder, options) => {
    if (options?.recursive !== true) return readdir(folder, options);
    const entries = await entriesBelow(String(folder));
    return options.withFileTypes === true
      ? entries
      : entries.map((entry) => path.relative(String(folder), path.join(entry.parentPath, entry.name)));
  };
}
