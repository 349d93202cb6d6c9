/** Hours of a time as a plan writes it: `2026-03-02T14:30:00+08:00` is 14. */
export const hourOf = (time: string): number => Number(time.slice(11, 13));
