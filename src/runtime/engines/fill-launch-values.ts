import { fillSecrets, type PlainJson, type Template } from '../../compiler/index.ts';
import { OperatingError } from '../errors.ts';
import type { Secrets } from '../ports/index.ts';

/** A job ready for an engine, and the secrets that are in it, to be taken out of whatever comes back. */
export interface FilledJob {
  readonly json: PlainJson;
  readonly secrets: readonly string[];
}

/**
 * Resolves the secrets and `env` references of a bound template on this machine. Throws
 * SECRET_MISSING or SECRET_REFUSED as the secrets do, ENGINE_MISCONFIGURED for a variable that is not
 * set; messages name the reference only.
 */
export async function fillLaunchValues(secrets: Secrets, template: Template): Promise<FilledJob> {
  const used: string[] = [];
  const json = await fillSecrets(template, async (value) => {
    if (value.kind === 'secret') {
      const secret = await secrets.resolve(value.provider, value.name);
      used.push(secret);
      return secret;
    }
    const set = secrets.environment(value.name) ?? value.fallback;
    if (set !== undefined) return set;
    throw new OperatingError('ENGINE_MISCONFIGURED', `The environment variable ${value.name} is not set`, {
      retryable: false,
      help: `Set ${value.name} where the executor runs, or give it a default: \${env:${value.name}:-value}.`,
    });
  });
  return { json, secrets: used };
}

/** Shorter values would black out ordinary text; such a secret protects nothing anyway. */
const SHORTEST_SECRET = 3;

/**
 * Takes secrets out of a text, also where they stand URL-encoded or escaped in JSON or SQL. Longest first, so
 * that a secret that is part of another leaves nothing behind.
 */
export function redact(text: string, secrets: readonly string[]): string {
  const forms = new Set<string>();
  for (const secret of secrets) {
    if (secret.length < SHORTEST_SECRET) continue;
    forms.add(secret);
    forms.add(encodeURIComponent(secret));
    forms.add(encodeURIComponent(secret).replaceAll('%20', '+'));
    forms.add(JSON.stringify(secret).slice(1, -1));
    forms.add(secret.replaceAll("'", "''"));
  }
  let redacted = text;
  for (const form of [...forms].sort((a, b) => b.length - a.length)) redacted = redacted.replaceAll(form, '***');
  return redacted;
}
