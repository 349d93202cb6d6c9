import { Type } from 'typebox';
import { name, strict, text, texts, words } from './shared-schema.ts';

/** The shape of a backfill: a range of fires of the past, or of cursor values, that is run once it is reviewed. */
export const backfillSchema = strict(
  {
    name: name('Unique in the repository; a backfill of a name is run once.'),
    pipeline: text('Name of the pipeline whose fires are run.'),
    fire: Type.Optional(
      text('From A to B, `A..B`: days of the zone of the schedule, or times with an offset. Either this or bizdate.'),
    ),
    bizdate: Type.Optional(text('The same in days of data: the fires of the day after each. Either this or fire.')),
    cursor: Type.Optional(
      text('In place of fires: values of the column of an incremental source, `A..B`: rows after A, up to and at B.'),
    ),
    chunk: Type.Optional(
      Type.Unsafe<string | number>({
        type: ['string', 'number'],
        description:
          'With cursor: how much of it one run reads, a number, or a duration where it is of times; all when left out.',
      }),
    ),
    concurrency: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 100, description: 'Runs of it at a time; 1 when left out.' }),
    ),
    order: Type.Optional(words(['oldest-first', 'newest-first'], 'Which fire is run first; the oldest when left out.')),
    onFailure: Type.Optional(
      words(['stop', 'continue'], 'What becomes of it where a run does not succeed; it stops when left out.'),
    ),
    allowDuplicates: Type.Optional(
      Type.Boolean({ description: 'Also where a sink that appends will have rows twice.' }),
    ),
    large: Type.Optional(Type.Boolean({ description: 'Also where it is more than 10,000 runs.' })),
    environments: Type.Optional(texts('Only in these environments; in all of them when left out.')),
    description: Type.Optional(Type.String({ description: 'Why, for the audit and for people.' })),
  },
  { $id: 'backfill-file.schema.json', title: 'Sluice backfill' },
);
