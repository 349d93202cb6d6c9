import type { Path } from '../compiler/index.ts';

/** A change that makes an expectation say what is so. Paths begin at the root of the test file. */
export type ExpectationUpdate =
  | { readonly kind: 'set'; readonly path: Path; readonly value: unknown }
  | { readonly kind: 'remove'; readonly path: Path }
  /** One more item at the end of the list. */
  | { readonly kind: 'append'; readonly path: Path; readonly value: unknown };
