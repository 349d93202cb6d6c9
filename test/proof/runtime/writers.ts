import type { Connection, RowDataPacket } from 'mysql2/promise';
import type { Verdict } from '../support/verdict.ts';

/**
 * Triggers by which MariaDB itself notes, within each writer's own transaction, who raised a fence and who wrote under which:
 * every daemon has a login of its own. They are there from when the tables are, so that terms begun before are nobody's.
 */
export async function watchWriters(connection: Connection, project: string): Promise<void> {
  const scope = `${project}/default`;
  const write = (duty: 'leader' | 'scheduler', what: string): string =>
    `insert into proof_write (term, fence, writer, what)
     select name, fence, user(), ${what} from sluice_lease where name = '${duty}:${scope}'`;
  for (const statement of [
    'create table proof_term (term varchar(128), fence bigint, writer varchar(128))',
    `create table proof_write
     (id bigint auto_increment primary key, term varchar(128), fence bigint, writer varchar(128), what varchar(200))`,
    `create trigger proof_term after update on sluice_lease for each row
     if new.fence > old.fence then insert into proof_term values (new.name, new.fence, user()); end if`,
    `create trigger proof_fire after insert on sluice_run for each row ${write('scheduler', "concat('run ', new.id)")}`,
    `create trigger proof_deploy after update on sluice_deployment for each row
     if new.generation > old.generation then
       ${write('leader', "concat('generation ', new.generation, ' of ', new.pipeline)")};
     end if`,
  ]) {
    await connection.query(statement);
  }
}

/** Each fence was raised by one daemon, and nobody else wrote while it was the newest. */
export async function checkWriters(connection: Connection, verdict: Verdict): Promise<void> {
  const [terms] = await connection.query<RowDataPacket[]>('select term, fence, writer from proof_term');
  const [writes] = await connection.query<RowDataPacket[]>('select term, fence, writer, what from proof_write');
  const holders = new Map<string, string>();
  for (const { term, fence, writer } of terms) {
    const name = `${term} ${fence}`;
    if (holders.has(name)) verdict.broken.push(`fence ${name} was given out to ${holders.get(name)} and ${writer}`);
    holders.set(name, String(writer));
  }
  verdict.count('terms', holders.size);
  for (const { term, fence, writer, what } of writes) {
    const holder = holders.get(`${term} ${fence}`);
    if (holder === undefined) continue;
    verdict.count('writes held against their fence');
    if (holder !== writer)
      verdict.broken.push(`${writer} wrote ${what} under fence ${fence} of ${term}, which is ${holder}'s`);
  }
}
