import { isolate } from '../../src/grading/isolate.ts';
import type { Isolation } from '../../src/isolation/enclosure.ts';

/** How tests keep students' programs apart that will do with any way: as `auto` does. */
export async function testIsolation(): Promise<Isolation> {
  return (await isolate('auto', 'own')).isolation;
}
