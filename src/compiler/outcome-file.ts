import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Language } from '../message/index.ts';
import { readTextFile } from './cache/index.ts';
import type { CompilationOutcome } from './compilation-result.ts';
import { restoreOutcome, type KeptOutcome } from './keep-outcome.ts';
import type { ImportedModule, LoadedCodeOwners } from './load/index.ts';

/** What an outcome is asked for with. */
export interface OutcomeOptions {
  readonly environment?: string;
  readonly engine?: string;
  /** A folder to keep outcomes and parsed files in between runs; without it all is compiled. */
  readonly cacheFolder?: string;
  readonly isPart?: boolean;
  readonly language?: Language;
}

/** Where an outcome is kept, and under which key: it names all that the outcome is made of. */
export interface OutcomePlace {
  readonly file: string;
  readonly key: string;
}

/** @param digests Of the files. */
export function outcomePlace(
  folder: string,
  digests: readonly string[],
  { environment = 'default', engine = '', isPart = false, language = 'en' }: OutcomeOptions,
): OutcomePlace {
  return {
    file: path.join(folder, `outcome.${nameOf(environment, engine).slice(0, 12)}`),
    key: nameOf(...THIS_SLUICE, environment, engine, String(isPart), language, ...digests),
  };
}

/** An outcome that was kept, and the modules that it was made of besides the files. */
export interface ReadOutcome {
  readonly outcome: CompilationOutcome;
  readonly imports: readonly ImportedModule[];
}

/** What was kept there; undefined where nothing was, or a module that a definition imports is another one now. */
export async function readOutcome(
  { file, key }: OutcomePlace,
  codeOwners: LoadedCodeOwners | undefined,
  hold: (imports: readonly ImportedModule[]) => boolean,
): Promise<ReadOutcome | undefined> {
  const texts = await readTextFile(file, key);
  if (texts === undefined) return undefined;
  const kept = texts.index as KeptOutcome; // the key says who wrote it, and a checksum that it is whole
  if (!hold(kept.imports)) return undefined;
  return { outcome: restoreOutcome(texts, kept, codeOwners), imports: kept.imports };
}

/**
 * Who compiles: another version may come to something else. The name of a built file has a digest of the program in it, which its
 * time of change stands in for where Sluice runs from its sources; Node brings time zones and Unicode.
 */
const THIS_SLUICE: readonly string[] = [
  import.meta.url,
  String(statSync(fileURLToPath(import.meta.url), { throwIfNoEntry: false })?.mtimeMs),
  process.version,
  String(process.versions['tz']),
  String(process.versions['icu']),
];

function nameOf(...parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}
