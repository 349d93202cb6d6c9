import type { WrittenConnection } from '../../connector/index.ts';

/** Modes of Connector/J and of MariaDB's driver in which a connection may go unencrypted. */
const PLAIN_MODES = new Set(['', 'DISABLED', 'DISABLE', 'PREFERRED', 'PREFER']);
/** Properties that are a wish where they are `true`. */
const SWITCHES = new Set(['usessl', 'requiressl', 'verifyservercertificate']);
/** Properties that name a certificate or its key, at either end: Connector/J's, then MariaDB's. */
const CERTIFICATES = new Set([
  'clientcertificatekeystoreurl',
  'trustcertificatekeystoreurl',
  'keystore',
  'truststore',
  'serversslcert',
]);

/**
 * The property by which a connection to MySQL or MariaDB has to be encrypted, as their JDBC drivers read them: `sslMode` goes before
 * all others, and `useSSL=false` before what is left. Undefined where nothing asks for it.
 */
export function encryptedBy({ properties, url }: WrittenConnection): string | undefined {
  const said = [...Object.entries(properties), ...new URLSearchParams(url?.split('?')[1] ?? '')];
  const pairOf = (name: string) => said.find(([key]) => key.toLowerCase() === name);
  const [modeKey, mode = ''] = pairOf('sslmode') ?? [];
  if (modeKey !== undefined) return PLAIN_MODES.has(mode.trim().toUpperCase()) ? undefined : modeKey;
  if (pairOf('usessl')?.[1].trim().toLowerCase() === 'false') return undefined;
  return said.find(([key, value]) => isWish(key.toLowerCase(), value.trim().toLowerCase()))?.[0];
}

function isWish(key: string, value: string): boolean {
  return (SWITCHES.has(key) && value === 'true') || (CERTIFICATES.has(key) && value !== '');
}
