/** Message versions from one to another, both included, as Kafka's definitions write them: `2-9`. */
export type VersionSpan = `${number}-${number}`;

export interface VersionRange {
  readonly from: number;
  readonly to: number;
}

export function parseVersions(span: VersionSpan): VersionRange {
  const dash = span.indexOf('-');
  return { from: Number(span.slice(0, dash)), to: Number(span.slice(dash + 1)) };
}

export function isWithin({ from, to }: VersionRange, version: number): boolean {
  return version >= from && version <= to;
}
