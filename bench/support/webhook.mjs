import { execFile } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { startServingDaemon } from './daemon.mjs';
import { generateSmallRuns } from './generate-small-runs.mjs';
import { figure, percentile } from './numbers.mjs';

const run = promisify(execFile);
const SIZE = 100;
const ROUNDS = 30;
/** What a push may take until its row is there. */
const BUDGET_MS = 2_000;
/** How exactly the moment is known. */
const LOOK_MS = 5;
const SECRET = 'a secret of this bench';

/**
 * From the beginning of a `git push` of one changed pipeline, with the webhook after it, to the row of its deployment on MariaDB:
 * the poll is an hour, so that it is the webhook's.
 */
export async function benchWebhook(folder, placeOf, add) {
  const [work, bare, host] = ['work', 'bare.git', 'host'].map((name) => path.join(folder, name));
  await generateSmallRuns(work, SIZE, '{ every: 1h }');
  await mkdir(host, { recursive: true });
  const git = (...args) => run('git', ['-C', work, '-c', 'user.name=A', '-c', 'user.email=a@example.com', ...args]);
  await run('git', ['init', '--quiet', '--bare', '--initial-branch=main', bare]);
  await git('init', '--quiet', '--initial-branch=main');
  const commit = async () => {
    await git('add', '--all');
    await git('commit', '--quiet', '-m', 'a change');
  };
  const push = () => git('push', '--quiet', bare, 'HEAD:refs/heads/main');
  await commit();
  await push();
  const place = await placeOf();
  const env = {
    ...place.env,
    SLUICE_SOURCE: 'git',
    SLUICE_GIT_URL: pathToFileURL(bare).href,
    SLUICE_GIT_POLL: '3600',
    SLUICE_WEBHOOK_SECRET: SECRET,
  };
  const daemon = await startServingDaemon(host, env);
  const generations = async () =>
    Number((await place.rows('select sum(generation) as n from sluice_deployment'))[0]?.n ?? 0);
  const times = { push: [], hook: [] };
  try {
    await daemon.until(async () => (await generations()) >= SIZE);
    for (let round = 1; round <= ROUNDS; round += 1) {
      await generateSmallRuns(work, 1, `{ every: ${round + 1}h }`);
      await commit();
      const before = await generations();
      const pushed = performance.now();
      await push();
      const told = performance.now();
      await tell(daemon.url);
      while ((await generations()) <= before) {
        if (performance.now() - told > 60_000) throw new Error('the push is not deployed');
        await sleep(LOOK_MS);
      }
      times.push.push(performance.now() - pushed);
      times.hook.push(performance.now() - told);
    }
    await daemon.stop();
  } finally {
    await place.close();
  }
  const against = { name: 'what it may take', value: BUDGET_MS };
  add('push-to-row-p50', figure(percentile(times.push, 0.5), 'ms', against));
  add('push-to-row-p99', figure(percentile(times.push, 0.99), 'ms', against));
  add('webhook-to-row-p50', figure(percentile(times.hook, 0.5), 'ms', against));
  add('webhook-to-row-p99', figure(percentile(times.hook, 0.99), 'ms', against));
}

async function tell(url) {
  const body = JSON.stringify({ ref: 'refs/heads/main' });
  const headers = {
    'content-type': 'application/json',
    'x-github-event': 'push',
    'x-hub-signature-256': `sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}`,
  };
  const { status } = await fetch(`${url}/api/v1/hooks/git`, { method: 'POST', headers, body });
  if (status !== 202) throw new Error(`the webhook answers ${status}`);
}
