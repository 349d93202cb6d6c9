/** Takes the secrets of this process out of text. */
export interface Scrubber {
  /** From now on this value, and the forms that programs print it in, become `***`. */
  remember(secret: string): void;
  scrub(text: string): string;
}

/** Shorter values would black out ordinary text; such a secret protects nothing anyway. */
const SHORTEST_SECRET = 3;
const REPLACEMENT = '***';

/**
 * Knows each secret as it is, URL-encoded (both `%20` and `+` for a blank), JSON-escaped, in an SQL string and in base64,
 * also where base64 holds it in the middle of something longer (`user:password`).
 */
export function createScrubber(): Scrubber {
  const forms = new Set<string>();
  let longestFirst: readonly string[] = [];
  return {
    remember(secret) {
      if (secret.length < SHORTEST_SECRET || forms.has(secret)) return;
      for (const form of formsOf(secret)) if (form.length >= SHORTEST_SECRET) forms.add(form);
      // A secret may be a part of another one: the longer goes first.
      longestFirst = [...forms].sort((a, b) => b.length - a.length);
    },
    scrub(text) {
      let clean = text;
      for (const form of longestFirst) {
        if (clean.includes(form)) clean = clean.replaceAll(form, () => REPLACEMENT);
      }
      return clean;
    },
  };
}

function formsOf(secret: string): readonly string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  const sql = secret.replaceAll("'", "''");
  const forms = [secret, json, json.replaceAll('/', '\\/'), sql, ...urlForms(secret), ...base64Forms(secret)];
  // A line of a multi-line secret (a key file) is printed alone.
  return [...forms, ...secret.split(/\r?\n/).filter((line) => line.length >= 8)];
}

function urlForms(secret: string): readonly string[] {
  // encodeURIComponent throws on half a surrogate pair; such a secret has no URL form.
  const wellFormed = Buffer.from(secret).toString() === secret;
  if (!wellFormed) return [];
  const encoded = encodeURIComponent(secret);
  const strict = encoded.replaceAll(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
  const form = new URLSearchParams({ s: secret }).toString().slice(2);
  return [encoded, strict, form, encoded.replaceAll(/%[0-9A-F]{2}/g, (code) => code.toLowerCase())];
}

/** Base64 groups three bytes: at each of the three offsets the secret has another, inner, form. */
function base64Forms(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  const forms: string[] = [];
  for (const encoding of ['base64', 'base64url'] as const) {
    forms.push(bytes.toString(encoding));
    for (const before of [0, 1, 2]) {
      const whole = Buffer.concat([Buffer.alloc(before), bytes])
        .toString(encoding)
        .replaceAll('=', '');
      // The first and last character mix bits of the secret with those of its neighbours.
      const inner = whole.slice(before === 0 ? 0 : before + 1, (before + bytes.length) % 3 === 0 ? undefined : -1);
      if (inner.length >= 8) forms.push(inner);
    }
  }
  return forms;
}
