import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Yarn } from './private-service.ts';

const run = promisify(execFile);

/** Starts a session cluster on YARN under a name; returns once it runs (10 s). */
export async function startYarnSession({ session }: Yarn, name: string): Promise<void> {
  const env = { ...process.env, ...session.env };
  await run(session.command, [...session.args, '-nm', name], { env, timeout: 120_000 });
}

/** The application ids of the session clusters that run under a name. */
export async function runningApplications({ resourceManager }: Yarn, name: string): Promise<readonly string[]> {
  const answer = await fetch(`${resourceManager}/ws/v1/cluster/apps?states=RUNNING`);
  // As Hadoop documents it.
  const { apps } = (await answer.json()) as { apps: { app?: readonly { id: string; name: string }[] } };
  return (apps.app ?? []).filter((app) => app.name === name).map(({ id }) => id);
}

/** Has YARN end an application, and waits until it has. */
export async function killApplication({ resourceManager }: Yarn, id: string): Promise<void> {
  const url = `${resourceManager}/ws/v1/cluster/apps/${id}/state?user.name=root`;
  for (;;) {
    const body = JSON.stringify({ state: 'KILLED' });
    const answer = await fetch(url, { method: 'PUT', headers: { 'content-type': 'application/json' }, body });
    const said = await answer.text();
    if (!answer.ok) throw new Error(`YARN does not end ${id}: ${answer.status} ${said}`);
    if (said.includes('"KILLED"')) return;
    await new Promise((resolve) => void setTimeout(resolve, 200));
  }
}
