import { answeringServer, sendJson } from './answering-server.ts';

/** An application as the scripted ResourceManager has it. */
export interface ScriptedApplication {
  readonly id: string;
  readonly name: string;
  readonly state: string;
  /** `host:port` of the JobManager; left out: not told, as by Hadoop 2.7. */
  readonly amRPCAddress?: string;
  /** What the JobManager shows of its configuration through the proxy. */
  readonly configuration?: Readonly<Record<string, string>>;
}

export interface ResourceManagerScript extends AsyncDisposable {
  readonly url: string;
  readonly applications: ScriptedApplication[];
  /** Paths of all questions. */
  readonly asked: string[];
  /** What it does in place of answering: as a standby, with a status, or not at all. */
  instead: { readonly redirect: string } | { readonly status: number } | 'cut' | undefined;
}

const LIVE = new Set(['NEW', 'NEW_SAVING', 'SUBMITTED', 'ACCEPTED', 'RUNNING']);

/** A stand-in of YARN's ResourceManager that answers in the shapes of Hadoop 3.3.6, and lets a test make every fault. */
export async function resourceManager(...applications: ScriptedApplication[]): Promise<ResourceManagerScript> {
  const asked: string[] = [];
  const state: Pick<ResourceManagerScript, 'applications' | 'asked' | 'instead'> = {
    applications,
    asked,
    instead: undefined,
  };
  const server = await answeringServer(({ path }, response) => {
    asked.push(path);
    const { instead } = state;
    if (instead === 'cut') response.destroy();
    else if (instead !== undefined && 'redirect' in instead) {
      response.writeHead(307, { location: instead.redirect + path }).end('This is standby RM.');
    } else if (instead !== undefined) sendJson(response, instead.status, { RemoteException: { message: 'no' } });
    else answer(path);

    function answer(wanted: string): void {
      const url = new URL(wanted, server.url);
      const [, id] = /^\/(?:ws\/v1\/cluster\/apps|proxy)\/([^/]+)/.exec(url.pathname) ?? [];
      const application = state.applications.find((each) => each.id === id);
      if (id === undefined) {
        const states = (url.searchParams.get('states') ?? '').split(',');
        const found = state.applications.filter((each) => states.includes(each.state) && LIVE.has(each.state));
        sendJson(response, 200, { apps: found.length === 0 ? {} : { app: found.map(shown) } });
      } else if (application === undefined) {
        sendJson(response, 404, { RemoteException: { exception: 'NotFoundException', message: `${id} not found` } });
      } else if (url.pathname.startsWith('/proxy/')) {
        const entries = Object.entries(application.configuration ?? {}).map(([key, value]) => ({ key, value }));
        sendJson(response, 200, entries);
      } else sendJson(response, 200, { app: shown(application) });
    }
  });
  return Object.assign(state, { url: server.url, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() });
}

function shown(application: ScriptedApplication): object {
  return { applicationType: 'Apache Flink', finalStatus: 'UNDEFINED', diagnostics: '', ...application };
}
