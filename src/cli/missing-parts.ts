import { createRequire } from 'node:module';

/** Optional packages, and what does not work without them. */
const OPTIONAL: Readonly<Record<string, string>> = {
  '@duckdb/node-api': 'pipelines of the local engine that use SQL over files, or Parquet, fail until it is installed',
};

/** A sentence for each optional package that is not there; none when all are. */
export function missingParts(resolve: (name: string) => unknown = createRequire(import.meta.url).resolve): string[] {
  return Object.entries(OPTIONAL).flatMap(([name, consequence]) => {
    try {
      resolve(name);
      return [];
    } catch {
      return [`${name} is not installed: ${consequence} (npm install ${name})`];
    }
  });
}
