import { say, type Message } from '../../message/index.ts';

/** Engines by the versions whose parser was looked at: FlinkX 1.11, ChunJun 1.12 and 1.16. */
export type JobVersion = '1.11' | '1.12' | '1.16';

const ALL: readonly JobVersion[] = ['1.11', '1.12', '1.16'];
const NONE: readonly JobVersion[] = [];

/**
 * What a job file may hold that JSON does not. All versions parse with Gson 2.7 in its lenient mode, so
 * most of it is taken; `refusedBy` names the versions whose parser stops (seen on real runs). A key
 * written twice is refused at some places only, so each such departure says it itself.
 */
export const DEPARTURES = {
  'byte-order-mark': { title: say`a byte order mark at the start`, refusedBy: NONE },
  comment: { title: say`a comment`, refusedBy: NONE },
  'single-quotes': { title: say`text in single quotes`, refusedBy: NONE },
  'bare-key': { title: say`a key without quotes`, refusedBy: NONE },
  'bare-word': { title: say`text without quotes`, refusedBy: NONE },
  'control-character': { title: say`a line break or control character inside text`, refusedBy: NONE },
  semicolon: { title: say`\`;\` for \`,\``, refusedBy: NONE },
  'equals-sign': { title: say`\`=\` or \`=>\` for \`:\``, refusedBy: NONE },
  'empty-place': { title: say`a comma without a value in a list`, refusedBy: NONE },
  'duplicate-key': { title: say`a key written twice`, refusedBy: NONE },
  'trailing-comma': { title: say`a comma before \`}\``, refusedBy: ALL },
  'missing-comma': { title: say`no comma between two values`, refusedBy: ALL },
  'text-after-end': { title: say`text after the end`, refusedBy: ALL },
} as const satisfies Readonly<Record<string, { title: Message; refusedBy: readonly JobVersion[] }>>;

export type DepartureKind = keyof typeof DEPARTURES;

/** One place where a file is not JSON, in UTF-16 offsets. The reader goes on behind it. */
export interface Departure {
  readonly kind: DepartureKind;
  readonly start: number;
  readonly end: number;
  readonly refusedBy: readonly JobVersion[];
  /** `duplicate-key` only: the key. */
  readonly key?: string;
}

/**
 * Why a file could not be read to its end. `root` then holds what stood before: every list and object
 * that was open counts as ended there.
 */
export interface JsonProblem {
  readonly kind: 'empty' | 'ends-early' | 'unexpected' | 'bad-escape' | 'too-deep';
  /** One clause for people: `the file ends inside an object`. */
  readonly message: Message;
  readonly start: number;
  readonly end: number;
  /** `ends-early` and `too-deep`: where the innermost object, list or text that is open begins. */
  readonly openedAt?: number;
}
