import { isJsonMap } from './json-map.ts';

/** Names under which a secret is given, as far as engines and drivers of ours use them. */
const SECRET_NAME = /passw(?:or)?d|^pwd$|\bpwd\b|secret|token|credential|api[-_]?key|access[-_]?key|jaas/i;
const SECRET_HEADER = /^(?:basic|authorization|cookie|set-cookie|proxy-authorization)$/i;

/** A password inside an address or a line of settings. */
const INSIDE = [
  /(\/\/[^/?#\s"':@]*:)[^\s"']+(?=@)/g,
  /(\bjdbc:oracle:\w+:[^/@:\s]+\/)[^\s"']+(?=@)/g,
  /((?:password|passwd|pwd|secret|token|authorization)\\*["']?\s*:\s*\\*["']?)[^"'\\&;,\s)}]+/gi,
  /((?:^|[?&;,\s("'])(?:password|passwd|pwd|secret|token|accessKey|secretKey)\s*=\s*)(?:"[^"]+"|'[^']+'|[^&;,\s"')]+)/gi,
];

/** Shown in place of a secret. */
export const SECRET = '(secret)';

/** True for a name whose value nobody should read. Switches such as `token.enabled` are names of that kind too. */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name) || SECRET_HEADER.test(name);
}

/** A text with the passwords inside it taken out. */
export function hideInText(text: string): string {
  return INSIDE.reduce((shown, pattern) => shown.replaceAll(pattern, `$1${SECRET}`), text);
}

/** True where a text holds a password that is no reference. */
export function holdsSecret(text: string): boolean {
  return hideInText(text.replaceAll(/\$\{secret:[^}]*\}/g, '')) !== text.replaceAll(/\$\{secret:[^}]*\}/g, '');
}

/** JSON as it may be shown: secrets by the name of their key or the look of their text are replaced. */
export function hideSecrets(value: unknown, name = ''): unknown {
  if (isSecretName(name) && isLiteral(value)) return SECRET;
  if (typeof value === 'string') return value.startsWith('${secret:') ? value : shortened(hideInText(value));
  if (Array.isArray(value)) return value.map((item: unknown) => hideSecrets(item, name));
  if (!isJsonMap(value)) return value;
  // A list of {name, value} or {key, value} names the secret beside it.
  const { name: called = value['key'] } = value;
  const named = typeof called === 'string' && isSecretName(called) && typeof value['value'] === 'string';
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, named && key === 'value' ? SECRET : hideSecrets(member, key)]),
  );
}

/** A report is read by people: a query of megabytes is known by its beginning. */
function shortened(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}… (${text.length} characters)` : text;
}

const LONGEST = 2000;

function isLiteral(value: unknown): boolean {
  return typeof value === 'number' || (typeof value === 'string' && value !== '' && !value.startsWith('${'));
}
