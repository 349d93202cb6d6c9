import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { DatasourceDefinition } from '../compiler/index.ts';
import { say } from '../message/index.ts';
import { printDefinition } from '../import/index.ts';
import { placeFor, writeImported, type Unwritable } from './write-imported.ts';

const HEAD = 'Imported from job files.';

/** Writes each new datasource once, before the first pipeline that uses it. */
export class ImportedDatasources {
  readonly #root: string;
  readonly #existing: ReadonlySet<string>;
  readonly #outcomes = new Map<string, 'done' | Unwritable>();
  /** Files that were written. */
  written = 0;

  /** `existing` are names that the project defines already. */
  constructor(root: string, existing: Iterable<string>) {
    this.#root = root;
    this.#existing = new Set(existing);
  }

  /** Writes those that are not there yet, in their order, and gives the first file that could not be written. */
  async write(
    definitions: readonly DatasourceDefinition[],
  ): Promise<(Unwritable & { readonly file: string }) | undefined> {
    for (const definition of definitions) {
      if (this.#existing.has(definition.name)) continue;
      const file = `datasources/${definition.name}.yaml`;
      const outcome = this.#outcomes.get(definition.name) ?? (await this.#writeOne(file, definition));
      this.#outcomes.set(definition.name, outcome);
      if (outcome !== 'done') return { file, ...outcome };
    }
    return undefined;
  }

  async #writeOne(file: string, definition: DatasourceDefinition): Promise<'done' | Unwritable> {
    const text = printDefinition(definition, HEAD);
    const place = await placeFor(this.#root, file, text, false);
    if (place === 'unchanged') return 'done';
    // the names of the files that there were are not given to datasources: it came in the meantime
    if (place === 'in-the-way') return { failed: say`a file that says something else is there` };
    const outcome = place === 'free' ? await writeImported(this.#root, file, text) : place;
    if (outcome !== 'written') return outcome;
    this.written += 1;
    return 'done';
  }
}

/** Names that a new datasource cannot have, as a file or folder is in its place, whatever that defines. */
export async function datasourceFileNames(root: string): Promise<readonly string[]> {
  // a folder that cannot be read is told when it is written to
  const entries = await readdir(path.join(root, 'datasources')).catch(() => []);
  return entries.flatMap((entry) => (/\.yaml$/i.test(entry) ? [entry.slice(0, -'.yaml'.length).toLowerCase()] : []));
}
