import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from './finding.ts';

const most = 24;
const decisions = 'docs/decisions/dependencies.md';

/** Too many runtime dependencies, or one whose reason nobody wrote down. */
export function dependencyFindings(root: string): Finding[] {
  const file = 'package.json';
  // npm itself has refused anything else by now.
  const manifest = JSON.parse(readFileSync(join(root, file), 'utf8')) as {
    dependencies?: Record<string, string>;
    optionalDependencies?: Record<string, string>;
  };
  const required = Object.keys(manifest.dependencies ?? {});
  const names = [...required, ...Object.keys(manifest.optionalDependencies ?? {})];
  const reasons = existsSync(join(root, decisions)) ? readFileSync(join(root, decisions), 'utf8') : '';
  const unexplained = names.filter((name) => !mentions(reasons, name));
  return [
    ...(required.length > most
      ? [{ file, message: `${required.length} runtime dependencies; ${most} are allowed` }]
      : []),
    ...unexplained.map((name) => ({ file, message: `${decisions} does not say what \`${name}\` is for` })),
  ];
}

/** `name` by itself, not as a part of `@scope/name` or `other-name`. */
function mentions(text: string, name: string): boolean {
  const escaped = name.replaceAll(/[.]/g, String.raw`\.`);
  return new RegExp(String.raw`(?<![\w@/-])${escaped}(?![\w/-])`).test(text);
}
