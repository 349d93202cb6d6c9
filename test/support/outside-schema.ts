import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';

const require = createRequire(import.meta.url);

/** The text of a file in an installed package, whatever the package exports. */
export function packagedFile(name: string, file: string): string {
  const folders = require.resolve.paths(name) ?? [];
  for (const folder of folders) {
    try {
      return readFileSync(path.join(folder, name, file), 'utf8');
    } catch {
      // the next folder
    }
  }
  throw new Error(`${name} is not installed, or has no ${file}`);
}

/** Validator of a schema of draft 4 that others publish, from the package that holds it. */
export function outsideSchema(name: string, file: string): ValidateFunction {
  // what draft 4 says otherwise is its name, `id`, and the bounds, which these schemas do not exclude
  const { $schema: _, id: __, ...schema } = JSON.parse(packagedFile(name, file)) as Record<string, unknown>; // an object
  const formats = { uri: isUri, 'uri-reference': isReference, 'date-time': isTime };
  return new Ajv({ strict: false, allErrors: true, unicodeRegExp: false, formats }).compile(schema);
}

function isUri(text: string): boolean {
  return URL.canParse(text);
}

function isReference(text: string): boolean {
  return /^[\w\-.~:/?#[\]@!$&'()*+,;=%]*$/.test(text) && !/%(?![0-9A-Fa-f]{2})/.test(text);
}

function isTime(text: string): boolean {
  return !Number.isNaN(Date.parse(text));
}
