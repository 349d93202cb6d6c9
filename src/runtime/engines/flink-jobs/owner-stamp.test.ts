import { expect, test } from 'vitest';
import { ownerOf, withOwnerStamp } from './owner-stamp.ts';

const owner = { project: 'shop', environment: '生产:1,"x"' };

test('a job says whose it is, beside what its author gave it', () => {
  const stamped = withOwnerStamp('team:data', owner);
  expect(stamped).toMatch(/^team:data,sluice\.owner:[0-9a-f]+$/);
  expect(ownerOf({ team: 'data', 'sluice.owner': stamped.split('sluice.owner:')[1] ?? '' })).toEqual(owner);
});

test('one that does not say it is nobody’s', () => {
  const hex = (text: string): string => Buffer.from(text).toString('hex');
  for (const stamp of ['me', hex('me'), hex('[1,2]'), hex('{"a":1}'), hex('["shop"]')])
    expect(ownerOf({ 'sluice.owner': stamp })).toBeUndefined();
  expect(ownerOf({})).toBeUndefined();
});
