import type { WholeCheck } from '../report.ts';
import { differenceOf } from './difference.ts';

/** Both, with what only one of them has marked. */
export function ExpectedAndActual({ expected, actual }: Pick<WholeCheck, 'expected' | 'actual'>) {
  if (expected === null && actual === null) return null;
  const { before, expectedOnly, actualOnly, after } = differenceOf(expected ?? '', actual ?? '');
  return (
    <dl class="difference">
      {expected !== null && (
        <div class="expected">
          <dt>expected</dt>
          <dd>
            {before}
            {expectedOnly !== '' && <mark>{expectedOnly}</mark>}
            {after}
          </dd>
        </div>
      )}
      {actual !== null && (
        <div class="actual">
          <dt>actual</dt>
          <dd>
            {before}
            {actualOnly !== '' && <mark>{actualOnly}</mark>}
            {after}
          </dd>
        </div>
      )}
    </dl>
  );
}
