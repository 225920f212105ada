/** Browsers list some zones by names that people there have not used for long. */
const TODAY: Readonly<Record<string, string>> = {
  'Africa/Asmera': 'Africa/Asmara',
  'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
  'America/Godthab': 'America/Nuuk',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
  'Europe/Kiev': 'Europe/Kyiv',
};

/** Those to choose from, by region; `inForce` is among them. */
export function zonesByRegion(inForce: string): ReadonlyMap<string, string[]> {
  const listed = Intl.supportedValuesOf('timeZone').map((name) => TODAY[name] ?? name);
  const names = [...new Set([...listed, 'UTC', inForce])].sort();
  return Map.groupBy(names, (name) => name.split('/')[0] ?? name);
}
