import type { Catalogue } from '../message.ts';

/** Of what became of an alert on its way to a channel. */
export const ALERTS: Catalogue = {
  'it answered HTTP {0}': '它返回 HTTP {0}',
  'it answered HTTP {0}: redirects are not followed': '它返回 HTTP {0}：不跟随重定向',
  'it answered HTTP {0} with something that is no answer of it': '它返回 HTTP {0}，但内容不是该服务的应答',
  'its security settings refuse the message (code {0}): look at keyword, signature and address list':
    '其安全设置拒绝了消息（代码 {0}）：请检查关键词、签名和地址白名单',
  'it refuses the message (code {0})': '它拒绝了消息（代码 {0}）',
  'its address is no http or https URL without credentials': '其地址不是网页地址，或其中含有凭据',
  'it gave no answer within {0} ms': '它在 {0} 毫秒内没有应答',
  'it refuses connections': '它拒绝连接',
  'its host name does not resolve': '其主机名无法解析',
  'the connection broke': '连接中断',
  'run failed: {0} ({1})': '运行失败：{0}（{1}）',
  'run not started in time: {0} ({1})': '运行未按时启动：{0}（{1}）',
  'deployment cannot go on: {0} ({1})': '部署无法继续：{0}（{1}）',
  'runs again: {0} ({1})': '已恢复运行：{0}（{1}）',
  'starts in time again: {0} ({1})': '已恢复按时启动：{0}（{1}）',
  'deployment goes on: {0} ({1})': '部署已恢复：{0}（{1}）',
  'fire: {0}': '触发时间：{0}',
  'why: {0}: {1}': '原因：{0}：{1}',
  'amiss since {0}, for {1}': '自 {0} 起异常，持续 {1}',
  'since {0}': '自 {0} 起',
  'owner: {0}': '负责人：{0}',
  'more: sluice why {0}': '详情：sluice why {0}',
  'more: sluice explain-run {0}': '详情：sluice explain-run {0}',
  'messages before this one that could not be delivered: {0}': '此前未能送达的消息：{0} 条',
  '{0} alerts': '{0} 条告警',
  'the connection broke ({0})': '连接中断（{0}）',
};
