const COLUMNS = 'project, environment, generation, observed_generation, artefact_digest, revision, state, applied_at';

/**
 * Puts copies of the one deployment there is beside it. MariaDB makes them: `seq` is the copy's number from 1 on.
 * @param {{ query(sql: string): Promise<unknown> }} place
 * @param {number} count
 * @param {() => string} dueAt SQL of the UTC millisecond at which a copy fires next
 */
export async function cloneDeployments(place, count, dueAt, prefix = 'copy') {
  await place.query(
    `insert into sluice_deployment (${COLUMNS}, pipeline, next_fire_time)
     select ${COLUMNS}, concat('${prefix}-', lpad(seq, 6, '0')), ${dueAt()}
     from (select * from sluice_deployment where pipeline like 'small-%') as only_one join seq_1_to_${count}`,
  );
}
