import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { OperatingError } from '../../errors.ts';
import { optionalText, type PlainObject, requiredText } from '../json-fields.ts';
import type { SessionDialect } from './session-dialect.ts';

/** The jar that a cluster is to have. */
export interface JobJar {
  readonly path: string;
  /** The name to upload it under: it carries the digest of the content. */
  readonly name: string;
  readonly merged: boolean;
  readonly home: string | undefined;
}

/** Finds a job's jar and its digest; a file that has not changed is read once. */
export type FindJobJar = (engine: PlainObject) => Promise<JobJar>;

/**
 * The engine's `jar`, which holds everything (core, plugins, and what they lack on a plain cluster), else the core
 * of the installation at `home`. Throws ENGINE_MISCONFIGURED where neither is there.
 */
export function createFindJobJar(dialect: SessionDialect): FindJobJar {
  const digests = new Map<string, { readonly mark: string; readonly digest: Promise<string> }>();
  return async (engine) => {
    const jar = optionalText(engine, 'jar');
    const home = jar === undefined ? requiredText(engine, 'home', homeHelp(dialect)) : optionalText(engine, 'home');
    const path = jar ?? (await coreOf(home ?? '', dialect));
    const { size, mtimeMs } = await stat(path).catch((cause: unknown) => {
      throw missing(`The job's jar cannot be read: ${path}`, dialect, cause);
    });
    const mark = `${size} ${mtimeMs}`;
    let known = digests.get(path);
    if (known?.mark !== mark) {
      known = { mark, digest: digestOf(path) };
      known.digest.catch(() => digests.delete(path));
      digests.set(path, known);
    }
    const digest = await known.digest.catch((cause: unknown) => {
      throw missing(`The job's jar cannot be read: ${path}`, dialect, cause);
    });
    return { path, name: `sluice-${dialect.type}-${digest.slice(0, 32)}.jar`, merged: jar !== undefined, home };
  };
}

async function coreOf(home: string, dialect: SessionDialect): Promise<string> {
  const folder = join(home, dialect.core.folder);
  const names = await readdir(folder).catch((cause: unknown) => {
    throw missing(`The folder ${folder} cannot be read`, dialect, cause);
  });
  const [core, second] = names.filter((name) => dialect.core.file.test(name)).sort();
  if (core === undefined) throw missing(`There is no ${dialect.core.words} in ${folder}`, dialect);
  if (second !== undefined) throw missing(`There are several ${dialect.core.words} in ${folder}`, dialect);
  return join(folder, core);
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  return hash.digest('hex');
}

function missing(message: string, dialect: SessionDialect, cause?: unknown): OperatingError {
  return new OperatingError('ENGINE_MISCONFIGURED', message, {
    retryable: false,
    help: homeHelp(dialect),
    ...(cause === undefined ? {} : { cause }),
  });
}

function homeHelp({ core }: SessionDialect): string {
  return `Set home to the folder that holds ${core.folder}/${core.words}, or jar to a jar that holds core and plugins.`;
}
