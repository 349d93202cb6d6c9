import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { OperatingError } from '../errors.ts';
import type { Secrets } from '../ports/index.ts';

/** A secret is a password or a key, not a disk image. */
const LARGEST_FILE = 1024 * 1024;

export interface SecretsOptions {
  /** The environment of the process. */
  readonly environment: NodeJS.ProcessEnv;
  /** Hears every value that is resolved, so that it can be kept out of logs. */
  readonly onResolved?: (value: string) => void;
}

/** Secrets from the environment and from files, on this executor. Nothing is kept between two calls. */
export function createSecrets({ environment, onResolved }: SecretsOptions): Secrets {
  return {
    async resolve(provider, name) {
      const value = provider === 'env' ? fromEnvironment(environment, name) : await fromFile(name);
      onResolved?.(value);
      return value;
    },
    environment: (name) => environment[name],
  };
}

function fromEnvironment(environment: NodeJS.ProcessEnv, name: string): string {
  const value = environment[name];
  if (value !== undefined && value !== '') return value;
  throw new OperatingError('SECRET_MISSING', `the secret env/${name} is not set`, {
    retryable: false,
    help: `Set the environment variable ${name} for the executor.`,
  });
}

/** The text of a regular file, without the line break that editors put at its end. */
async function fromFile(path: string): Promise<string> {
  // Opening a pipe would wait for its writer; the flag lets the check below see it instead.
  const handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK).catch((thrown: unknown) => {
    throw new OperatingError('SECRET_MISSING', `the secret file/${path} cannot be read`, {
      retryable: false,
      help: 'Put the file on the executor, readable for its user.',
      cause: thrown,
    });
  });
  try {
    const status = await handle.stat();
    if (!status.isFile()) throw refused(path, 'is not a regular file');
    if (status.size > LARGEST_FILE) throw refused(path, 'is larger than 1 MiB');
    const value = (await handle.readFile('utf8')).replace(/\r?\n$/, '');
    if (value !== '') return value;
    throw new OperatingError('SECRET_MISSING', `the secret file/${path} is empty`, { retryable: false });
  } finally {
    await handle.close();
  }
}

function refused(path: string, why: string): OperatingError {
  return new OperatingError('SECRET_REFUSED', `the secret file/${path} ${why}`, { retryable: false });
}
