/** The formats that a report is written in, as the command line calls them: it needs the names without the renderers. */
export const formatNames = [
  'html',
  'markdown',
  'junit',
  'ctrf',
  'gradescope',
  'prairielearn',
  'classroom',
  'classroom50',
  'svg',
] as const;
export type Format = (typeof formatNames)[number];

export function isFormat(name: string): name is Format {
  return formatNames.some((known) => known === name);
}

/** Those that tell of a class as a whole. */
export const classFormatNames = ['class'] as const;
export type ClassFormat = (typeof classFormatNames)[number];

export function isClassFormat(name: string): name is ClassFormat {
  return classFormatNames.some((known) => known === name);
}
