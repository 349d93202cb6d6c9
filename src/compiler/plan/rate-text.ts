import { say, type Message } from '../../message/index.ts';

/** How often something fires, in the unit in which it is a whole number or nearly one: `24 fires a day`. */
export function rateText(perDay: number): Message {
  const [daily, weekly, yearly] = [rounded(perDay), rounded(perDay * 7), rounded(perDay * 365)];
  if (daily >= 1) return daily === 1 ? say`1 fire a day` : say`${daily} fires a day`;
  if (weekly >= 1) return weekly === 1 ? say`1 fire a week` : say`${weekly} fires a week`;
  return yearly === 1 ? say`1 fire a year` : say`${yearly} fires a year`;
}

function rounded(count: number): number {
  return Number(count.toFixed(1));
}
