import { describe, expect, it } from 'vitest';
import { dependencyFindings } from './dependency-findings.ts';
import { scratchTree } from './scratch-tree.ts';

describe('dependencyFindings', () => {
  it('refuses a dependency without a written reason', () => {
    using tree = scratchTree({
      'package.json': JSON.stringify({ dependencies: { yaml: '1', pino: '1' }, optionalDependencies: { duck: '1' } }),
      'docs/decisions/dependencies.md': '| yaml | reads YAML, unlike @x/pino, pino-http and js-duck |',
    });
    expect(dependencyFindings(tree.root).map((one) => one.message)).toEqual([
      'docs/decisions/dependencies.md does not say what `pino` is for',
      'docs/decisions/dependencies.md does not say what `duck` is for',
    ]);
  });

  it('refuses the twenty-fifth dependency', () => {
    const names = Array.from({ length: 25 }, (_, index) => `p${index}`);
    using tree = scratchTree({
      'package.json': JSON.stringify({ dependencies: Object.fromEntries(names.map((name) => [name, '1'])) }),
      'docs/decisions/dependencies.md': names.map((name) => `\`${name}\``).join(' '),
    });
    expect(dependencyFindings(tree.root).map((one) => one.message)).toEqual([
      '25 runtime dependencies; 24 are allowed',
    ]);
  });
});
