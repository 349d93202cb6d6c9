import { textIn } from './http/read-json.ts';

/** Tells comments of one author: somebody else's that begins with our marker is left alone. */
export function sameAs(author: string, place: readonly string[]): (comment: unknown) => boolean {
  return (comment) => author !== '' && textIn(comment, ...place) === author;
}
