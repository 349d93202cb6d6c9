import type { ValueChange } from './value-change.ts';

const CREDENTIALS = new Set(['username', 'password', 'accessKey', 'secretKey', 'token', 'privateKeyPath']);

/** True of a field of a datasource that says who connects. */
export function isCredential(field: string): boolean {
  return CREDENTIALS.has(field);
}

/** True of a change of who connects to a datasource. */
export function isOfCredentials({ path }: ValueChange): boolean {
  const [, folder, , key = ''] = path.split('/');
  return folder === 'datasources' && isCredential(key);
}
