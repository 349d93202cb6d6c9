/** Names under which drivers and engines take secrets, as far as Sluice knows them, and slips of `password`. */
const SECRET_NAME = /passw|pwd|secret|token|credential|api[-_]?key|access[-_]?key/i;

/** True for a name under which a secret is given, `Authorization` and `Cookie` among headers included. */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name) || /^(?:authorization|cookie|set-cookie|proxy-authorization)$/i.test(name);
}
