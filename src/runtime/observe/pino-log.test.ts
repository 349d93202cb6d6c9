import { describe, expect, it } from 'vitest';
import { createPinoLog } from './pino-log.ts';

describe('createPinoLog', () => {
  it('writes one JSON object a line, with the fields of its parents', () => {
    const lines: string[] = [];
    const log = createPinoLog({ level: 'info', human: false, write: (line) => lines.push(line) });
    log.debug('not shown');
    log.child({ room: 'relay' }).warn('bus is down', { code: 'BUS_UNREACHABLE' });
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      level: 'warn',
      room: 'relay',
      msg: 'bus is down',
      code: 'BUS_UNREACHABLE',
    });
  });

  it('writes one line for people, whatever the message holds', () => {
    const lines: string[] = [];
    const log = createPinoLog({ level: 'info', human: true, write: (line) => lines.push(line) });
    log.child({ room: 'execute' }).error('first\nsecond', { run: '01A', attempt: 2 });
    expect(lines.join('')).toMatch(/^\d\d:\d\d:\d\d error execute {3}first second {2}run=01A {2}attempt=2\n$/);
  });
});
