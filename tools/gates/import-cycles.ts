import { posix } from 'node:path';
import type { Finding } from './finding.ts';
import type { SourceModule } from './source-module.ts';

/** One finding for each cycle of files that import each other at run time; imports of types close none. */
export function cycleFindings(modules: readonly SourceModule[]): Finding[] {
  const graph = new Map(modules.map((module) => [module.file, targetsOf(module)]));
  const done = new Set<string>();
  const path: string[] = [];
  const findings: Finding[] = [];

  const visit = (file: string): void => {
    const start = path.indexOf(file);
    if (start >= 0) {
      const cycle = [...path.slice(start), file];
      findings.push({ file, message: `imports itself in a circle: ${cycle.join(' -> ')}` });
      return;
    }
    if (done.has(file)) return;
    path.push(file);
    for (const target of graph.get(file) ?? []) visit(target);
    path.pop();
    done.add(file);
  };

  for (const file of graph.keys()) visit(file);
  return findings;
}

function targetsOf({ file, imports }: SourceModule): string[] {
  const relative = imports.filter((one) => !one.typeOnly && one.specifier.startsWith('.'));
  return [...new Set(relative.map((one) => posix.join(posix.dirname(file), one.specifier)))];
}
