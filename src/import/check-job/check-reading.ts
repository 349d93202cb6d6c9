import { say } from '../../message/index.ts';
import { DEPARTURES, type JsonReading } from '../json/index.ts';
import type { JobReport } from './job-report.ts';

/** What the parser itself stops at, or reads as something that nobody meant. */
export function checkReading(report: JobReport, { departures, problem }: JsonReading): void {
  const { engineName, version } = report;
  for (const { kind, start, end, refusedBy, key } of departures) {
    const { title } = DEPARTURES[kind];
    if (refusedBy.includes(version)) {
      const what = key === undefined ? title : say`the key \`${key}\` written twice`;
      report.add('SL0901', { start, end }, say`${engineName} does not read a file with ${what}`);
    } else if (kind === 'duplicate-key') {
      report.add('SL0918', { start, end }, say`\`${key ?? ''}\` is written twice; ${engineName} takes the last one`);
    } else if (kind === 'empty-place') {
      const message = say`a comma without a value; ${engineName} reads it as null`;
      report.add('SL0901', { start, end }, message, { help: say`leave the comma out` });
    }
  }
  if (problem === undefined) return;
  const { message, openedAt } = problem;
  const labels =
    openedAt === undefined
      ? {}
      : { labels: [{ at: report.at({ start: openedAt, end: openedAt + 1 }), message: say`begins here` }] };
  report.add('SL0901', problem, say`${message}; ${engineName} does not start the job`, labels);
}
