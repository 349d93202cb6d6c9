import { Type } from 'typebox';
import { scalar, strict, text, words } from './shared-schema.ts';

/** Any value, or a condition on one: `{ contains: … }`, `{ matches: … }`, `{ oneOf: […] }`, `{ absent: true }`. */
const expected = (description: string): Type.TUnsafe<unknown> => Type.Unsafe<unknown>({ description });

const members = (description: string): Type.TUnsafe<Record<string, unknown>> =>
  Type.Unsafe<Record<string, unknown>>({ type: 'object', description });

const rows = (description: string): Type.TUnsafe<string | Record<string, unknown>[]> =>
  Type.Unsafe<string | Record<string, unknown>[]>({
    anyOf: [
      { type: 'string', minLength: 1 },
      { type: 'array', items: { type: 'object' } },
    ],
    description,
  });

const setting = {
  pipeline: Type.Optional(text('Name of the pipeline that is tested.')),
  environment: Type.Optional(text('Environment of sluice.yaml; left out: the one of `--env`.')),
  engine: Type.Optional(text('Engine of sluice.yaml to compile for, in place of the pipeline’s own.')),
  fire: Type.Optional(text('Fire time with an offset. For example 2026-03-01T02:00:00+08:00.')),
  params: Type.Optional(Type.Record(Type.String(), scalar(), { description: 'Values of parameters.' })),
};

const expectation = strict(
  {
    job: Type.Optional(
      members('Parts of the bound job: by JSON Pointer (`/job/content/0/…`), or as a mapping that the job holds.'),
    ),
    sql: Type.Optional(expected('The statements of a Flink SQL job; text means that they contain it.')),
    artefact: Type.Optional(members('Parts of the artefact, in the same two ways.')),
    values: Type.Optional(members('Run-time values as they are put in, for example `bizdate: "20260228"`.')),
    nextFires: Type.Optional(
      Type.Array(Type.String({ minLength: 1 }), { description: 'The next fire times after `fire`, with offsets.' }),
    ),
    diagnostics: Type.Optional(
      Type.Array(Type.String({ minLength: 1 }), {
        description: 'Codes of all findings of the pipeline; an empty list says that there is none.',
      }),
    ),
    rows: Type.Optional(rows('Rows of the sink after the run: a list, or a file beside this one.')),
    ordered: Type.Optional(Type.Boolean({ description: 'True: the rows come in this order. Default false.' })),
    count: Type.Optional(Type.Integer({ minimum: 0, description: 'How many rows the sink has after the run.' })),
    refused: Type.Optional(Type.Integer({ minimum: 0, description: 'How many rows did not fit and were left out.' })),
    cursor: Type.Optional(scalar('The position after the run.')),
    error: Type.Optional(expected('The run fails; text means that its message contains it.')),
  },
  { description: 'What must come of it.' },
);

const testCase = strict({
  name: text('Unique in the file.'),
  skip: Type.Optional(text('Why the case is not run.')),
  ...setting,
  cursor: Type.Optional(scalar('Position of an incremental pipeline before the run; left out: it has none.')),
  source: Type.Optional(
    strict(
      {
        rows: Type.Optional(rows('Rows of the source: a list, or a file (.csv, .json, .jsonl) beside this one.')),
        tables: Type.Optional(
          Type.Record(Type.String(), rows('Rows, or a file.'), {
            description: 'Rows of several tables by name, for a `query` or a list of tables.',
          }),
        ),
      },
      { description: 'What the source holds.' },
    ),
  ),
  sink: Type.Optional(
    strict(
      { rows: rows('Rows that the sink has before the run: a list, or a file.') },
      { description: 'The sink before the run.' },
    ),
  ),
  leaveOut: Type.Optional(
    Type.Array(words(['where', 'preSql', 'postSql']), {
      description: 'Parts that SQLite cannot run: the rows are given as they are behind the `where`.',
    }),
  ),
  expect: expectation,
});

/** The shape of a test file, `tests/**\/*.test.yaml`. What stands beside `cases` holds for every case that says nothing else. */
export const testSchema = strict(
  {
    description: Type.Optional(Type.String({ description: 'For people.' })),
    ...setting,
    cases: Type.Array(testCase, { minItems: 1, description: 'The cases, in the order in which they are shown.' }),
  },
  { $id: 'test.schema.json', title: 'Sluice test' },
);
