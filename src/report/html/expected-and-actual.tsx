import type { WholeCheck } from '../report.ts';
import { differenceOf } from './difference.ts';

/** Both, with what only one of them has marked; where there is only one, as it is. */
export function ExpectedAndActual({ expected, actual }: Pick<WholeCheck, 'expected' | 'actual'>) {
  if (expected === null && actual === null) return null;
  const { before, expectedOnly, actualOnly, after } = differenceOf(expected ?? '', actual ?? '');
  const isAlone = expected === null || actual === null;
  const marked = (own: string) => (isAlone || own === '' ? own : <mark>{own}</mark>);
  return (
    <dl class="difference">
      {expected !== null && (
        <div class="expected">
          <dt>expected</dt>
          <dd>
            {before}
            {marked(expectedOnly)}
            {after}
          </dd>
        </div>
      )}
      {actual !== null && (
        <div class="actual">
          <dt>actual</dt>
          <dd>
            {before}
            {marked(actualOnly)}
            {after}
          </dd>
        </div>
      )}
    </dl>
  );
}
