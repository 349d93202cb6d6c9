import { createHash } from 'node:crypto';
import { readFileSync, realpathSync } from 'node:fs';
import { join, sep } from 'node:path';

/** A module that a TypeScript definition is made of besides itself. */
export interface ImportedModule {
  /** From the project's root. */
  readonly path: string;
  /** SHA-256 of its bytes, hexadecimal. */
  readonly digest: string;
}

/** True where each of them is there as it was. */
export function importsHold(root: string, imports: readonly ImportedModule[]): boolean {
  return imports.every(({ path, digest }) => digestOf(root, path) === digest);
}

/** Undefined for one that a definition could not import, as `TypeScriptModules` has it. */
function digestOf(root: string, path: string): string | undefined {
  try {
    const target = realpathSync(join(root, path));
    if (!target.startsWith(realpathSync(root) + sep)) return undefined;
    return createHash('sha256').update(readFileSync(target)).digest('hex');
  } catch {
    return undefined;
  }
}
