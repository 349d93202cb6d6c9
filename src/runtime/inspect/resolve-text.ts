import type { Text } from '../../compiler/index.ts';
import { OperatingError } from '../errors.ts';
import { LookFailed } from './facts.ts';
import type { LookContext } from './look-context.ts';

/**
 * A text of a datasource with its references resolved on this machine. A reference that cannot be resolved ends the
 * look; its name is told, never a value.
 */
export async function resolveText(
  text: Text,
  key: readonly (string | number)[],
  context: LookContext,
): Promise<string> {
  if (typeof text === 'string') return text;
  const parts: string[] = [];
  for (const part of text.parts) {
    if (typeof part === 'string') parts.push(part);
    else if (part.kind === 'secret') parts.push(await secretOf(part.provider, part.name, key, context));
    else if (part.kind === 'env') {
      const value = context.secrets.environment(part.name) ?? part.fallback;
      if (value === undefined) throw new LookFailed({ kind: 'not-set', subject: `env:${part.name}`, key });
      parts.push(value);
    }
  }
  return parts.join('');
}

/** As {@link resolveText}; undefined stays undefined. */
export async function resolveOptional(
  text: Text | undefined,
  key: readonly (string | number)[],
  context: LookContext,
): Promise<string | undefined> {
  return text === undefined ? undefined : await resolveText(text, key, context);
}

async function secretOf(
  provider: 'env' | 'file',
  name: string,
  key: readonly (string | number)[],
  { secrets }: LookContext,
): Promise<string> {
  try {
    return await secrets.resolve(provider, name);
  } catch (thrown) {
    if (!(thrown instanceof OperatingError)) throw thrown;
    const kind = thrown.code === 'SECRET_MISSING' ? 'not-set' : 'not-readable';
    throw new LookFailed({ kind, subject: `secret:${provider}/${name}`, key });
  }
}
