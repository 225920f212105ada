/** The last moment, up to `now`, at which the host's clock struck that hour. */
export function lastStruck(hour: number, now: number): number {
  const today = new Date(now).setHours(hour, 0, 0, 0);
  if (today <= now) return today;
  const yesterday = new Date(now);
  yesterday.setDate(yesterday.getDate() - 1);
  return yesterday.setHours(hour, 0, 0, 0);
}

export function nextStrike(hour: number, now: number): number {
  const today = new Date(now).setHours(hour, 0, 0, 0);
  if (today > now) return today;
  const tomorrow = new Date(now);
  tomorrow.setDate(tomorrow.getDate() + 1);
  return tomorrow.setHours(hour, 0, 0, 0);
}
