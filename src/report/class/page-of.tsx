import { pageId } from '../html/pages.tsx';
import type { StoredClass } from './stored-class.ts';

/** A link to a page of `docs/` that is in this file; nothing where it is not. */
export function PageOf({ path, text, stored }: { path: string; text: string; stored: StoredClass }) {
  return stored.pages.some((page) => page.path === path) ? (
    <>
      {' · '}
      <a href={`#${pageId(path)}`}>{text}</a>
    </>
  ) : null;
}
