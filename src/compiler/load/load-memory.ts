import type { YamlLoading } from './load-yaml.ts';

/**
 * What the last load of a project read its files as. A file of the same bytes gives the same values again, by identity, so that
 * whoever works with them knows what has not changed; whatever one load did not ask for is gone after it. Paths are from the
 * root: another checkout of the project is the same project.
 */
export class LoadMemory {
  #before = new Map<string, Remembered>();
  #now = new Map<string, Remembered>();
  #valuesBefore = new Map<string, InternedValue>();
  #valuesNow = new Map<string, InternedValue>();

  /** What the file of these bytes was read as, or is by `read`. */
  file(path: string, bytes: Uint8Array, read: () => YamlLoading): YamlLoading {
    const known = this.#before.get(path);
    const remembered = known !== undefined && isSame(known.bytes, bytes) ? known : { bytes, loading: read() };
    this.#now.set(path, remembered);
    return remembered.loading;
  }

  /** The value of before, where it is the same JSON data. */
  value(place: string, value: unknown): unknown {
    const json = JSON.stringify(value);
    const known = this.#valuesBefore.get(place);
    const interned = known?.json === json ? known : { json, value };
    this.#valuesNow.set(place, interned);
    return interned.value;
  }

  /** A load is over. */
  forgetOthers(): void {
    this.#before = this.#now;
    this.#now = new Map();
    this.#valuesBefore = this.#valuesNow;
    this.#valuesNow = new Map();
  }
}

interface Remembered {
  readonly bytes: Uint8Array;
  readonly loading: YamlLoading;
}

interface InternedValue {
  readonly json: string;
  readonly value: unknown;
}

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && Buffer.compare(one, other) === 0;
}
