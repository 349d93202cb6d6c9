import type { StrippedPlace } from './evaluate-typescript.ts';

/**
 * The innermost frame of a QuickJS stack that is the author's: not the prelude's, the SDK's or a
 * built-in's. With `preferred`, the innermost one of that file, where there is one.
 */
export function firstFrame(stack: string, preferred?: string): StrippedPlace | undefined {
  const frames: StrippedPlace[] = [];
  for (const [, file = '', line, column] of stack.matchAll(/(?:\(|at )([^\s()]+):(\d+):(\d+)\)?\s*$/gm)) {
    if (file !== 'sluice' && file !== 'sluice:prelude')
      frames.push({ file, line: Number(line), column: Number(column) });
  }
  return frames.find(({ file }) => file === preferred) ?? frames[0];
}
