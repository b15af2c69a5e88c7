import type { ComponentChildren } from 'preact';
import { render } from 'preact-render-to-string';
import type { Tools } from '../rendered.ts';
import { spelledOut } from '../spelled-out.ts';

export interface StandalonePage {
  title: string;
  styles: string;
  /** The only one that its policy lets run. */
  script: string;
  /** Where whoever reads with the keyboard begins: the id of an element, and a name for it. */
  skipTo: { id: string; name: string };
  children: ComponentChildren;
}

/** The text of a file that asks nobody for anything, with every character spelled out that could hide or turn around text. */
export function standalonePage(
  { title, styles, script, skipTo, children }: StandalonePage,
  { sha256Base64 }: Pick<Tools, 'sha256Base64'>,
): string {
  const policy = [
    "default-src 'none'",
    `style-src 'sha256-${sha256Base64(styles)}'`,
    `script-src 'sha256-${sha256Base64(script)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const page = render(
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={policy} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{title}</title>
        <style dangerouslySetInnerHTML={{ __html: styles }} />
      </head>
      <body>
        <a class="skip" href={`#${skipTo.id}`}>
          {`To ${skipTo.name}`}
        </a>
        {children}
        <script dangerouslySetInnerHTML={{ __html: script }} />
      </body>
    </html>,
  );
  return `<!doctype html>\n${spelledOut(page)}\n`;
}
