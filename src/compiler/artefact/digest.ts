import { createHash } from 'node:crypto';

/** SHA-256 of the text's UTF-8 bytes, `sha256:<hex>`. */
export function digest(text: string): string {
  return `sha256:${createHash('sha256').update(text, 'utf8').digest('hex')}`;
}
