import { describe, expect, test } from 'vitest';
import { createSourceFile } from '../../../src/compiler/index.ts';
import { checkJob, loadPlugins } from '../../../src/import/index.ts';
import { variants, type Variant } from './variants.ts';

/** What a version takes and reads as it was meant: nothing may be said of it. */
const HARMLESS = new Set([
  'baseline',
  'setting-empty',
  'no-speed',
  'channel-1.0',
  'channel-null',
  'channel-negative',
  'bytes-negative',
  'errorLimit-null',
  'restore-ok',
  'restore-max-string',
  'r-column-strings',
  'r-column-star',
  'r-fetchSize-string',
  'r-splitPk-null',
  'r-incre-index',
  'r-incre-loc-null',
  'r-increColumn-noloc',
  'w-column-strings',
  'w-mode-upper',
  'w-preSql-list',
  'w-batchSize-string',
  'x-comment-line',
  'x-comment-block',
  'x-single-quotes',
  'x-unquoted-key',
  'x-bom',
]);

/** FlinkX 1.11 was given `writeMode` alone. */
function asOf1_11(job: string): string {
  return job.includes('"writeMode"')
    ? job.replace(/"mode": "\w+", |, "mode": "\w+"/, '')
    : job.replace('"mode":', '"writeMode":');
}

/** Refused by a database that was asked, for what no file says: its users and tables. */
const OF_THE_DATABASE = new Set(['r-password-number', 'r-no-password', 'r-no-username']);

describe.each(['1.11', '1.12', '1.16'] as const)('the variants on %s', async (version) => {
  const engine = version === '1.11' ? 'flinkx' : 'chunjun';
  const plugins = await loadPlugins(engine);
  const findings = (variant: Variant): string[] => {
    // the recorded text is that of 1.16; the password is no matter here
    const text = variant.job.replaceAll('"password": "p"', '"password": "${password}"');
    const job = version === '1.11' ? asOf1_11(text) : text;
    return checkJob(createSourceFile('job.json', job), engine, version, plugins).map(
      ({ severity, code, message }) => `${severity} ${code} ${message}`,
    );
  };
  const refused = variants().filter((each) => each[version] !== 'accepted' && !OF_THE_DATABASE.has(each.name));

  test.each(refused)('$name is refused by the version, and is an error', (variant) => {
    expect(findings(variant).filter((each) => each.startsWith('error'))).not.toEqual([]);
  });

  test.each(variants().filter(({ name }) => HARMLESS.has(name) && !refused.some((each) => each.name === name)))(
    '$name is right, and nothing is said of it',
    (variant) => {
      expect(findings(variant)).toEqual([]);
    },
  );

  test('what it takes and reads otherwise is at least a warning', () => {
    const silent = variants()
      .filter((each) => each[version] === 'accepted' && !HARMLESS.has(each.name) && findings(each).length === 0)
      .map(({ name }) => name);
    expect(silent.sort()).toEqual(SILENT[version].toSorted());
  });
});

/** Right on some versions only, beside what is harmless everywhere. */
const RIGHT_ON_CHUNJUN = [
  'no-setting',
  'bytes-1e5',
  'rebalance-string',
  'restore-string-bool',
  'restore-stream-only',
  'reader-name-mysqlsource',
  'r-splitPk-number',
  'r-where-number',
  'r-polling-string',
  'r-incre-loc-number',
  'r-incre-useMax-string',
  'w-no-column',
  'w-no-mode',
  'w-mode-update-nokey',
  'w-uniqueKey-list',
  'w-flush-string',
];

/** Taken, and nothing said: the version does what is written, or nobody can tell from the file. */
const SILENT = {
  '1.11': [
    'errorLimit-record-string',
    'errorLimit-percentage-string',
    // a database may let anybody in
    'r-no-username',
    'r-no-password',
    // a column may be read twice on purpose
    'r-column-dup',
    'r-incre-loc-negative',
    'r-incre-polling-max',
    'w-mode-update-nokey',
    'w-updateKey-map',
    'w-jdbcUrl-list',
  ],
  '1.12': RIGHT_ON_CHUNJUN,
  '1.16': RIGHT_ON_CHUNJUN,
};
