import { createRequire } from 'node:module';

type Ignore = typeof import('ignore');

let library: Ignore | undefined;

/** The `ignore` package, loaded at the first pattern and synchronously: most repositories have no CODEOWNERS. */
export function ignoreLibrary(): Ignore {
  library ??= createRequire(import.meta.url)('ignore') as Ignore;
  return library;
}
