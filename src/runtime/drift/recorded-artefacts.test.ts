import { expect, test } from 'vitest';
import { sampleArtefact } from '../../../test/support/runtime/sample-artefact.ts';
import type { CompiledArtefact } from '../../compiler/index.ts';
import { OperatingError, toOperatingError } from '../errors.ts';
import { RecordedArtefacts } from './recorded-artefacts.ts';

const stored = sampleArtefact('orders', { schedule: { kind: 'continuous', timeZone: 'UTC' } });
const { digest } = stored;

async function read(getArtefact: () => Promise<CompiledArtefact | undefined>): Promise<RecordedArtefacts> {
  const artefacts = new RecordedArtefacts({ getArtefact });
  await artefacts.read([digest, digest]);
  return artefacts;
}

test('an artefact whose bytes are what its digest says is relied on, and read once', async () => {
  let reads = 0;
  const artefacts = await read(async () => {
    reads += 1;
    return stored;
  });
  await artefacts.read([digest]);
  expect(reads).toBe(1);
  expect(artefacts.find(digest)).toEqual({ engine: stored.artefact.engine, isContinuous: true });
});

test('one that somebody has edited, or made no JSON of, is damaged', async () => {
  const edited = await read(async () => ({ ...stored, bytes: stored.bytes.replace('orders', 'ordres') }));
  const broken = await read(async () => JSON.parse('{ no json'));
  const passedOn = await read(() => Promise.reject(toOperatingError(new SyntaxError('no JSON'))));
  for (const artefacts of [edited, broken, passedOn])
    expect([artefacts.stateOf(digest), artefacts.find(digest)]).toEqual(['damaged', undefined]);
});

test('one that is not there is missing; a store that is away is an error', async () => {
  expect((await read(async () => undefined)).stateOf(digest)).toBe('missing');
  const away = new OperatingError('STORE_UNREACHABLE', 'away', { retryable: true });
  await expect(read(() => Promise.reject(away))).rejects.toThrow('away');
});
