/** Rows of a table: a list of mappings from column to value, or the path of a file beside the test file. */
export type TestRows = string | Record<string, unknown>[];

/** What a file may say for all its cases, and a case for itself. */
export interface TestSetting {
  pipeline?: string;
  environment?: string;
  engine?: string;
  /** ISO 8601 with an offset. */
  fire?: string;
  params?: Record<string, string | number | boolean>;
}

/** Parts of a job that SQLite may not be able to run in its dialect. */
export type TestLeaveOut = 'where' | 'preSql' | 'postSql';

/** What must be true; everything that is left out is not looked at. */
export interface TestExpectation {
  /** Keys that all begin with `/` are JSON Pointers; otherwise a mapping that the job holds. */
  job?: Record<string, unknown>;
  sql?: unknown;
  artefact?: Record<string, unknown>;
  values?: Record<string, unknown>;
  nextFires?: string[];
  diagnostics?: string[];
  rows?: TestRows;
  ordered?: boolean;
  count?: number;
  refused?: number;
  cursor?: string | number | boolean;
  error?: unknown;
}

/** One case: a compiled pipeline, perhaps run on rows, and what must be so. */
export interface TestCaseDefinition extends TestSetting {
  name: string;
  /** Why it is not run. */
  skip?: string;
  cursor?: string | number | boolean;
  source?: { rows?: TestRows; tables?: Record<string, TestRows> };
  sink?: { rows: TestRows };
  leaveOut?: TestLeaveOut[];
  expect: TestExpectation;
}

/** A test file: cases of one pipeline, or of several where each case names its own. */
export interface TestDefinition extends TestSetting {
  description?: string;
  cases: TestCaseDefinition[];
}
