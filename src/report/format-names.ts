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

/** The formats of a class's points. */
export const pointsFormatNames = [
  'points',
  'canvas',
  'moodle',
  'gradescope-csv',
  'classroom-csv',
  'classroom50-csv',
] as const;
export type PointsFormat = (typeof pointsFormatNames)[number];

export function isPointsFormat(name: string): name is PointsFormat {
  return pointsFormatNames.some((known) => known === name);
}

/** The formats for a whole class. */
export const classFormatNames = ['class', ...pointsFormatNames] as const;
export type ClassFormat = (typeof classFormatNames)[number];

export function isClassFormat(name: string): name is ClassFormat {
  return classFormatNames.some((known) => known === name);
}
