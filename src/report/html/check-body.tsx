import type { WholeCheck } from '../report.ts';
import type { CheckContext } from './check-context.ts';
import { Evidence } from './evidence.tsx';
import { ExpectedAndActual } from './expected-and-actual.tsx';
import { pageId } from './pages.tsx';

interface CheckProps {
  check: WholeCheck;
  context: CheckContext;
}

/** All that is told of a check below its title. */
export function CheckBody({ check, context }: CheckProps) {
  const { id, reason, expected, actual, location, hint, blockedBy, mistake } = check;
  return (
    <>
      <p>{reason}</p>
      {location && (
        <p>
          {'at '}
          <code>{`${location.file}:${location.line}:${location.column}`}</code>
        </p>
      )}
      <ExpectedAndActual expected={expected} actual={actual} />
      {hint !== null && (
        <p class="hint">
          <strong>Hint</strong>
          {` ${hint}`}
        </p>
      )}
      {blockedBy !== null && (
        <p>
          {'Blocked by '}
          {context.checks.has(blockedBy) ? <a href={`#check-${blockedBy}`}>{blockedBy}</a> : blockedBy}
        </p>
      )}
      <p class="more">
        <code>{id}</code>
        {mistake !== null && (
          <PageLink path={`docs/mistakes/${mistake}`} text="read about this mistake" context={context} />
        )}
        <PageLink path={`docs/checks/${id}`} text="what this check is about" context={context} />
      </p>
      <Evidence check={check} context={context} />
    </>
  );
}

function PageLink({ path, text, context }: { path: string; text: string; context: CheckContext }) {
  return context.pages.has(path) ? (
    <>
      {' · '}
      <a href={`#${pageId(path)}`}>{text}</a>
    </>
  ) : null;
}
