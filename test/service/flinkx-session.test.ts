import { testSessionEngine } from '../support/session-engine-tests.ts';

testSessionEngine({
  type: 'flinkx',
  version: '1.11',
  asksDatabases: false,
  limit: (rows) => ({ setting: { errorLimit: { record: rows } } }),
});
