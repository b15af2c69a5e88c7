import { micromark } from 'micromark';
import { gfmTable, gfmTableHtml } from 'micromark-extension-gfm-table';
import type { Page } from '../report.ts';

/** The pages on what was lost, so that nothing has to be fetched. */
export function Pages({ pages }: { pages: readonly Page[] }) {
  if (pages.length === 0) return null;
  const here = new Set(pages.map(({ path }) => path));
  return (
    <section aria-label="Pages" class="pages">
      <h2>Read on</h2>
      {pages.map((page) => (
        <details id={pageId(page.path)}>
          <summary>{titleOf(page)}</summary>
          <div dangerouslySetInnerHTML={{ __html: htmlOf(page, here) }} />
        </details>
      ))}
    </section>
  );
}

export function pageId(path: string): string {
  return `page-${path.replaceAll('/', '-')}`;
}

export function titleOf({ text, path }: Page): string {
  return text.match(/^# (.+)$/m)?.[1] ?? path;
}

const made = new WeakMap<Page, string>();

/** Its own heading is the fold's; the others go below it. Links to pages that are not here are plain text. */
function htmlOf(page: Page, here: ReadonlySet<string>): string {
  const html =
    made.get(page) ??
    micromark(page.text.replace(/^# .+(\n|$)/, ''), {
      extensions: [gfmTable()],
      htmlExtensions: [gfmTableHtml()],
    })
      .replaceAll(
        /<(\/?)h([1-5])>/g,
        (_, slash: string, level: string) => `<${slash}h${Math.max(3, Number(level) + 1)}>`,
      )
      // It scrolls where the page is narrow, and what scrolls must be reached with the keyboard.
      .replaceAll('<table>', '<table tabindex="0">');
  made.set(page, html);
  return html.replaceAll(/<a href="([^"]*)"[^>]*>(.*?)<\/a>/gs, (_, href: string, text: string) => {
    const path = pathFrom(page.path, href);
    return here.has(path) ? `<a href="#${pageId(path)}">${text}</a>` : text;
  });
}

/** `docs/mistakes/busy-loop`, of `../mistakes/busy-loop.md` in `docs/checks/x`. */
function pathFrom(page: string, href: string): string {
  const folders = page.split('/').slice(0, -1);
  for (const step of href.replace(/\.md(#.*)?$/, '').split('/')) {
    if (step === '..') folders.pop();
    else if (step !== '.') folders.push(step);
  }
  return folders.join('/');
}
