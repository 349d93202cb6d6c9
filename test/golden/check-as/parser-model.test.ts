import { describe, expect, test } from 'vitest';
import { readJson, plainValue } from '../../../src/import/json/index.ts';
import { acceptedBy } from '../../support/sync-parser-model.ts';
import { variants, type Variant } from './variants.ts';

/** Stages that need a database or the plugins' files; the model says nothing of these. */
const LATER = new Set(['createReader', 'createWriter', 'plugin-lookup']);

/** Told apart by the text of the file alone, or refused for a plugin of its own. */
const NOT_IN_THE_MODEL =
  /^x-|^channel-1|^bytes-1e5|^r-column-index-float|^reader-name-unknown|^parameter-empty|^r-no-connection|^w-no-connection|^w-semantic/;

describe.each(['1.11', '1.16'] as const)('the model of %s', (version) => {
  const known = variants().filter(({ name }) => !NOT_IN_THE_MODEL.test(name));

  test.each(known.filter((each) => !LATER.has(each[version])))(
    'decides $name as the real parser did',
    (variant: Variant) => {
      const { root } = readJson(variant.job);
      const verdict = acceptedBy(root && plainValue(root), version === '1.11' ? 'flinkx' : 'chunjun', version);
      expect(verdict.accepted ? 'accepted' : `refused: ${verdict.reason}`).toMatch(
        variant[version] === 'accepted' ? /^accepted$/ : /^refused/,
      );
    },
  );
});
