import type { ProcessStore } from '../../ports/index.ts';
import type { Backend } from '../backend.ts';
import type { Transactor } from '../transaction.ts';
import { beatProcess } from '../queries/beat-process.ts';
import { drainTarget, undrainTarget } from '../queries/drain-target.ts';
import { forgetSilent } from '../queries/forget-silent.ts';
import { DATABASE_TIME, leaseTime } from '../queries/lease-time.ts';
import { listDrains, listProcesses } from '../queries/list-processes.ts';

export function processMethods({ flavour }: Pick<Backend, 'flavour'>, { read, write }: Transactor): ProcessStore {
  // As lease rows: hosts' clocks may differ, and who is silent is told by one.
  const isShared = flavour === 'mysql';
  const time = (now: number): Promise<number> => (isShared ? read(leaseTime) : Promise.resolve(now));
  return {
    beat: (facts, now) => write(({ db }) => beatProcess(db, facts, isShared ? DATABASE_TIME : now)),
    async forgetSilent(now) {
      const heardAt = await time(now);
      await write((tx) => forgetSilent(tx, heardAt, now));
    },
    leave: (name) =>
      write(async ({ db }) => {
        await db.deleteFrom('sluice_process').where('name', '=', name).execute();
        await db.deleteFrom('sluice_drain').where('target', '=', name).execute();
      }),
    async listProcesses(now) {
      const at = await time(now);
      return read((db) => listProcesses(db, at));
    },
    listDrains: () => read(listDrains),
    drain: (request, now) => write((tx) => drainTarget(tx, request, now)),
    undrain: (request, now) => write((tx) => undrainTarget(tx, request, now)),
  };
}
