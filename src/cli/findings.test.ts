import { expect, test } from 'vitest';
import type { LocatedDiagnostic } from '../compiler/index.ts';
import { UsageError } from './exit-code.ts';
import { isToldAnyway, refuseUndeclaredEnvironment } from './findings.ts';

function finding(code: LocatedDiagnostic['code']): LocatedDiagnostic {
  const at = { line: 1, column: 1, offset: 0 };
  const message = 'no environment is named `prdo`';
  const help = 'did you mean `prod`?';
  const range = { start: at, end: at };
  const rest = { labels: [], notes: [], suggestions: [], docsUrl: '', fingerprint: '' };
  return { code, severity: 'error', message, help, file: 'sluice.yaml', range, ...rest };
}

test('an environment that is not declared is told whichever paths were asked for', () => {
  expect(isToldAnyway(finding('SL0306'))).toBe(true);
  expect(isToldAnyway(finding('SL0303'))).toBe(false);
});

test('verbs that give what holds in an environment refuse one that is not declared', () => {
  const refused = expect(() => refuseUndeclaredEnvironment([finding('SL0303'), finding('SL0306')]));
  refused.toThrow(UsageError);
  refused.toThrow('no environment is named `prdo`');
  expect(() => refuseUndeclaredEnvironment([finding('SL0303')])).not.toThrow();
});
