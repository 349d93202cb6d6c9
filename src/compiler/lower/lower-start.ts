import { say } from '../../message/index.ts';
import { listWords } from '../diagnostics/index.ts';
import type { StartNode } from '../ir/index.ts';
import type { StartDefinition, StartPointDefinition } from '../syntax/index.ts';
import { child, keyOf, type Location } from '../text/index.ts';
import type { Report } from './lower-context.ts';

const POINTS = ['time', 'offsets', 'file', 'scn', 'lsn'] as const;

/** Where a stream begins: exactly one point. Nothing, with the reason reported, where it is not one. */
export function lowerStart(written: StartDefinition | undefined, at: Location, report: Report): { start?: StartNode } {
  if (written === undefined) return {};
  if (typeof written === 'string') return { start: { kind: 'start', point: written, at } };
  const [point, other] = POINTS.filter((key) => written[key] !== undefined);
  if (point === undefined) {
    report.add('SL0203', { ...at, part: 'key' }, say`\`start\` says no point to begin at`, {
      help: say`give one of ${listWords(POINTS)}, or write \`start: earliest\``,
    });
    return {};
  }
  if (other !== undefined) {
    report.add('SL0205', keyOf(at, other), say`\`${other}\` cannot stand beside \`${point}\``, {
      help: say`keep one of them`,
    });
    return {};
  }
  if (written.position !== undefined && point !== 'file') {
    report.add('SL0203', keyOf(at, 'position'), say`\`position\` is one in a binlog file, which is not named`, {
      help: say`add \`file: mysql-bin.000001\``,
    });
  }
  return { start: { kind: 'start', ...valueOf(point, written, at, report), at } };
}

function valueOf(
  point: (typeof POINTS)[number],
  written: StartPointDefinition,
  at: Location,
  report: Report,
): Omit<StartNode, 'kind' | 'at'> {
  switch (point) {
    case 'time': {
      const timeMs = readTime(written.time ?? '');
      if (timeMs !== undefined) return { point, timeMs };
      report.add('SL0204', child(at, 'time'), say`\`${String(written.time)}\` is not a moment`, {
        help: say`write \`2026-01-02T03:04:05+08:00\`, or milliseconds since 1970`,
      });
      return { point };
    }
    case 'offsets':
      return { point, ...(written.offsets === undefined ? {} : { offsets: written.offsets }) };
    case 'file':
      return {
        point,
        ...(written.file === undefined ? {} : { file: written.file }),
        ...(written.position === undefined ? {} : { position: written.position }),
      };
    case 'scn':
      return { point, scn: String(written.scn) };
    case 'lsn':
      return { point, ...(written.lsn === undefined ? {} : { lsn: written.lsn }) };
    default:
      return point satisfies never;
  }
}

/** A moment needs its zone: a time of day alone is another moment on every host. */
function readTime(written: string | number): number | undefined {
  if (typeof written === 'number') return written;
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/.test(written)) return undefined;
  const time = Date.parse(written);
  return Number.isNaN(time) ? undefined : time;
}
