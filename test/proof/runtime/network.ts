import { setTimeout as sleep } from 'node:timers/promises';
import { isProduce, kafkaProxy } from '../../support/kafka-proxy.ts';
import { type Passage, type TroubledProxy, troubledProxy } from '../../support/troubled-proxy.ts';
import type { Seeded } from '../support/seeded.ts';
import type { Verdict } from '../support/verdict.ts';
import type { Services } from './stack-place.ts';

const SERVICES = ['mariadb', 'redis', 'kafka'] as const;
type Service = (typeof SERVICES)[number];

/** The ways of one daemon to what it needs. */
export type Network = Readonly<Record<Service, TroubledProxy>> & AsyncDisposable;

export async function openNetwork({ mariadb, redis, kafka }: Services): Promise<Network> {
  const [host = '', port = ''] = kafka.brokers[0]?.split(':') ?? [];
  const proxies = {
    mariadb: await troubledProxy(mariadb),
    redis: await troubledProxy(redis),
    kafka: await kafkaProxy({ host, port: Number(port) }),
  };
  return {
    ...proxies,
    async [Symbol.asyncDispose]() {
      await Promise.all(SERVICES.map((service) => proxies[service][Symbol.asyncDispose]()));
    },
  };
}

/** How long a request that is to be cut is waited for. */
const REQUEST_PATIENCE_MS = 4_000;

const TROUBLES = ['cut', 'outage', 'half open', 'slow', 'cut in a request', 'cut in a request'] as const;

/** One trouble of the network, of one daemon or of all; it is over when this resolves, but for cables that were cut. */
export async function troubleNetwork(
  choose: Seeded,
  networks: readonly [Network, ...Network[]],
  verdict: Verdict,
): Promise<void> {
  const service = choose.pick(SERVICES);
  const trouble = choose.pick(TROUBLES);
  const proxies = (choose.chance(0.3) ? networks : [choose.pick(networks)]).map((network) => network[service]);
  const forMs = choose.pick([300, 1_200, 4_500] as const);
  const name = `network: ${service} ${trouble}`;
  switch (trouble) {
    case 'cut':
      for (const proxy of proxies) proxy.cut();
      break;
    case 'outage':
      for (const proxy of proxies) proxy.passage = () => 'cut before';
      for (const proxy of proxies) proxy.cut();
      await sleep(forMs);
      break;
    case 'half open':
      for (const proxy of proxies) proxy.cutCable();
      break;
    case 'slow': {
      const delayMs = choose.pick([20, 150, 600] as const);
      for (const proxy of proxies) proxy.delayMs = delayMs;
      await sleep(forMs);
      break;
    }
    case 'cut in a request':
      if (!(await cutInRequest(service, proxies, choose.pick(['cut before', 'cut after'] as const)))) {
        verdict.count('network: requests not come');
      }
      break;
    default:
      trouble satisfies never;
  }
  for (const proxy of proxies) Object.assign(proxy, { delayMs: 0, passage: () => 'pass' });
  verdict.count('network troubles');
  verdict.count(name);
}

/** Requests of which nobody knows what became when their connection ends: a commit, a renewal, an append. */
const UNCERTAIN: Readonly<Record<Service, (request: Buffer) => boolean>> = {
  mariadb: (request) => request.toString('latin1').endsWith('commit'),
  redis: (request) => /eval/i.test(request.toString('latin1')),
  kafka: isProduce,
};

/** Cuts the next uncertain request of each: on its way there, or when its work is done and its answer is on its way back. */
async function cutInRequest(service: Service, proxies: readonly TroubledProxy[], passage: Passage): Promise<boolean> {
  let cuts = 0;
  for (const proxy of proxies) {
    proxy.passage = (request) => {
      if (!UNCERTAIN[service](request)) return 'pass';
      cuts++;
      proxy.passage = () => 'pass';
      return passage;
    };
  }
  for (let waited = 0; waited < REQUEST_PATIENCE_MS && cuts === 0; waited += 25) await sleep(25);
  return cuts > 0;
}
