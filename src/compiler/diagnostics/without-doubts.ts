import type { Diagnostic } from './diagnostic.ts';

/**
 * Findings of the loader without those warnings that an error answers which stands at the same value: of `port: 03306x`
 * one thing is wrong, and it is told once.
 */
export function withoutDoubts(loaded: readonly Diagnostic[], found: readonly Diagnostic[]): readonly Diagnostic[] {
  const refused = new Set(found.filter(({ severity }) => severity === 'error').map(placeOf));
  return loaded.filter(
    (diagnostic) =>
      diagnostic.severity === 'error' || diagnostic.at.path.length === 0 || !refused.has(placeOf(diagnostic)),
  );
}

function placeOf({ at }: Diagnostic): string {
  return JSON.stringify([at.file, ...at.path]);
}
