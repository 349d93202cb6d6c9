import { createRequire } from 'node:module';

type Yaml = typeof import('yaml');

let library: Yaml | undefined;

/**
 * The `yaml` package, loaded at first use and synchronously: it is needed only where something is wrong,
 * and loading it takes longer than checking a file.
 */
export function yamlLibrary(): Yaml {
  // The package's CommonJS form has the same exports as the typed one.
  library ??= createRequire(import.meta.url)('yaml') as Yaml;
  return library;
}
