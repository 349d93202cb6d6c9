import { createHash } from 'node:crypto';

/** SHA-256 of the text's UTF-8 bytes, `sha256:<hex>`. */
export function digest(text: string): string {
  return `sha256:${createHash('sha256').update(text, 'utf8').digest('hex')}`;
}

/** One name for many artefacts, in their order. */
export function digestOfAll(artefacts: readonly { readonly digest: string }[]): string {
  return digest(artefacts.map((each) => each.digest).join('\n'));
}
