import { describe, expect, test } from 'vitest';
import { AUDIT_TOPIC, RUNS_TOPIC } from '../../ports/index.ts';
import { problemOf } from './topic-settings.ts';

describe('problemOf', () => {
  test.each([
    [AUDIT_TOPIC, 'cleanup.policy', 'compact', 'cleanup.policy=delete'],
    [AUDIT_TOPIC, 'cleanup.policy', 'compact,delete', 'cleanup.policy=delete'],
    [RUNS_TOPIC, 'cleanup.policy', 'compact', 'cleanup.policy=delete'],
    [AUDIT_TOPIC, 'retention.ms', '604800000', 'retention.ms=-1'],
    [AUDIT_TOPIC, 'retention.bytes', '1073741824', 'retention.bytes=-1'],
  ] as const)('%s with %s = %s loses events, and the fix is said', (topic, setting, value, fix) => {
    expect(problemOf(topic, setting, value)).toEqual([
      expect.objectContaining({ topic, setting, value, help: expect.stringContaining(fix) as string }),
    ]);
  });

  test.each([
    [AUDIT_TOPIC, 'cleanup.policy', 'delete'],
    [AUDIT_TOPIC, 'retention.ms', '-1'],
    [RUNS_TOPIC, 'retention.ms', '604800000'],
    [RUNS_TOPIC, 'retention.bytes', '1'],
  ] as const)('%s with %s = %s is as it should be', (topic, setting, value) => {
    expect(problemOf(topic, setting, value)).toEqual([]);
  });
});
