import type { LocationContent } from '#shared/domain/content-kinds.ts';

type Point = Pick<LocationContent, 'latitude' | 'longitude'>;

/** A page with a map. It is opened in the browser, by a click; nothing of it is loaded here. */
export function mapUrl({ latitude, longitude }: Point): string {
  const at = `mlat=${latitude}&mlon=${longitude}`;
  return `https://www.openstreetmap.org/?${at}#map=17/${latitude}/${longitude}`;
}

/** Five decimals are about a metre. */
export function coordinates({ latitude, longitude }: Point): string {
  return `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`;
}
