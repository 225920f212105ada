let seconds = 0;

/** For how long nobody has touched the PC, from now on. */
export function idleFromNowOn(value: number): void {
  seconds = value;
}

export const powerMonitor = { getSystemIdleTime: (): number => seconds };
