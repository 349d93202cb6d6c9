import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** Where a secret was found, and in which writing. */
export interface Leak {
  readonly secret: string;
  readonly place: string;
  readonly writing: string;
}

/**
 * Secrets by their names, looked for in all that a program has left behind: as they are, and as they stand in a URL, in
 * JSON, in base64 wherever in it they begin, and in hexadecimal.
 */
export class PlantedSecrets {
  readonly #writings: readonly { readonly secret: string; readonly writing: string; readonly bytes: Buffer }[];
  /** Places that were looked at, and how many bytes in all. */
  readonly seen = { places: 0, bytes: 0 };
  readonly leaks: Leak[] = [];

  constructor(secrets: Readonly<Record<string, string>>) {
    this.#writings = Object.entries(secrets).flatMap(([secret, value]) =>
      [...writingsOf(value)].map(([text, writing]) => ({ secret, writing, bytes: Buffer.from(text) })),
    );
  }

  look(place: string, held: string | Buffer): void {
    const bytes = typeof held === 'string' ? Buffer.from(held) : held;
    this.seen.places += 1;
    this.seen.bytes += bytes.length;
    for (const { secret, writing, bytes: wanted } of this.#writings)
      if (bytes.includes(wanted) && !this.leaks.some((leak) => leak.secret === secret && leak.place === place))
        this.leaks.push({ secret, place, writing });
  }

  /** Every file of a folder, whatever its kind. */
  async lookIntoFolder(folder: string, leftOut: readonly string[] = []): Promise<void> {
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      const file = path.join(entry.parentPath, entry.name);
      if (!entry.isFile() || leftOut.some((one) => file === one || file.startsWith(`${one}${path.sep}`))) continue;
      // A file can go between the two: the program is still running.
      const bytes = await readFile(file).catch(() => undefined);
      if (bytes !== undefined) this.look(file, bytes);
    }
  }

  /** The arguments of every process there is. */
  async lookIntoProcesses(): Promise<void> {
    for (const pid of await readdir('/proc')) {
      if (!/^\d+$/.test(pid)) continue;
      const words = await readFile(`/proc/${pid}/cmdline`).catch(() => undefined);
      if (words !== undefined && words.length > 0) this.look(`arguments of ${words.toString().split('\0')[0]}`, words);
    }
  }
}

/** Texts under which a value can stand, the longest that hold it alone, by what they are. */
function writingsOf(value: string): ReadonlyMap<string, string> {
  const bytes = Buffer.from(value);
  const found = new Map<string, string>([[value, 'as it is']]);
  found.set(encodeURIComponent(value), 'in a URL');
  found.set(JSON.stringify(value).slice(1, -1), 'in JSON');
  found.set(JSON.stringify(JSON.stringify(value).slice(1, -1)).slice(1, -1), 'in JSON of JSON');
  found.set(bytes.toString('hex'), 'in hexadecimal');
  for (const before of [0, 1, 2]) {
    const whole = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    // The first and last signs also hold bits of what stands beside it.
    const start = before === 0 ? 0 : before + 1;
    const own = whole.slice(start, (before + bytes.length) % 3 === 0 ? undefined : -1);
    found.set(own, 'in base64');
    found.set(own.replaceAll('+', '-').replaceAll('/', '_'), 'in base64 for URLs');
  }
  return found;
}
