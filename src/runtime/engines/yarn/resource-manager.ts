import { OperatingError, toOperatingError } from '../../errors.ts';
import { createHttpJson, type Fetch, type HttpAnswer, readShape, type ShapeReader } from '../../flink/index.ts';

/** An application as the ResourceManager has it on record. */
export interface YarnApplication {
  /** `application_<when its ResourceManager began>_<number>`. */
  readonly id: string;
  readonly name: string;
  /** YARN's own word; `RUNNING` from the moment at which its master has an address. */
  readonly state: string;
  /**
   * `host:port` of its master, which for Flink is that of the JobManager's REST API, whatever the configuration that
   * the cluster shows says. Hadoop 2.7 does not tell it.
   */
  readonly masterAddress?: string;
}

/**
 * The REST API of YARN's ResourceManager (Hadoop 2.7 to 3.3), as far as it is used. Throws ENGINE_UNREACHABLE
 * (retryable) where no ResourceManager answers as the active one, and ENGINE_REFUSED for an answer that is none.
 */
export interface ResourceManager {
  /** Undefined: it never had it, or has forgotten it. */
  application(id: string): Promise<YarnApplication | undefined>;
  /** Flink's applications of that name that have not ended. */
  liveApplications(name: string): Promise<readonly YarnApplication[]>;
  /**
   * The configuration that an application's JobManager shows. It is asked through the ResourceManager's proxy, which
   * passes on nothing but GET.
   */
  flinkConfiguration(id: string): Promise<ReadonlyMap<string, string>>;
}

const LIVE = 'NEW,NEW_SAVING,SUBMITTED,ACCEPTED,RUNNING';
const UNKNOWN_VALUE = 'N/A';

/** @param urls Web addresses of all ResourceManagers: a standby answers with the address of the active one, which is asked itself. */
export function createResourceManager(urls: readonly string[], fetchOf?: Fetch): ResourceManager {
  const servers = urls.map((url) =>
    createHttpJson({
      url,
      who: 'the ResourceManager',
      timeoutMs: 10_000,
      ...(fetchOf === undefined ? {} : { fetch: fetchOf }),
    }),
  );
  let active = 0;

  /** Asks the one that answered last, then the others. */
  const get = async (path: string): Promise<HttpAnswer> => {
    const failures: OperatingError[] = [];
    for (let step = 0; step < servers.length; step++) {
      const index = (active + step) % servers.length;
      try {
        const answer = await servers[index]?.request('GET', path);
        if (answer === undefined) continue;
        active = index;
        return answer;
      } catch (thrown) {
        const error = toOperatingError(thrown);
        if (error.code !== 'ENGINE_UNREACHABLE') throw error;
        failures.push(error);
      }
    }
    const said = failures.map(({ message }) => message).join('; ');
    throw new OperatingError('ENGINE_UNREACHABLE', `No active ResourceManager answers: ${said}`, {
      retryable: true,
      help: 'Name all ResourceManagers in yarn.resourceManagers: a standby only says where the active one is.',
    });
  };

  return {
    async application(id) {
      const answer = await get(`/ws/v1/cluster/apps/${encodeURIComponent(id)}`);
      if (answer.status === 404) return undefined;
      return readApplication(checked(answer, 'application').object('app'));
    },
    async liveApplications(name) {
      const query = `states=${LIVE}&applicationTypes=${encodeURIComponent('Apache Flink')}`;
      const applications = checked(await get(`/ws/v1/cluster/apps?${query}`), 'applications').optionalObject('apps');
      // Without any it is `{}` or null, by the version of Hadoop.
      if (applications?.raw('app') === undefined || applications.raw('app') === null) return [];
      return applications
        .list('app')
        .map(readApplication)
        .filter((each) => each.name === name);
    },
    async flinkConfiguration(id) {
      const { status, body } = await get(`/proxy/${encodeURIComponent(id)}/jobmanager/config`);
      if (status !== 200) throw refused(status, 'the configuration of a JobManager');
      const entries = readShape({ entries: body }, 'GET /jobmanager/config').list('entries');
      return new Map(entries.map((entry) => [entry.string('key'), entry.optionalString('value') ?? '']));
    },
  };
}

function readApplication(app: ShapeReader): YarnApplication {
  const address = app.optionalString('amRPCAddress');
  return {
    id: app.string('id'),
    name: app.string('name'),
    state: app.string('state'),
    ...(address === undefined || address.startsWith(UNKNOWN_VALUE) ? {} : { masterAddress: address }),
  };
}

function checked({ status, body }: HttpAnswer, what: string): ShapeReader {
  if (status !== 200) throw refused(status, what);
  return readShape(body, `the question for ${what}`);
}

function refused(status: number, what: string): OperatingError {
  const wantsLogin = status === 401 || status === 403;
  return new OperatingError(
    wantsLogin ? 'ENGINE_REFUSED' : 'ENGINE_UNREACHABLE',
    `The ResourceManager answered ${status} when asked for ${what}`,
    {
      retryable: !wantsLogin,
      help: 'See whether yarn.resourceManagers are web addresses of ResourceManagers that ask for no login.',
    },
  );
}
