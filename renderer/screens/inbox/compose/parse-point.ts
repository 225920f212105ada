export interface Point {
  readonly latitude: number;
  readonly longitude: number;
}

const NUMBER = String.raw`(-?\d{1,3}(?:\.\d+)?)`;
/** As typed, and as the addresses of the usual maps have it: `@`, `q=`, `ll=`, `mlat=…&mlon=`, `#map=`. */
const PATTERNS = [
  new RegExp(`^\\s*${NUMBER}\\s*[,; ]\\s*${NUMBER}\\s*$`),
  new RegExp(`mlat=${NUMBER}&mlon=${NUMBER}`),
  new RegExp(`[?&](?:q|ll|query|center)=${NUMBER}(?:,|%2C)${NUMBER}`, 'i'),
  new RegExp(`@${NUMBER},${NUMBER}`),
  new RegExp(`#map=\\d+(?:\\.\\d+)?/${NUMBER}/${NUMBER}`),
];

/** A place on earth from coordinates or from the address of a map; null when it is neither. */
export function parsePoint(text: string): Point | null {
  for (const pattern of PATTERNS) {
    const match = pattern.exec(text);
    const latitude = Number(match?.[1] ?? Number.NaN);
    const longitude = Number(match?.[2] ?? Number.NaN);
    if (Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180) return { latitude, longitude };
  }
  return null;
}
