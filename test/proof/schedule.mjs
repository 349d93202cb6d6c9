// npm run proof schedule: seeded histories under a virtual clock; every fire is on record once, by the policies.
import { proveSchedule } from './schedule/prove-schedule.ts';

process.exitCode = await proveSchedule();
