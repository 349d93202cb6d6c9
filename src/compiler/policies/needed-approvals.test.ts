import { describe, expect, it } from 'vitest';
import type { ApprovalPolicy, ApprovedMeaning } from '../ir/index.ts';
import { MEANINGS, type Meaning, type PlannedChange } from '../plan/index.ts';
import { neededApprovals } from './needed-approvals.ts';

const AT = { file: 'sluice.yaml', path: [], part: 'value' } as const;
const MEANS: readonly ApprovedMeaning[] = ['data-affecting', 'destructive'];

function change(pipeline: string, owners: readonly string[], ...meaning: readonly Meaning[]): PlannedChange {
  const findings = meaning.map((each) => ({
    reason: 'R',
    meaning: each,
    consequence: { template: '', args: [] },
    paths: [],
  }));
  return { pipeline, owners, findings } as unknown as PlannedChange; // no more of it is looked at
}

const policy = (by: readonly string[], meaning = MEANS): ApprovalPolicy => ({ by, meaning, at: AT });

const asked = (changes: readonly PlannedChange[], policies: readonly ApprovalPolicy[], ...before: readonly string[]) =>
  neededApprovals(changes, policies, { askedOf: ({ owners }) => owners, ownersBefore: () => before });

describe('neededApprovals', () => {
  it('asks each owner once, for all changes that mean what a policy speaks of', () => {
    const changes = [
      change('b', ['ann'], 'destructive', 'schedule'),
      change('a', ['ann'], 'data-affecting', 'cosmetic'),
      change('c', ['ann'], 'schedule'),
      change('d', ['bob'], 'data-affecting'),
    ];
    expect(asked(changes, [policy(['owner'])])).toEqual({
      approvals: [
        { owners: ['ann'], pipelines: ['a', 'b'], meaning: ['destructive', 'data-affecting'] },
        { owners: ['bob'], pipelines: ['d'], meaning: ['data-affecting'] },
      ],
      unowned: [],
    });
  });

  it('takes one of several for one approval, and two policies for two', () => {
    const { approvals } = asked(
      [change('a', ['@shop/x', '@shop/y'], 'destructive')],
      [policy(['owner', '@dba']), policy(['@office'], ['destructive']), policy(['@office'], ['schedule'])],
    );
    expect(approvals.map(({ owners }) => owners)).toEqual([['@dba', '@shop/x', '@shop/y'], ['@office']]);
  });

  it('finds changes that nobody can approve: without an owner, and with mail addresses alone', () => {
    const [none, mail, both] = [
      change('none', [], 'destructive'),
      change('mail', ['ann@shop.example'], 'destructive'),
      change('both', ['ann@shop.example', '@ann'], 'destructive'),
    ];
    const { approvals, unowned } = asked([none, mail, both], [policy(['owner'])]);
    expect(unowned.map((each) => [each.change.pipeline, each.mails])).toEqual([
      ['none', []],
      ['mail', ['ann@shop.example']],
    ]);
    expect(approvals).toEqual([{ owners: ['@ann'], pipelines: ['both'], meaning: ['destructive'] }]);
  });

  it('asks whom a pipeline is taken from too, and not where it stays theirs', () => {
    const taken = change('a', ['@bob'], 'data-affecting');
    expect(asked([taken], [policy(['owner'])], '@ann').approvals.map(({ owners }) => owners)).toEqual([
      ['@ann'],
      ['@bob'],
    ]);
    expect(asked([taken], [policy(['owner'])], 'Bob').approvals.map(({ owners }) => owners)).toEqual([['@bob']]);
    expect(asked([taken], [policy(['@dba'])], '@ann').approvals.map(({ owners }) => owners)).toEqual([['@dba']]);
    expect(asked([change('a', [], 'data-affecting')], [policy(['owner'])], '@ann')).toMatchObject({
      approvals: [{ owners: ['@ann'] }],
      unowned: [{}],
    });
  });

  it('speaks of the meanings that plans have', () => {
    const all: Readonly<Record<ApprovedMeaning, true>> = {
      destructive: true,
      'state-breaking': true,
      'data-affecting': true,
      schedule: true,
      resource: true,
      cosmetic: true,
    };
    expect(Object.keys(all)).toEqual([...MEANINGS]);
  });
});
