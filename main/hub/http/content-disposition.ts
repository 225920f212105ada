const MAX_NAME_LENGTH = 150;

/** A Content-Disposition header (RFC 6266) that any file name can go into. */
export function contentDisposition(kind: 'inline' | 'attachment', fileName: string | null): string {
  const name = plainName(fileName);
  if (name === '') return kind;
  const ascii = name.replace(/[^\x20-\x7e]|["\\%]/gu, '_');
  const header = `${kind}; filename="${ascii}"`;
  return ascii === name ? header : `${header}; filename*=UTF-8''${encode(name)}`;
}

/** Without folders and without characters that turn a name around or hide its end. */
function plainName(fileName: string | null): string {
  const last = (fileName ?? '').split(/[/\\]/).at(-1) ?? '';
  const clean = last
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .trim();
  return /^\.*$/.test(clean) ? '' : shortened(clean);
}

/** Keeps the ending, by which a PC knows the program for it. */
function shortened(name: string): string {
  const letters = [...name];
  if (letters.length <= MAX_NAME_LENGTH) return name;
  const ending = /\.[A-Za-z0-9]{1,8}$/.exec(name)?.[0] ?? '';
  return letters.slice(0, MAX_NAME_LENGTH - ending.length).join('') + ending;
}

/** RFC 8187: stricter than encodeURIComponent. */
function encode(name: string): string {
  return encodeURIComponent(name).replace(
    /['()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
