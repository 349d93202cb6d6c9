import type { Observation, RunMetrics } from '../../ports/index.ts';
import { type ErrorLimit, exceeds } from './error-limit.ts';
import { counter, endLocation, type ResultTable } from './result-table.ts';

/** How counters are to be read. */
export interface CounterRules {
  readonly errorLimit: ErrorLimit;
  /** FlinkX 1.11 counts rows that were refused as written. */
  readonly countsRefusedAsWritten: boolean;
}

/** What the counters of a job mean that ended without a failure of its own: too many refused rows are one. */
export function judgeCounters(counters: ResultTable, rules: CounterRules): Observation {
  const metrics = counterMetrics(counters, rules);
  const refused = counter(counters, 'nErrors') ?? 0;
  if (exceeds(rules.errorLimit, refused, counter(counters, 'numRead') ?? 0)) {
    return {
      state: 'failed',
      metrics,
      reason: {
        code: 'ROWS_REFUSED',
        message: `${refused} rows were refused, more than the error limit allows`,
        help: "Look at the refused rows in the run's log, or raise errorLimit.",
        retryable: false,
      },
    };
  }
  // rows within the limit are given up on: a cursor that stayed before them would have the rows beside them doubled by the next run
  const cursor = endLocation(counters);
  return { state: 'succeeded', metrics, ...(cursor === undefined ? {} : { cursor }) };
}

/** The counters in Sluice's words; what is not there is left out. */
export function counterMetrics(counters: ResultTable, rules: Pick<CounterRules, 'countsRefusedAsWritten'>): RunMetrics {
  const refused = counter(counters, 'nErrors');
  const printed = counter(counters, 'numWrite');
  const written =
    printed === undefined || !rules.countsRefusedAsWritten ? printed : Math.max(0, printed - (refused ?? 0));
  return Object.fromEntries(
    Object.entries({
      rowsRead: counter(counters, 'numRead'),
      rowsWritten: written,
      rowsRefused: refused,
      bytesRead: counter(counters, 'byteRead'),
      bytesWritten: counter(counters, 'byteWrite'),
    }).filter(([, value]) => value !== undefined),
  );
}
