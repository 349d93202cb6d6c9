import { createHash } from 'node:crypto';
import type { Message } from '../../message/index.ts';
import type { Location, Locator, Span } from '../text/index.ts';
import type { Diagnostic } from './diagnostic.ts';
import { hideSecrets, SECRET_CODES } from './hide-secrets.ts';

/** More text than this beside a place tells no more about it. */
const AROUND = 300;

/**
 * What makes a finding the one it is, whatever line it stands on and whatever language it is told in: code, file,
 * the path to the place with items of lists by their names, and the message's template with its arguments.
 * Two findings of one identity are told apart by {@link fingerprintsOf}.
 */
export function identityOf(diagnostic: Diagnostic, locator: Locator | undefined): string {
  const { code, at, message } = diagnostic;
  return JSON.stringify([code, at.file, at.part, placeOf(diagnostic, locator), partsOf(message)]);
}

/** A fingerprint for each identity, 32 hexadecimal digits; equal ones are numbered in the order given. */
export function fingerprintsOf(identities: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return identities.map((identity) => {
    const count = seen.get(identity) ?? 0;
    seen.set(identity, count + 1);
    return createHash('sha256').update(`${identity}\n${count}`).digest('hex').slice(0, 32);
  });
}

/** Path of names; what has no path, as a syntax error, is known by the text that it points at. */
function placeOf({ code, at }: Diagnostic, locator: Locator | undefined): readonly unknown[] {
  if (at.offsets === undefined) return stepsOf(at, locator);
  if (locator === undefined || SECRET_CODES.has(code)) return [];
  return [textAt(locator.span(at))];
}

function stepsOf({ path }: Location, locator: Locator | undefined): readonly unknown[] {
  return path.map((step, index) => {
    if (typeof step === 'string') return step;
    const name = locator?.itemName?.(path.slice(0, index + 1));
    return name === undefined ? step : { name };
  });
}

function textAt({ file, start, end }: Span): string {
  const from = Math.max(file.text.lastIndexOf('\n', Math.max(start - 1, 0)) + 1, start - AROUND);
  const lineEnd = file.text.indexOf('\n', start);
  const to = Math.min(lineEnd === -1 ? file.text.length : lineEnd, start + AROUND);
  return hideSecrets(file.text.slice(from, to)).slice(start - from, Math.max(end, start) - from);
}

function partsOf({ template, args }: Message): readonly unknown[] {
  return [template, ...args.map((argument) => (typeof argument === 'object' ? partsOf(argument) : String(argument)))];
}
