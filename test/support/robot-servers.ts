import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { answeringServer, sendJson, type AnsweringServer, type SeenRequest } from './answering-server.ts';

/** A service of chat robots that checks what the real one checks, and answers in its form. */
export interface RobotServer extends AsyncDisposable {
  /** Of the robot, with its token. */
  readonly url: string;
  /** Texts that people were shown. */
  readonly shown: readonly string[];
}

/** Of every robot here; part of its address, so no outcome may hold it. */
export const ROBOT_TOKEN = 'robot-token-5f1c0a';

/** How far a signature's time may be off. */
const HOUR_MS = 3_600_000;
/** Messages a minute. */
const RATE = 20;

interface DingtalkBody {
  readonly msgtype?: string;
  readonly text?: { readonly content?: string };
}

interface FeishuBody {
  readonly timestamp?: string;
  readonly sign?: string;
  readonly msg_type?: string;
  readonly content?: { readonly post?: { readonly zh_cn?: { title?: string; content?: { text?: string }[][] } } };
}

/** `https://oapi.dingtalk.com/robot/send`: errors inside of HTTP 200, a time and a signature in the query, 20 messages and then mute. */
export async function dingtalkServer(secret: string | undefined, now: () => number): Promise<RobotServer> {
  const shown: string[] = [];
  const server = await answeringServer((request, response) => {
    const asked = new URL(request.path, 'http://robot');
    const refuse = (errcode: number, errmsg: string): void =>
      sendJson(response, 200, { errcode, errmsg: `${errmsg} ${request.path}` });
    if (asked.searchParams.get('access_token') !== ROBOT_TOKEN) return refuse(300_005, 'token is not exist');
    if (secret !== undefined) {
      const time = asked.searchParams.get('timestamp') ?? '';
      if (Math.abs(now() - Number(time)) > HOUR_MS) return refuse(310_000, 'invalid timestamp');
      const right = createHmac('sha256', secret).update(`${time}\n${secret}`).digest('base64');
      if (!isSame(asked.searchParams.get('sign') ?? '', right)) return refuse(310_000, 'sign not match');
    }
    const { msgtype, text } = JSON.parse(request.body) as DingtalkBody; // a test reads its own sender
    if (Buffer.byteLength(request.body) > 20_000) return refuse(460_101, 'message too long');
    if (msgtype !== 'text' || typeof text?.content !== 'string') return refuse(400_102, 'unknown msgtype');
    if (shown.length >= RATE) return refuse(130_101, 'send too fast, exceed 20 times per minute');
    shown.push(text.content);
    return sendJson(response, 200, { errcode: 0, errmsg: 'ok' });
  });
  return robot(server, `/robot/send?access_token=${ROBOT_TOKEN}`, shown);
}

/** `https://qyapi.weixin.qq.com/cgi-bin/webhook/send`: 2,048 bytes of text, 20 messages a minute, errors inside of HTTP 200. */
export async function wecomServer(): Promise<RobotServer> {
  const shown: string[] = [];
  const server = await answeringServer((request, response) => {
    const refuse = (errcode: number, errmsg: string): void => sendJson(response, 200, { errcode, errmsg });
    const key = new URL(request.path, 'http://robot').searchParams.get('key');
    if (key !== ROBOT_TOKEN) return refuse(93_000, `invalid webhook url, hint: ${request.path}`);
    const { msgtype, text } = JSON.parse(request.body) as DingtalkBody; // a test reads its own sender
    if (msgtype !== 'text' || typeof text?.content !== 'string') return refuse(40_008, 'invalid message type');
    if (Buffer.byteLength(text.content) > 2_048) return refuse(40_058, 'content exceed max length 2048');
    if (shown.length >= RATE) return refuse(45_009, 'api freq out of limit');
    shown.push(text.content);
    return sendJson(response, 200, { errcode: 0, errmsg: 'ok' });
  });
  return robot(server, `/cgi-bin/webhook/send?key=${ROBOT_TOKEN}`, shown);
}

/** `https://open.feishu.cn/open-apis/bot/v2/hook/…`: a signature in the body, 20 kB of it, 5 messages a second. */
export async function feishuServer(secret: string | undefined, now: () => number): Promise<RobotServer> {
  const shown: string[] = [];
  const server = await answeringServer((request, response) => {
    const refuse = (code: number, msg: string): void => sendJson(response, 200, { code, msg, data: {} });
    if (request.path !== `/open-apis/bot/v2/hook/${ROBOT_TOKEN}`) return refuse(19_001, 'param invalid');
    if (Buffer.byteLength(request.body) > 20_480) return refuse(9_499, 'Bad Request');
    const body = JSON.parse(request.body) as FeishuBody; // a test reads its own sender
    if (secret !== undefined) {
      const time = body.timestamp ?? '';
      const right = createHmac('sha256', `${time}\n${secret}`).update('').digest('base64');
      const isOld = Math.abs(now() - Number(time) * 1_000) > HOUR_MS;
      if (isOld || !isSame(body.sign ?? '', right))
        return refuse(19_021, 'sign match fail or timestamp is not within one hour');
    }
    const post = body.content?.post?.zh_cn;
    if (body.msg_type !== 'post' || post === undefined) return refuse(9_499, 'Bad Request');
    if (shown.length >= 5) return refuse(11_232, 'frequency limited');
    shown.push([post.title, ...(post.content ?? []).flat().map(({ text }) => text)].join('\n'));
    return sendJson(response, 200, { StatusCode: 0, StatusMessage: 'success', code: 0, data: {}, msg: 'success' });
  });
  return robot(server, `/open-apis/bot/v2/hook/${ROBOT_TOKEN}`, shown);
}

/** `https://hooks.slack.com/services/…`: texts with HTTP statuses, one message a second and `Retry-After`. */
export async function slackServer(): Promise<RobotServer> {
  const shown: string[] = [];
  const server = await answeringServer((request, response) => {
    const say = (status: number, text: string, headers = {}): void =>
      void response.writeHead(status, { 'content-type': 'text/plain', ...headers }).end(text);
    if (request.path !== `/services/T0/B0/${ROBOT_TOKEN}`) return say(404, 'no_service');
    const { text } = JSON.parse(request.body) as { readonly text?: string }; // a test reads its own sender
    if (typeof text !== 'string') return say(400, 'no_text');
    if (shown.length > 0) return say(429, 'rate_limited', { 'retry-after': '30' });
    shown.push(text);
    return say(200, 'ok');
  });
  return robot(server, `/services/T0/B0/${ROBOT_TOKEN}`, shown);
}

/** A receiver of anything, for what all of them share. */
export async function anyServer(
  answer: (request: SeenRequest, response: ServerResponse, raw: IncomingMessage) => void,
): Promise<AnsweringServer & { readonly robotUrl: string }> {
  const server = await answeringServer(answer);
  return { ...server, robotUrl: `${server.url}/hook?token=${ROBOT_TOKEN}` };
}

function robot(server: AnsweringServer, path: string, shown: readonly string[]): RobotServer {
  return { url: server.url + path, shown, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
}

function isSame(given: string, right: string): boolean {
  return given.length === right.length && timingSafeEqual(Buffer.from(given), Buffer.from(right));
}
