import { definePolicy } from 'sluice';
import { hourOf } from './_times';

// The shop's database is for its customers by day: nothing new reads it then.
export default definePolicy(({ changes }) =>
  changes
    .filter(({ nextFires }) => nextFires.after.map(hourOf).some((hour) => hour >= 9 && hour < 18))
    .map(({ pipeline, nextFires }) => ({
      pipeline,
      path: '/schedule/cron',
      message: `it would run at ${nextFires.after[0]}, while the shop is open`,
    })),
);
