import type pc from 'picocolors';
import type { Meaning } from '../../../compiler/index.ts';

/** A text in the colour of a meaning: red for what cannot be had back, dim for what nobody feels. */
export function paintMeaning(meaning: Meaning, text: string, paint: ReturnType<typeof pc.createColors>): string {
  switch (meaning) {
    case 'destructive':
      return paint.bold(paint.red(text));
    case 'state-breaking':
      return paint.red(text);
    case 'data-affecting':
      return paint.yellow(text);
    case 'schedule':
      return paint.cyan(text);
    case 'resource':
      return paint.blue(text);
    case 'cosmetic':
      return paint.dim(text);
    default:
      return meaning satisfies never;
  }
}
