import type { ParameterSpec } from '../../connector/index.ts';

/** What the engine fills in before each request (`MetaparamUtils` of both generations). */
const BEFORE_REQUEST = ['uuid', 'currentTime', 'intervalTime', 'param.*', 'body.*'];

/** The same, and what the answer before it said. */
const AFTER_ANSWER = [...BEFORE_REQUEST, 'response.*'];

/** One parameter of a request (`MetaParam`): its first value, and the one of each later request. */
const VALUES: Readonly<Record<string, ParameterSpec>> = {
  key: { type: 'string', description: 'Name of the parameter.', required: true },
  value: {
    type: 'string',
    description: 'Value in the first request, and in each one where nextValue is left out.',
    alsoTakes: ['number', 'boolean'],
    dynamic: true,
    engineNames: BEFORE_REQUEST,
  },
  nextValue: {
    type: 'string',
    description: 'Value in later requests; `${response.…}` is a member of the answer before it.',
    alsoTakes: ['number', 'boolean'],
    dynamic: true,
    engineNames: AFTER_ANSWER,
  },
  format: { type: 'string', description: 'Format of a time, as in `yyyy-MM-dd HH:mm:ss`.', dateFormat: true },
};

const NESTED: Readonly<Record<string, ParameterSpec>> = {
  isNest: { type: 'boolean', description: 'The name is a path into a nested object.', default: false },
};

/** Headers, query and body of a reader's requests. ChunJun 1.16 has nested names besides. */
export function requestParameters(nested: boolean): Readonly<Record<'header' | 'param' | 'body', ParameterSpec>> {
  const members = nested ? { ...VALUES, ...NESTED } : VALUES;
  return {
    header: {
      type: 'object-list',
      description: 'Headers besides those of the datasource.',
      carries: 'datasource.headers',
      members,
    },
    param: { type: 'object-list', description: 'Parameters of the query.', members },
    body: { type: 'object-list', description: 'Members of the body.', members },
  };
}

/** What an answer may make the reader do (`Strategy`). */
export const STRATEGY: ParameterSpec = {
  type: 'object-list',
  description: 'What to do when a value is reached: stop the job, or ask again.',
  members: {
    key: {
      type: 'string',
      description: 'What is compared, as in `${response.last}`.',
      engineNames: AFTER_ANSWER,
    },
    value: {
      type: 'string',
      description: 'What it is compared with.',
      alsoTakes: ['number', 'boolean'],
      dynamic: true,
      engineNames: AFTER_ANSWER,
    },
    handle: { type: 'string', description: 'What to do then.', values: ['stop', 'retry'] },
  },
};
